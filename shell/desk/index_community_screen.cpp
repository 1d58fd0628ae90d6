// SPDX-License-Identifier: Apache-2.0
// Why a community stands where it does: what each service costs it, and what would help.
#include <algorithm>
#include <array>

#include "shell/desk/desk_list.hpp"
#include "shell/desk/index_words.hpp"
#include "shell/desk/papers.hpp"
#include "shell/desk/reach_view.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/widgets/charts.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr double kLeastTold = 0.05;  // points: less is not worth a sentence

std::string points_text(const text::Text& text, double points) { return text.number(points, 1); }

void draw_index_card(const text::Text& text, const api::CommunityCard& card) {
    const CommunityIndex& one = card.index;
    widgets::stat(text("index.index"), index_text(text, one.index), interval_text(text, one));
    const widgets::Card frame("facts", text("index.index"));
    widgets::interval_bar(interval_text(text, one), static_cast<float>(one.low / 100),
                          static_cast<float>(one.index / 100), static_cast<float>(one.high / 100));
    widgets::fact(text("index.standard"), index_text(text, one.standard));
    widgets::fact(text("index.rank"),
                  text("index.rank_range",
                       {{"rank", one.rank}, {"best", one.best_rank}, {"worst", one.worst_rank}}));
    widgets::fact(text("index.probability"), text.percent(one.probability, 1));
    widgets::fact(text("index.people"), text.number(card.people));
    widgets::fact(text("index.households"), text.number(card.households));
    if (!card.by_network) widgets::second(text("index.no_roads"));
}

/// Against the run that the ranking is compared with.
void draw_moved(const AppState& state, const text::Text& text, const api::CommunityCard& card) {
    const IndexDesk& desk = state.index;
    const IndexChange* change = index_change_of(desk, card.index.code);
    if (change == nullptr || desk.changes->after.id != card.run.id) return;
    const widgets::Card frame("moved", text("index.moved"));
    widgets::heading(text("index.moved"));
    widgets::second(text("index.moved_since", {{"run", desk.changes->before.title}}));
    if (!change->has_both) {
        widgets::paragraph(text("index.only_here"));
        return;
    }
    widgets::fact(text("index.change"), points_moved(text, change->after - change->before));
    for (const MovedBy& by : kMovedBy)
        widgets::fact(text(by.key), points_moved(text, change->*by.part));
    if (!change->moved_most.empty())
        widgets::fact(text("index.moved_most"), kind_label(state, change->moved_most));
}

/// What is wrong with a service, and what it would bring to mend it.
void draw_reasons(const text::Text& text, const api::GapRow& row) {
    widgets::second(text("index.reached", {{"share", text.percent(row.coverage)},
                                           {"unreached", text.number(row.unreached)}}));
    widgets::second(text("index.strictly_reached", {{"share", text.percent(row.strict_coverage)}}));
    if (row.required > 0) widgets::second(text("index.room", {{"share", text.percent(row.room)}}));
    if (row.by_reach >= kLeastTold)
        widgets::second(text("index.gain_reach", {{"points", points_text(text, row.by_reach)}}));
    if (row.by_room >= kLeastTold)
        widgets::second(text("index.gain_room", {{"points", points_text(text, row.by_room)}}));
    if (row.by_access - std::max(row.by_reach, row.by_room) >= kLeastTold)
        widgets::second(text("index.gain_both", {{"points", points_text(text, row.by_access)}}));
    if (row.satisfaction && row.importance)
        widgets::second(text("index.said", {{"satisfaction", text.number(*row.satisfaction, 1)},
                                            {"importance", text.number(*row.importance, 1)}}));
    else
        widgets::second(text("index.too_few"));
    if (row.quadrant)
        widgets::second(text("index.quadrant." + std::string(quadrant_name(*row.quadrant))));
}

void draw_services(const AppState& state, const text::Text& text, const api::CommunityCard& card) {
    widgets::heading(text("index.gaps"));
    widgets::second(text("index.gaps_hint"));
    widgets::Columns columns(2, 320);
    bool first = true;
    for (const api::GapRow& row : card.services) {
        if (!first) columns.next();
        first = false;
        const std::string label = kind_label(state, row.kind);
        const widgets::Card frame(row.kind, label);
        const float whole = static_cast<float>(row.weight * 100);
        const float gives = whole > 0 ? static_cast<float>(row.weight * row.points) / whole : 0;
        const std::array<widgets::BarPart, 3> parts{
            {{gives, widgets::Tone::Good},
             {whole > 0 ? static_cast<float>(row.by_access) / whole : 0, widgets::Tone::Waiting},
             {whole > 0 ? static_cast<float>(row.by_content) / whole : 0, widgets::Tone::Neutral}}};
        widgets::parts_bar(label, text("index.costs", {{"points", points_text(text, row.costs)}}),
                           parts);
        draw_reasons(text, row);
    }
}

/// All kinds by what to do about them: the names beside the points are those there is room for.
void draw_quadrant_list(const AppState& state, const text::Text& text,
                        const std::vector<const api::GapRow*>& rows) {
    for (const Quadrant quadrant :
         {Quadrant::Improve, Quadrant::KeepUp, Quadrant::LowPriority, Quadrant::MoreThanNeeded}) {
        std::string kinds;
        for (const api::GapRow* row : rows)
            if (row->quadrant == quadrant)
                kinds.append(kinds.empty() ? "" : text("index.comma"))
                    .append(kind_label(state, row->kind));
        if (!kinds.empty())
            widgets::fact(text("index.field." + std::string(quadrant_name(quadrant))), kinds);
    }
}

/// Importance upwards, satisfaction to the right.
void draw_quadrants(const AppState& state, const text::Text& text, const api::CommunityCard& card) {
    if (!card.axes) return;
    std::vector<double> satisfactions, importances;
    std::vector<std::string> labels;
    std::vector<const api::GapRow*> rows;
    for (const api::GapRow& row : card.services)
        if (row.quadrant) {
            rows.push_back(&row);
            labels.push_back(kind_label(state, row.kind));
            satisfactions.push_back(*row.satisfaction);
            importances.push_back(*row.importance);
        }
    // On 1 to 5 the points would lie on each other.
    const widgets::AxisEnds satisfied = widgets::axis_around(satisfactions, 0.5, {1, 5});
    const widgets::AxisEnds important = widgets::axis_around(importances, 0.5, {1, 5});
    std::vector<widgets::FieldPoint> points;
    std::string improve;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool urgent = rows[i]->quadrant == Quadrant::Improve;
        points.push_back({satisfied.share(*rows[i]->satisfaction),
                          important.share(*rows[i]->importance), labels[i],
                          urgent ? widgets::Tone::Error : widgets::Tone::Good});
        if (urgent) improve.append(improve.empty() ? "" : text("index.comma")).append(labels[i]);
    }
    const std::string name = improve.empty() ? std::string(text("index.nothing_urgent"))
                                             : text("index.urgent", {{"kinds", improve}});
    const widgets::Card frame("quadrants", text("index.quadrants"));
    widgets::heading(text("index.quadrants"));
    const std::string ends[] = {text.number(satisfied.low, 1), text.number(satisfied.high, 1),
                                text.number(important.low, 1), text.number(important.high, 1)};
    widgets::four_fields(
        {.id = "fields",
         .name = name,
         .x_label = text("wave.satisfaction"),
         .y_label = text("wave.importance"),
         .x_low = ends[0],
         .x_high = ends[1],
         .y_low = ends[2],
         .y_high = ends[3],
         .corners = {text("index.field.improve"), text("index.field.keep_up"),
                     text("index.field.low_priority"), text("index.field.more_than_needed")},
         .split_x = satisfied.share(card.axes->satisfaction),
         .split_y = important.share(card.axes->importance)},
        points);
    widgets::second(name);
    draw_quadrant_list(state, text, rows);
}

/// What can be done about it, for those who may.
void draw_ways_on(const AppState& state, const text::Text& text, const api::CommunityCard& card,
                  Actions& out) {
    const std::string& code = card.index.code;
    if (state.login && state.login->role == Role::Planner) {
        if (widgets::secondary_button("proposals", text("index.proposals"), widgets::Icon::Search))
            out.push_back(Go{{ScreenId::IndexProposals, {}, {}, proposals_filter(state, code)}});
        if (widgets::secondary_button("to-plan", text("index.to_plan"), widgets::Icon::Plus)) {
            // What costs most stands first.
            std::string item(kNewPlanItem);
            item.append(code);
            if (!card.services.empty()) item.append("@").append(card.services.front().kind);
            out.push_back(Go{{ScreenId::PlanForm, std::move(item)}});
        }
    }
    if (widgets::secondary_button("facilities", text("index.facilities"), widgets::Icon::House)) {
        FacilityFilter filter;
        filter.community = code;
        out.push_back(QueryFacilities{filter});
        out.push_back(Go{{ScreenId::Facilities}});
    }
}

std::vector<std::string> kinds_of(const api::CommunityCard& card) {
    std::vector<std::string> out;
    for (const api::GapRow& row : card.services) out.push_back(row.kind);
    return out;
}

}  // namespace

void draw_index_community(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "index-community", text("index.community_page"),
                         StaffPlace::Below, out);
    const IndexDesk& desk = state.index;
    const std::string code = index_code_of_route(state);
    const bool here = desk.community && desk.community->index.code == code;
    if (!here && draw_asked(text, desk.listing, desk.runs.empty())) out.push_back(AskIndex{});
    if (draw_asked(text, desk.explaining, !here)) out.push_back(AskIndex{});
    if (!here) {
        if (desk.runs.empty() && !desk.listing.busy && !desk.listing.failed)
            widgets::empty_state(widgets::Icon::List, text("index.none"), text("index.none_hint"));
        return;
    }
    const api::CommunityCard& card = *desk.community;
    widgets::title(card.index.name.empty() ? card.index.code : card.index.name);
    widgets::second(card.run.title);
    if (!card.index.has_index) {
        widgets::note("no-index", widgets::Tone::Info, text("index.nobody"));
        return;
    }
    draw_papers_pill(text, out);
    const std::string query =
        paper_query("community", code) + "&" + paper_query("run", card.run.id);
    const std::vector<std::string> kinds = kinds_of(card);
    const std::array<Paper, 4> papers{
        {{PaperKind::Sheet, "community", query},
         {PaperKind::Chart, "quadrants", query},
         {PaperKind::Chart, "reach", query + "&kind=" + kind_of_reach(state, code, kinds)},
         {PaperKind::Chart, "map", query}}};
    draw_papers(state, text, papers, out);
    const Said said = index_place_said(card.index);
    widgets::status_line("place", said.tone, text(said.key), text(index_place_means(card.index)));
    {
        widgets::Columns columns(2, 320);
        draw_index_card(text, card);
        columns.next();
        draw_quadrants(state, text, card);
    }
    draw_moved(state, text, card);
    draw_ways_on(state, text, card, out);
    draw_community_reach(state, text, code, kinds, out);
    draw_services(state, text, card);
}

}  // namespace kongdi::shell::desk
