// SPDX-License-Identifier: Apache-2.0
// The action plan of a year: a board by how far things are, or a line of time, and what it costs.
#include <algorithm>
#include <array>

#include "core/base/time.hpp"
#include "shell/desk/changes.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/plan_words.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/charts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// A column of the board: what its states have in common.
struct Group {
    std::string_view name;  // of its heading, "plan.group.…"
    std::array<PlanState, 4> states;
    std::size_t count;
};

using S = PlanState;
constexpr std::array<Group, 5> kGroups{{
    {"proposed", {S::Proposed}, 1},
    {"listed", {S::Listed, S::Scheme, S::Funded, S::CarriedOver}, 4},
    {"building", {S::Building}, 1},
    {"done", {S::Done, S::Accepted, S::EffectMeasured}, 3},
    {"removed", {S::Removed}, 1},
}};

bool is_in(const Group& group, PlanState state) {
    const auto end = group.states.begin() + static_cast<std::ptrdiff_t>(group.count);
    return std::find(group.states.begin(), end, state) != end;
}

std::vector<const PlanItem*> items_of_year(const AppState& state) {
    const std::int64_t year = shown_plan_year(state);
    std::vector<const PlanItem*> out;
    for (const PlanItem& item : state.plan.list.items)
        if (item.facts.year == year) out.push_back(&item);
    return out;
}

std::string line_of(const AppState& state, const text::Text& text, const PlanItem& item) {
    std::string out = item.community_name.empty() ? item.facts.community : item.community_name;
    const auto add = [&](const std::string& words) { out.append(" · ").append(words); };
    add(kinds_text(state, text, item.facts.kinds));
    if (item.facts.budget_yuan > 0) add(money_text(text, item.facts.budget_yuan));
    if (item.standing.state == S::Building || percent_done(item) > 0)
        add(text.percent(static_cast<double>(percent_done(item)) / 100, 0));
    if (item.carried_from_year) add(text("plan.carried_from", {{"year", *item.carried_from_year}}));
    return out;
}

void draw_item(const AppState& state, const text::Text& text, const PlanItem& item, Actions& out) {
    const Said said = plan_state_said(item.standing.state);
    if (widgets::card_button(item.id, widgets::Icon::House, item.facts.title,
                             line_of(state, text, item), text(said.key), said.tone))
        out.push_back(Go{{ScreenId::PlanItem, item.id}});
}

void draw_board(const AppState& state, const text::Text& text,
                const std::vector<const PlanItem*>& items, Actions& out) {
    widgets::Columns columns(4, 230);
    bool first = true;
    for (const Group& group : kGroups) {
        std::vector<const PlanItem*> inside;
        for (const PlanItem* item : items)
            if (is_in(group, item->standing.state)) inside.push_back(item);
        const bool is_removed = group.name == "removed";
        // On a phone a heading without anything below it only takes room.
        if (inside.empty() && (is_removed || !widgets::is_wide())) continue;
        if (!first) columns.next();
        first = false;
        const widgets::Scope scope(group.name);
        widgets::heading(text("plan.group." + std::string(group.name),
                              {{"count", static_cast<std::int64_t>(inside.size())}}));
        if (inside.empty()) widgets::second(text("plan.nothing_here"));
        for (const PlanItem* item : inside) draw_item(state, text, *item, out);
    }
}

/// The days the line of time shows: whole years, so that its ticks are quarters.
struct Axis {
    int first = 0;
    int last = 1;
    int years = 1;
    float at(int day) const {
        return static_cast<float>(day - first) / static_cast<float>(last - first);
    }
};

int first_day(std::int64_t year) { return parse_date(std::to_string(year) + "-01-01").value_or(0); }

Axis axis_of(const std::vector<const PlanItem*>& items, std::int64_t year) {
    std::int64_t from = year;
    std::int64_t to = year;
    for (const PlanItem* item : items)
        for (const std::string& day : {item->facts.starts_on, item->facts.ends_on})
            if (parse_date(day)) {
                const std::int64_t one = std::stoi(day.substr(0, 4));
                from = std::min(from, one);
                to = std::max(to, one);
            }
    return {first_day(from), first_day(to + 1), static_cast<int>(to - from + 1)};
}

void draw_time_line(const AppState& state, const text::Text& text,
                    const std::vector<const PlanItem*>& items, Actions& out) {
    std::vector<const PlanItem*> rows;
    for (const PlanItem* item : items)
        if (item->standing.state != S::Removed) rows.push_back(item);
    // What begins first stands first; what has no day stands last.
    std::stable_sort(rows.begin(), rows.end(), [](const PlanItem* a, const PlanItem* b) {
        const auto key = [](const PlanItem& one) {
            return one.facts.starts_on.empty() ? std::string("~") : one.facts.starts_on;
        };
        return key(*a) < key(*b);
    });
    const Axis axis = axis_of(rows, shown_plan_year(state));
    const std::string when = text(
        "plan.when_of", {{"first", format_date(axis.first)}, {"last", format_date(axis.last - 1)}});
    const std::array<widgets::Column, 4> columns{{{"title", text("plan.field.title"), 190},
                                                  {"community", text("column.community"), 120},
                                                  {"when", when, 330},
                                                  {"state", text("column.state"), 120}}};
    const int today = static_cast<int>((state.now_ms + state.clock_offset_ms + kCityOffsetMs) /
                                       (std::int64_t{24} * 3'600'000));
    widgets::Table table("time-line", text("plan.time_line"), columns, rows.size(), true);
    while (table.next_row()) {
        const PlanItem& item = *rows[table.row()];
        table.cell_bold(item.facts.title);
        table.cell(item.community_name.empty() ? item.facts.community : item.community_name);
        const auto starts = parse_date(item.facts.starts_on);
        const auto ends = parse_date(item.facts.ends_on);
        if (starts || ends) {
            widgets::TimeSpan span;
            span.start = starts ? axis.at(*starts) : 0;
            span.end = ends ? axis.at(*ends + 1) : 1;
            span.done = static_cast<float>(percent_done(item)) / 100;
            span.today = axis.at(today);
            span.ticks = 4 * axis.years;
            table.cell_span(text("plan.span", {{"days", days_text(text, item.facts)},
                                               {"percent", percent_done(item)}}),
                            span);
        } else {
            table.cell(text("plan.no_days"));
        }
        const Said said = plan_state_said(item.standing.state);
        table.cell_chip(said.tone, text(said.key));
    }
    if (const auto row = table.row_pressed())
        out.push_back(Go{{ScreenId::PlanItem, rows[*row]->id}});
}

void draw_years(const AppState& state, const text::Text& text, Actions& out) {
    std::vector<std::int64_t> years;
    for (const api::PlanYear& one : state.plan.list.years) years.push_back(one.year);
    const std::int64_t shown = shown_plan_year(state);
    if (std::find(years.begin(), years.end(), shown) == years.end()) years.push_back(shown);
    if (years.size() < 2) return;
    std::vector<std::string> labels;
    for (const std::int64_t year : years) labels.push_back(text("plan.year", {{"year", year}}));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < years.size(); ++i)
        choices.push_back({labels[i], labels[i], widgets::Icon::None, years[i] == shown});
    if (const auto chosen = widgets::select("year", text("plan.field.year"), choices))
        out.push_back(ShowPlanYear{years[*chosen]});
}

void draw_sums(const AppState& state, const text::Text& text) {
    api::PlanYear year{.year = shown_plan_year(state)};
    for (const api::PlanYear& one : state.plan.list.years)
        if (one.year == year.year) year = one;
    widgets::Columns columns(widgets::is_wide() ? 4 : 2, 140);
    widgets::stat(text("plan.items"), text.number(static_cast<double>(year.items)),
                  text("plan.finished", {{"count", year.finished}}));
    columns.next();
    widgets::stat(text("plan.field.budget_yuan"), money_text(text, year.budget_yuan));
    columns.next();
    widgets::stat(text("plan.funded"), money_text(text, year.funded_yuan));
    columns.next();
    widgets::stat(text("plan.spent"), money_text(text, year.spent_yuan));
}

}  // namespace

void draw_plan(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "plan", text("plan.page"), StaffPlace::Line, out);
    const PlanDesk& desk = state.plan;
    const bool plans = state.login && state.login->role == Role::Planner;
    {
        widgets::Columns columns(5, 150);
        if (plans) {
            if (widgets::secondary_button("new", text("plan_form.new"), widgets::Icon::Plus))
                out.push_back(Go{{ScreenId::PlanForm}});
            columns.next();
            if (widgets::secondary_button("proposals", text("proposals.page"),
                                          widgets::Icon::House))
                out.push_back(Go{{ScreenId::IndexProposals}});
            columns.next();
        }
        if (widgets::secondary_button("csv", text("plan.download"), widgets::Icon::Download))
            out.push_back(DownloadPlan{"csv"});
        columns.next();
        draw_formats_pill(text, out);
        columns.next();
        if (widgets::secondary_button("programme", text("programme.page"), widgets::Icon::Roof))
            out.push_back(Go{{ScreenId::Programme}});
        if (plans) {
            columns.next();
            if (widgets::secondary_button("changes", text("changes.open"), widgets::Icon::List))
                out.push_back(Go{changes_route("plan")});
        }
    }
    const std::array<Paper, 1> papers{{{PaperKind::Chart, "plan", {}}}};
    if (const auto format = draw_formats(state, text, out, papers))
        out.push_back(DownloadPlan{*format});
    if (draw_asked(text, desk.listing, desk.list.items.empty())) out.push_back(AskPlan{});
    draw_years(state, text, out);
    const std::vector<const PlanItem*> items = items_of_year(state);
    if (items.empty()) {
        if (!desk.listing.busy && !desk.listing.failed)
            widgets::empty_state(widgets::Icon::List, text("plan.none"), text("plan.none_hint"));
        return;
    }
    draw_sums(state, text);
    const std::array<widgets::Choice, 2> shown{
        {{"board", text("plan.board"), widgets::Icon::None, desk.shown == PlanShown::Board},
         {"time", text("plan.time_line"), widgets::Icon::None, desk.shown == PlanShown::TimeLine}}};
    if (const auto chosen = widgets::segmented("shown", text("plan.shown"), shown))
        out.push_back(ShowPlan{static_cast<PlanShown>(*chosen)});
    if (desk.shown == PlanShown::Board)
        draw_board(state, text, items, out);
    else
        draw_time_line(state, text, items, out);
}

}  // namespace kongdi::shell::desk
