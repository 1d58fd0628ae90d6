// SPDX-License-Identifier: Apache-2.0
// The table of idle spaces: sorted, filtered, downloaded.
#include <array>

#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/space_parts.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

struct ColumnRow {
    std::string_view sort;  // of api::SpaceQuery
    std::string_view key;
    float width;
    bool numeric;
};

constexpr std::array<ColumnRow, 6> kColumns{{
    {"receipt", "column.receipt", 130, false},
    {"type", "column.type", 110, false},
    {"community_name", "column.community", 130, false},
    {"floor_area", "column.floor_area", 110, true},
    {"state", "column.state", 110, false},
    {"received_at", "column.received", 130, false},
}};

void draw_cells(const AppState& state, const text::Text& text, const Space& space,
                widgets::Table& table) {
    table.cell_bold(space.receipt);
    table.cell(type_label(state, space.type));
    table.cell(space.community_name);
    table.cell(space.floor_area ? text.number(space.floor_area->value_m2) : std::string("–"));
    const StateWords words = state_words(space.state);
    table.cell_chip(words.tone, text(words.key));
    table.cell(text.moment(space.received_at_ms, state.now_ms));
}

void draw_table(const AppState& state, const text::Text& text, Actions& out) {
    const SpaceTable& spaces = state.spaces;
    std::array<widgets::Column, kColumns.size()> columns;
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const bool sorted = spaces.query.sort == kColumns[i].sort;
        columns[i] = {.id = kColumns[i].sort,
                      .label = text(kColumns[i].key),
                      .width = kColumns[i].width,
                      .numeric = kColumns[i].numeric,
                      .sortable = true,
                      .sort = !sorted                   ? widgets::Sort::None
                              : spaces.query.descending ? widgets::Sort::Down
                                                        : widgets::Sort::Up};
    }
    widgets::Table table("table", text("spaces.table"), columns, spaces.page.rows.size(), true);
    while (table.next_row()) draw_cells(state, text, spaces.page.rows[table.row()], table);
    if (const auto column = table.header_pressed()) {
        api::SpaceQuery query = spaces.query;
        query.descending = query.sort == kColumns[*column].sort ? !query.descending : false;
        query.sort = kColumns[*column].sort;
        query.offset = 0;
        out.push_back(QuerySpaces{query});
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::WorkerReport, spaces.page.rows[*row].id}});
}

}  // namespace

void draw_planner(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "planner", text("planner.page"), StaffPlace::Line, out);
    widgets::second(text("planner.count",
                         {{"total", text.number(static_cast<double>(state.spaces.page.total))}}));
    {
        widgets::Columns downloads(widgets::is_wide() ? 5 : 2, 150);
        if (widgets::pill_button("csv", text("planner.csv"), widgets::Icon::Download))
            out.push_back(DownloadSpaces{"csv"});
        downloads.next();
        if (widgets::pill_button("geojson", text("planner.geojson"), widgets::Icon::Download))
            out.push_back(DownloadSpaces{"geojson"});
        downloads.next();
        draw_formats_pill(text, out);
        downloads.next();
        if (widgets::pill_button("import", text("nav.import"), widgets::Icon::MapPin))
            out.push_back(Go{{ScreenId::Import}});
    }
    if (const auto format = draw_formats(state, text, out)) out.push_back(DownloadSpaces{*format});
    draw_space_filters(state, text, true, out);
    draw_table_state(state, text, out);
    if (!state.spaces.page.rows.empty()) draw_table(state, text, out);
    draw_paging(state, text, out);
}

}  // namespace kongdi::shell::desk
