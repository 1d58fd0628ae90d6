// SPDX-License-Identifier: Apache-2.0
// The programme of future communities: the entries of a kind, what they come to, the ways on.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/model/programme_fields.hpp"
#include "shell/desk/changes.hpp"
#include "shell/desk/programme.hpp"
#include "shell/desk/programme_parts.hpp"
#include "shell/desk/programme_words.hpp"
#include "shell/desk/register_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::size_t kDistrictDigits = 6;
using Entries = std::vector<const ProgrammeEntry*>;

constexpr std::array<widgets::Icon, static_cast<std::size_t>(ProgrammeKind::Count_)> kIcons{
    widgets::Icon::Roof,  widgets::Icon::Sliders, widgets::Icon::Check, widgets::Icon::Camera,
    widgets::Icon::Clock, widgets::Icon::List,    widgets::Icon::Land};

widgets::Icon icon_of_kind(ProgrammeKind kind) { return kIcons[static_cast<std::size_t>(kind)]; }

bool has_year(ProgrammeKind kind) { return programme_field("year")->is_of(kind); }
bool has_place(ProgrammeKind kind) { return programme_field("community")->is_of(kind); }

/// Does it lie in the years that it says?
bool is_of_year(const ProgrammeEntry& entry, const std::string& year) {
    if (year.empty() || !has_year(entry.kind)) return true;
    const std::int64_t one = std::atoll(year.c_str());
    const std::int64_t first = programme_whole(entry, "year");
    return first <= one && one <= std::max(first, programme_whole(entry, "last_year"));
}

/// What the filter lets through, but for the state.
Entries entries_in(const AppState& state) {
    const std::string& filter = state.route.filter;
    const std::string place = filter_value(filter, "community");
    const std::string district = filter_value(filter, "district");
    const std::string year = filter_value(filter, "year");
    Entries out;
    for (const ProgrammeEntry& one : state.programme.entries) {
        const std::string community = programme_text(one, "community");
        if (has_place(one.kind) &&
            (!community.starts_with(place) || !community.starts_with(district)))
            continue;
        if (is_of_year(one, year)) out.push_back(&one);
    }
    return out;
}

void draw_kinds(const AppState& state, const text::Text& text, Actions& out) {
    const ProgrammeKind now = shown_kind(state);
    std::vector<std::string> labels;
    for (int i = 0; i < static_cast<int>(ProgrammeKind::Count_); ++i)
        labels.push_back(programme_kind_label(text, static_cast<ProgrammeKind>(i)));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto kind = static_cast<ProgrammeKind>(i);
        choices.push_back({programme_kind_name(kind), labels[i], icon_of_kind(kind), kind == now});
    }
    // A state of one kind is none of another.
    if (const auto chosen = widgets::choice_chips("kind", text("programme.kinds"), choices))
        out.push_back(FilterProgramme{with_filter(with_filter(state.route.filter, "state", {}),
                                                  "kind", choices[*chosen].id)});
}

void draw_ways(const AppState& state, const text::Text& text, Actions& out) {
    const std::string kind(programme_kind_name(shown_kind(state)));
    widgets::Columns columns(5, 150);
    if (is_programme_planner(state)) {
        if (widgets::secondary_button("new", text("programme.new"), widgets::Icon::Plus))
            out.push_back(Go{{ScreenId::ProgrammeForm, {}, {}, "kind=" + kind}});
        columns.next();
    }
    if (widgets::secondary_button("land", text("programme.land_page"), widgets::Icon::Land))
        out.push_back(Go{{ScreenId::ProgrammeLand}});
    columns.next();
    if (widgets::secondary_button("download", text("nav.downloads"), widgets::Icon::Download))
        out.push_back(Go{{ScreenId::Downloads,
                          kind == "land" ? "land_terms" : "programme",
                          {},
                          with_filter(state.route.filter, "kind", kind)}});
    columns.next();
    if (is_programme_planner(state)) {
        if (widgets::secondary_button("changes", text("changes.open"), widgets::Icon::List))
            out.push_back(Go{changes_route("programme")});
        columns.next();
    }
    if (widgets::secondary_button("cases", text("programme.cases"), widgets::Icon::Globe))
        out.push_back(OpenCases{});
}

/// A list of the browser whose first row takes the condition out.
void draw_condition(const AppState& state, std::string_view name, std::string_view label,
                    std::string_view all, const std::vector<std::array<std::string, 2>>& rows,
                    Actions& out) {
    const std::string now = filter_value(state.route.filter, name);
    std::vector<widgets::Choice> choices{{"", all, widgets::Icon::None, now.empty()}};
    for (const auto& [id, words] : rows)
        choices.push_back({id, words, widgets::Icon::None, id == now});
    const auto chosen = widgets::select(name, label, choices);
    if (!chosen) return;
    std::string filter = with_filter(state.route.filter, name, choices[*chosen].id);
    // A community of one district is none of another.
    if (name == "district") filter = with_filter(filter, "community", {});
    out.push_back(FilterProgramme{std::move(filter)});
}

void draw_filter(const AppState& state, const text::Text& text, Actions& out) {
    const ProgrammeKind kind = shown_kind(state);
    std::map<std::string, std::string> communities;
    std::set<std::int64_t, std::greater<>> years;
    for (const ProgrammeEntry& one : state.programme.entries) {
        if (has_place(kind)) communities[programme_text(one, "community")] = community_of(one);
        if (!has_year(kind)) continue;
        const std::int64_t first = programme_whole(one, "year");
        for (std::int64_t year = first; year <= std::max(first, programme_whole(one, "last_year"));
             ++year)
            years.insert(year);
    }
    std::vector<std::array<std::string, 2>> districts, places, whens;
    for (const auto& [code, name] : communities) {
        const std::string district = code.substr(0, kDistrictDigits);
        if (districts.empty() || districts.back()[0] != district)
            districts.push_back({district, district_label(text, district)});
        if (code.starts_with(filter_value(state.route.filter, "district")))
            places.push_back({code, name});
    }
    for (const std::int64_t year : years)
        whens.push_back({std::to_string(year), text("plan.year", {{"year", year}})});
    widgets::Columns columns(3, 200);
    if (has_place(kind)) {
        draw_condition(state, "district", text("programme.districts"),
                       text("programme.all_districts"), districts, out);
        columns.next();
        draw_condition(state, "community", text("column.community"), text("filter.all_communities"),
                       places, out);
        columns.next();
    }
    if (has_year(kind))
        draw_condition(state, "year", text("plan.field.year"), text("programme.all_years"), whens,
                       out);
}

/// Each state with how many are in it; pressed again it is no condition any more.
void draw_states(const AppState& state, const text::Text& text, const Entries& entries,
                 Actions& out) {
    const std::string now = filter_value(state.route.filter, "state");
    std::map<ProgrammeState, std::int64_t> counts;
    for (const ProgrammeEntry* one : entries) ++counts[one->state];
    std::vector<std::string> labels{
        text("programme.state_count", {{"state", text("filter.all_states")},
                                       {"count", static_cast<std::int64_t>(entries.size())}})};
    std::vector<std::string_view> names{"all"};
    for (const auto& [one, count] : counts) {
        names.push_back(programme_state_name(one));
        labels.push_back(text("programme.state_count",
                              {{"state", text(programme_state_said(one).key)}, {"count", count}}));
    }
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < names.size(); ++i)
        choices.push_back(
            {names[i], labels[i], widgets::Icon::None, i == 0 ? now.empty() : names[i] == now});
    if (const auto chosen = widgets::choice_chips("state", text("filter.state"), choices))
        out.push_back(FilterProgramme{with_filter(
            state.route.filter, "state",
            *chosen == 0 || choices[*chosen].selected ? std::string_view() : names[*chosen])});
}

std::string line_of(const AppState& state, const text::Text& text, const ProgrammeEntry& entry) {
    std::string out = community_of(entry);
    for (const std::string_view name : telling_fields(entry.kind)) {
        const std::string words =
            programme_value_text(state, text, *programme_field(name), entry.facts[name]);
        if (!words.empty()) out.append(out.empty() ? "" : " · ").append(words);
    }
    return out;
}

/// On a phone a card each: a table would have to be pushed sideways to be read.
void draw_cards(const AppState& state, const text::Text& text, const Entries& entries,
                Actions& out) {
    const std::size_t shown = std::min(entries.size(), kFirstListed + state.programme.listed);
    for (std::size_t i = 0; i < shown; ++i) {
        const ProgrammeEntry& one = *entries[i];
        const Said said = programme_state_said(one.state);
        if (widgets::card_button(one.id, icon_of_kind(one.kind), programme_text(one, "title"),
                                 line_of(state, text, one), text(said.key), said.tone))
            out.push_back(Go{{ScreenId::ProgrammeEntry, one.id}});
    }
    if (shown < entries.size() &&
        widgets::secondary_button(
            "more",
            text("programme.more", {{"count", static_cast<std::int64_t>(entries.size() - shown)}})))
        out.push_back(ListMoreProgramme{});
}

bool is_number(const ProgrammeField& field) {
    return field.type == ProgrammeFieldType::Whole || field.type == ProgrammeFieldType::Area;
}

void draw_table(const AppState& state, const text::Text& text, const Entries& entries,
                Actions& out) {
    const ProgrammeKind kind = shown_kind(state);
    const auto telling = telling_fields(kind);
    std::vector<std::string> labels;
    for (const std::string_view name : telling) labels.push_back(programme_field_label(text, name));
    std::vector<widgets::Column> columns{{"title", text("programme.field.title"), 220}};
    if (has_place(kind)) columns.push_back({"community", text("column.community"), 130});
    for (std::size_t i = 0; i < telling.size(); ++i)
        columns.push_back({telling[i], labels[i], 120, is_number(*programme_field(telling[i]))});
    columns.push_back({"state", text("column.state"), 130});
    widgets::Table table("entries", programme_kind_label(text, kind), columns, entries.size(),
                         true);
    while (table.next_row()) {
        const ProgrammeEntry& one = *entries[table.row()];
        table.cell_bold(programme_text(one, "title"));
        if (has_place(kind)) table.cell(community_of(one));
        for (const std::string_view name : telling) {
            const std::string words =
                programme_value_text(state, text, *programme_field(name), one.facts[name]);
            table.cell(words.empty() ? std::string("–") : words);
        }
        const Said said = programme_state_said(one.state);
        table.cell_chip(said.tone, text(said.key));
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::ProgrammeEntry, entries[*row]->id}});
}

/// In the order of the states, as they come one after the other.
Entries of_state(Entries entries, const std::string& state) {
    if (!state.empty())
        std::erase_if(entries, [&state](const ProgrammeEntry* one) {
            return programme_state_name(one->state) != state;
        });
    std::stable_sort(
        entries.begin(), entries.end(),
        [](const ProgrammeEntry* a, const ProgrammeEntry* b) { return a->state < b->state; });
    return entries;
}

}  // namespace

void draw_programme(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "programme", text("programme.page"), StaffPlace::Below, out);
    draw_kinds(state, text, out);
    draw_ways(state, text, out);
    const ProgrammeDesk& desk = state.programme;
    if (draw_asked(text, desk.listing, desk.entries.empty())) out.push_back(AskProgramme{});
    draw_programme_sums(state, text);
    if (desk.entries.empty()) {
        if (!desk.listing.busy && !desk.listing.failed)
            widgets::empty_state(icon_of_kind(shown_kind(state)), text("programme.none"),
                                 text("programme.none_hint"));
        return;
    }
    draw_filter(state, text, out);
    const Entries entries = entries_in(state);
    draw_states(state, text, entries, out);
    const Entries shown = of_state(entries, filter_value(state.route.filter, "state"));
    if (shown.empty())
        widgets::second(text("programme.none_here"));
    else if (widgets::is_wide())
        draw_table(state, text, shown, out);
    else
        draw_cards(state, text, shown, out);
}

}  // namespace kongdi::shell::desk
