// SPDX-License-Identifier: Apache-2.0
// Everything the filter of spaces can say, in a dialog; the same for table and map.
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

inline constexpr std::string_view kFilterDialog = "filter";

/// How many things the filter says, beside the words to find.
std::int64_t filter_parts(const SpaceFilter& filter, bool with_state);
/// The button, and the dialog while it is open; true when `filter` was changed.
bool draw_filter_button(const AppState& state, const text::Text& text, bool with_state,
                        SpaceFilter& filter, Actions& out);
/// "12,300 m²" or "3.4 km²"; "340 m" or "2.6 km".
std::string area_words(const text::Text& text, double area_m2);
std::string length_words(const text::Text& text, double length_m);

}  // namespace kongdi::shell
