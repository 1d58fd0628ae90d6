// SPDX-License-Identifier: Apache-2.0
// What the pages with the table of spaces share: the bar above it, and its states.
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

/// Filters by state, type, community and text.
void draw_space_filters(const AppState& state, const text::Text& text, bool with_state,
                        Actions& out);
/// Loading, failure, emptiness of the table, each in words.
void draw_table_state(const AppState& state, const text::Text& text, Actions& out);
/// Earlier and later rows, when there are more than one page of them.
void draw_paging(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell
