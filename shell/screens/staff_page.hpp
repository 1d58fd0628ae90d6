// SPDX-License-Identifier: Apache-2.0
// What the pages of workers and planners share: navigation, and the bar above the table of spaces.
#pragma once

#include <vector>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/widgets/page.hpp"

namespace kongdi::shell {

/// The lines of the side navigation for whoever is logged in.
std::vector<widgets::PageAction> staff_navigation(const AppState& state, const text::Text& text);
/// What a pressed line does.
void follow_navigation(std::string_view pressed, const AppState& state, Actions& out);
/// Filters by state, type, community and text.
void draw_space_filters(const AppState& state, const text::Text& text, bool with_state,
                        Actions& out);
/// Loading, failure, emptiness of the table, each in words.
void draw_table_state(const AppState& state, const text::Text& text, Actions& out);
/// Earlier and later rows, when there are more than one page of them.
void draw_paging(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell
