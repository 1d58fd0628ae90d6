// SPDX-License-Identifier: Apache-2.0
// The register of facilities: found, listed, downloaded.
#include <array>

#include "core/api/endpoints.hpp"
#include "shell/desk/changes.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::int64_t kRowsOfPage = 100;

bool draw_filters(const AppState& state, const text::Text& text, FacilityFilter& filter) {
    bool changed = false;
    const auto name = widgets::text_field("name", filter.name,
                                          {.label = text("facilities.find"),
                                           .kind = widgets::FieldKind::Search,
                                           .placeholder = text("facilities.find_hint"),
                                           .max_code_points = 60});
    if (name && name->value != filter.name && !name->composing) {
        filter.name = name->value;
        changed = true;
    }
    widgets::Columns columns(2, 200);
    std::vector<widgets::Choice> states{
        {"", text("filter.all_states"), widgets::Icon::None, filter.state.empty()}};
    for (int i = 0; i < static_cast<int>(FacilityState::Count_); ++i) {
        const auto one = static_cast<FacilityState>(i);
        states.push_back({facility_state_name(one), text(facility_state_said(one).key),
                          widgets::Icon::None, filter.state == facility_state_name(one)});
    }
    if (const auto chosen = widgets::select("state", text("filter.state"), states)) {
        filter.state = states[*chosen].id;
        changed = true;
    }
    columns.next();
    std::vector<widgets::Choice> kinds{
        {"", text("facilities.all_kinds"), widgets::Icon::None, filter.kind.empty()}};
    for (const FacilityKind& kind : state.catalogue.facilities)
        kinds.push_back({kind.code, kind.label.in(language_code(state.language)),
                         widgets::Icon::None, filter.kind == kind.code});
    if (const auto chosen = widgets::select("kind", text("facility.kind"), kinds)) {
        filter.kind = kinds[*chosen].id;
        changed = true;
    }
    return changed;
}

void draw_table(const AppState& state, const text::Text& text, Actions& out) {
    const api::FacilityList& list = state.facilities.list;
    const std::array<widgets::Column, 5> columns{{{"name", text("facility.name"), 180},
                                                  {"kind", text("facility.kind"), 120},
                                                  {"community", text("column.community"), 130},
                                                  {"state", text("column.state"), 120},
                                                  {"changed", text("facility.changed"), 130}}};
    widgets::Table table("table", text("facilities.page"), columns, list.rows.size(), true);
    while (table.next_row()) {
        const Facility& one = list.rows[table.row()];
        table.cell_bold(one.facts.name);
        table.cell(kind_label(state, one.facts.kind));
        table.cell(one.community_name);
        const Said said = facility_state_said(one.state);
        table.cell_chip(said.tone, text(said.key));
        table.cell(text.moment(one.changed_at_ms, state.now_ms));
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::Facility, list.rows[*row].id}});
}

void draw_paging(const AppState& state, const text::Text& text, Actions& out) {
    FacilityFilter filter = state.facilities.filter;
    const auto shown = static_cast<std::int64_t>(state.facilities.list.rows.size());
    if (state.facilities.list.total <= shown) return;
    widgets::second(text("spaces.range", {{"first", filter.offset + 1},
                                          {"last", filter.offset + shown},
                                          {"total", state.facilities.list.total}}));
    widgets::Columns columns(2);
    const std::int64_t offset = filter.offset;
    if (offset > 0 && widgets::secondary_button("earlier", text("spaces.earlier"))) {
        filter.offset = std::max<std::int64_t>(0, offset - kRowsOfPage);
        out.push_back(QueryFacilities{filter});
    }
    columns.next();
    if (offset + shown < state.facilities.list.total &&
        widgets::secondary_button("later", text("spaces.later"))) {
        filter.offset = offset + kRowsOfPage;
        out.push_back(QueryFacilities{filter});
    }
}

}  // namespace

void draw_facilities(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "facilities", text("facilities.page"), StaffPlace::Line, out);
    const FacilityDesk& desk = state.facilities;
    widgets::second(
        text("facilities.count", {{"total", text.number(static_cast<double>(desk.list.total))}}));
    if (widgets::secondary_button("file", text("facilities.file"), widgets::Icon::Plus))
        out.push_back(Go{{ScreenId::FacilityForm}});
    {
        widgets::Columns downloads(widgets::is_wide() ? 5 : 2, 150);
        if (widgets::pill_button("csv", text("planner.csv"), widgets::Icon::Download))
            out.push_back(DownloadFacilities{"csv"});
        downloads.next();
        if (widgets::pill_button("geojson", text("planner.geojson"), widgets::Icon::Download))
            out.push_back(DownloadFacilities{"geojson"});
        downloads.next();
        draw_formats_pill(text, out);
        downloads.next();
        if (widgets::pill_button("thresholds", text("nav.thresholds"), widgets::Icon::Sliders))
            out.push_back(Go{{ScreenId::Thresholds}});
        if (state.login && state.login->role == Role::Planner) {
            downloads.next();
            if (widgets::pill_button("changes", text("changes.open"), widgets::Icon::List))
                out.push_back(Go{changes_route("facilities")});
        }
    }
    if (const auto format = draw_formats(state, text, out))
        out.push_back(DownloadFacilities{*format});
    draw_remarks(state, text, out);
    FacilityFilter filter = desk.filter;
    if (draw_filters(state, text, filter)) {
        filter.offset = 0;
        out.push_back(QueryFacilities{filter});
    }
    if (draw_asked(text, desk.listing, desk.list.rows.empty()))
        out.push_back(QueryFacilities{desk.filter});
    if (!desk.list.rows.empty())
        draw_table(state, text, out);
    else if (!desk.listing.busy && !desk.listing.failed)
        widgets::empty_state(widgets::Icon::Search, text("facilities.none"),
                             text("spaces.none_hint"));
    draw_paging(state, text, out);
}

}  // namespace kongdi::shell::desk
