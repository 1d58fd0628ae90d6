// SPDX-License-Identifier: Apache-2.0
// Who was shown raw reports, for administrators.
#include <algorithm>
#include <array>

#include "shell/desk/access.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

std::string_view what_said(const text::Text& text, const std::string& what) {
    const std::string key = "reads.what." + what;
    return text.has(key) ? text(key) : std::string_view(what);
}

void draw_table(const AppState& state, const text::Text& text) {
    const std::array<widgets::Column, 4> columns{{{"at", text("reads.at"), 150},
                                                  {"account", text("reads.account"), 110},
                                                  {"what", text("reads.what"), 150},
                                                  {"subject", text("reads.subject"), 330}}};
    const std::vector<api::ReadLine>& lines = state.reads.lines;
    widgets::Table table("table", text("reads.page"), columns, lines.size());
    while (table.next_row()) {
        const api::ReadLine& line = lines[table.row()];
        table.cell(text.moment(line.at_ms, state.now_ms));
        table.cell_bold(line.account);
        table.cell(what_said(text, line.what));
        table.cell(line.subject);
    }
}

void draw_list(const AppState& state, const text::Text& text) {
    std::size_t number = state.reads.lines.size();
    for (const api::ReadLine& line : state.reads.lines) {
        const widgets::Card card("line", line.account);
        const widgets::Scope scope(std::to_string(number--));
        widgets::bold(line.account + " · " + std::string(what_said(text, line.what)));
        widgets::second(text.moment(line.at_ms, state.now_ms));
        if (!line.subject.empty()) widgets::second(line.subject);
    }
}

void draw_filter(const ReadDesk& desk, const text::Text& text, Actions& out) {
    widgets::Columns columns(3, 200);
    if (const auto change = widgets::text_field(
            "account", desk.account, {.label = text("reads.account"), .max_code_points = 60}))
        out.push_back(TypeReads{change->value, desk.subject});
    columns.next();
    if (const auto change = widgets::text_field(
            "subject", desk.subject, {.label = text("reads.subject"), .max_code_points = 200}))
        out.push_back(TypeReads{desk.account, change->value});
    columns.next();
    if (widgets::secondary_button("show", text("reads.show"), widgets::Icon::Search))
        out.push_back(ListReads{});
}

}  // namespace

void draw_reads(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "reads", text("reads.page"), StaffPlace::Below, out);
    const ReadDesk& desk = state.reads;
    widgets::second(text("reads.hint"));
    draw_filter(desk, text, out);
    if (draw_asked(text, desk.listing, desk.lines.empty())) out.push_back(ListReads{desk.limit});
    if (desk.lines.empty()) {
        if (!desk.listing.busy && !desk.listing.failed)
            widgets::empty_state(widgets::Icon::Search, text("reads.none"),
                                 text("reads.none_hint"));
        return;
    }
    if (widgets::is_wide())
        draw_table(state, text);
    else
        draw_list(state, text);
    const auto shown = static_cast<std::int64_t>(desk.lines.size());
    if (shown >= desk.limit && desk.limit < kMostReads && !desk.listing.busy &&
        widgets::secondary_button("more", text("reads.more")))
        out.push_back(ListReads{std::min(desk.limit * 5, kMostReads)});
}

}  // namespace kongdi::shell::desk
