// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/downloads.hpp"

#include <array>
#include <vector>

#include "shell/widgets/side.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kDialog = "formats";

/// The ending, and the key of what it is for.
struct FormatRow {
    std::string_view ending;
    std::string_view key;
};
constexpr std::array<FormatRow, 9> kFormats{{{"xlsx", "format.xlsx"},
                                             {"csv", "format.csv"},
                                             {"gpkg", "format.gpkg"},
                                             {"shp.zip", "format.shp"},
                                             {"geojson", "format.geojson"},
                                             {"kml", "format.kml"},
                                             {"dxf", "format.dxf"},
                                             {"fgb", "format.fgb"},
                                             {"dictionary.csv", "format.dictionary"}}};

}  // namespace

void draw_formats_pill(const text::Text& text, Actions& out) {
    if (widgets::pill_button("formats", text("format.more"), widgets::Icon::Download))
        out.push_back(OpenDialog{std::string(kDialog)});
}

std::optional<std::string> draw_format_lines(const text::Text& text) {
    std::vector<widgets::PageAction> lines;
    for (const FormatRow& row : kFormats)
        lines.push_back({row.ending, text(row.key), widgets::Icon::Download, false});
    const std::string_view pressed = widgets::menu_lines(text("format.more"), lines);
    if (pressed.empty()) return std::nullopt;
    return std::string(pressed);
}

std::optional<std::string> draw_formats(const AppState& state, const text::Text& text, Actions& out,
                                        std::span<const Paper> papers) {
    if (state.route.dialog != kDialog) return std::nullopt;
    const widgets::Dialog dialog(kDialog, text("format.more"), text("action.close"));
    auto pressed = draw_format_lines(text);
    if (!papers.empty()) {
        widgets::heading(text("paper.more"));
        draw_paper_lines(state, text, papers, out);
    }
    if (dialog.closed() || pressed) out.push_back(CloseDialog{});
    return pressed;
}

}  // namespace kongdi::shell::desk
