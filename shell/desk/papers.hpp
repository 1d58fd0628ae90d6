// SPDX-License-Identifier: Apache-2.0
// Charts and sheets for a report, which the server draws: what a page offers of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shell/app/effects.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

enum class PaperKind : std::uint8_t { Chart, Sheet };

struct Paper {
    PaperKind kind;
    std::string_view name;  // "ranking", "city": as the server calls it
    std::string query;      // "run=…&community=…", or empty
};

/// Opens the list of papers.
void draw_papers_pill(const text::Text& text, Actions& out);
/// Charts as PNG and SVG, sheets as PDF and as a page; pushes what was chosen.
void draw_paper_lines(const AppState& state, const text::Text& text, std::span<const Paper> papers,
                      Actions& out);
/// The list, while it is open.
void draw_papers(const AppState& state, const text::Text& text, std::span<const Paper> papers,
                 Actions& out);
/// "name=value", percent-encoded.
std::string paper_query(std::string_view name, std::string_view value);

void open_paper(const OpenPaper& action, Effects& effects);

}  // namespace kongdi::shell::desk
