// SPDX-License-Identifier: Apache-2.0
// Downloads beyond the usual two: the formats of the programs that planners have.
#pragma once

#include <optional>
#include <string>

#include "shell/app/effects.hpp"
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

// exports.cpp
/// Asks how far the files are that an effect from `from` on downloads.
void watch_exports(AppState& state, std::size_t from, Effects& effects);
void ask_exports_again(AppState& state, Effects& effects);
void stop_export(AppState& state, const std::string& id, Effects& effects);
/// True when the tag was theirs.
bool export_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects);
/// At the thumb of the pages that offer files, which have no other footer; last on them.
void draw_exports(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell::desk
