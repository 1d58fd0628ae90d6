// SPDX-License-Identifier: Apache-2.0
#include "shell/desk/papers.hpp"

#include <array>
#include <vector>

#include "core/base/text.hpp"
#include "core/codec/words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kDialog = "papers";

/// One line of the list: a way to have a paper.
struct WayRow {
    PaperKind kind;
    std::string_view ending;  // none: a page
    std::string_view key;     // what it is said as
    std::string_view folder;
    widgets::Icon icon;
};
constexpr std::array<WayRow, 4> kWays{
    {{PaperKind::Sheet, ".pdf", "paper.pdf", "/export/sheet/", widgets::Icon::Download},
     {PaperKind::Sheet, "", "paper.page", "/plain/sheets/", widgets::Icon::Forward},
     {PaperKind::Chart, ".png", "paper.png", "/export/chart/", widgets::Icon::Download},
     {PaperKind::Chart, ".svg", "paper.svg", "/export/chart/", widgets::Icon::Download}}};

std::string path_of(const AppState& state, const Paper& paper, const WayRow& way) {
    std::string out(way.folder);
    out.append(paper.name).append(way.ending);
    out.append("?lang=").append(language_code(state.language));
    if (!paper.query.empty()) out.append("&").append(paper.query);
    return out;
}

std::string said(const text::Text& text, const Paper& paper) {
    return std::string(text((paper.kind == PaperKind::Chart ? "paper.chart." : "paper.sheet.") +
                            std::string(paper.name)));
}

}  // namespace

void draw_papers_pill(const text::Text& text, Actions& out) {
    if (widgets::pill_button("papers", text("paper.more"), widgets::Icon::Download))
        out.push_back(OpenDialog{std::string(kDialog)});
}

void draw_paper_lines(const AppState& state, const text::Text& text, std::span<const Paper> papers,
                      Actions& out) {
    const widgets::Scope scope("papers");
    std::vector<std::string> ids;
    std::vector<std::string> labels;
    std::vector<OpenPaper> opens;
    std::vector<widgets::Icon> icons;
    for (const Paper& paper : papers)
        for (const WayRow& way : kWays) {
            if (way.kind != paper.kind) continue;
            ids.push_back(std::string(paper.name) + std::string(way.key));
            labels.push_back(text(way.key, {{"paper", said(text, paper)}}));
            opens.push_back({path_of(state, paper, way), way.ending.empty()});
            icons.push_back(way.icon);
        }
    std::vector<widgets::PageAction> lines;
    for (std::size_t i = 0; i < ids.size(); ++i) lines.push_back({ids[i], labels[i], icons[i]});
    const std::string_view pressed = widgets::menu_lines(text("paper.more"), lines);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i] == pressed) {
            // The way back from a page leads to this list; a step back of our own would race it.
            if (!opens[i].is_page) out.push_back(CloseDialog{});
            out.push_back(opens[i]);
        }
}

void draw_papers(const AppState& state, const text::Text& text, std::span<const Paper> papers,
                 Actions& out) {
    if (state.route.dialog != kDialog) return;
    const widgets::Dialog dialog(kDialog, text("paper.more"), text("action.close"));
    draw_paper_lines(state, text, papers, out);
    if (dialog.closed()) out.push_back(CloseDialog{});
}

std::string paper_query(std::string_view name, std::string_view value) {
    return std::string(name).append("=").append(percent_encoded(value));
}

void open_paper(const OpenPaper& action, Effects& effects) {
    if (action.is_page)
        effects.push_back(effect("page.leave", {{"path", action.path}}));
    else
        effects.push_back(effect("download", {{"url", action.path}}));
}

}  // namespace kongdi::shell::desk
