// SPDX-License-Identifier: Apache-2.0
// Downloads beyond the usual two: the formats of the programs that planners have.
#pragma once

#include <optional>
#include <string>

#include "shell/desk/papers.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// Opens the list of formats.
void draw_formats_pill(const text::Text& text, Actions& out);
/// The list by itself; the ending of the format that was pressed.
std::optional<std::string> draw_format_lines(const text::Text& text);
/// The list, while it is open, with what there is for a report below it; the ending of the format
/// that was chosen.
std::optional<std::string> draw_formats(const AppState& state, const text::Text& text, Actions& out,
                                        std::span<const Paper> papers = {});

}  // namespace kongdi::shell::desk
