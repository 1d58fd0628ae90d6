// SPDX-License-Identifier: Apache-2.0
// The side navigation of workers and planners.
#pragma once

#include <string_view>
#include <vector>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::shell {

/// The lines of the side navigation for whoever is logged in.
std::vector<widgets::PageAction> staff_navigation(const AppState& state, const text::Text& text);
/// What a pressed line does.
void follow_navigation(std::string_view pressed, const AppState& state, Actions& out);

}  // namespace kongdi::shell
