// SPDX-License-Identifier: Apache-2.0
// The side navigation of workers and planners.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::shell {

/// Is a worker or a planner logged in?
inline bool is_staff(const AppState& state) {
    return state.login && state.login->role != Role::Resident;
}
/// The lines of the side navigation for whoever is logged in; none in the resident's program.
std::vector<widgets::PageAction> staff_navigation(const AppState& state, const text::Text& text);
/// Of a page with a way back: none on a phone, where they would push the page off the screen.
std::span<const widgets::PageAction> beside(const std::vector<widgets::PageAction>& lines);
/// What a pressed line does; on narrow windows the menu, too, while the route's dialog names it.
void follow_navigation(std::string_view pressed, const AppState& state, const text::Text& text,
                       Actions& out);

}  // namespace kongdi::shell
