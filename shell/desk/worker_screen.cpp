// SPDX-License-Identifier: Apache-2.0
// Incoming reports: the queue of the workers, by age or by distance.
#include <array>

#include "core/geometry/distance.hpp"
#include "shell/desk/desk_list.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/desk/space_parts.hpp"
#include "shell/desk/staff_page.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

/// The parts of the queue, by what is to be done with it.
struct PartRow {
    std::string_view id;
    std::string_view key;
    std::array<ReportState, 3> states;  // Count_: none
};
constexpr auto kNone = ReportState::Count_;
constexpr std::array<PartRow, 5> kParts{{
    {"new", "worker.new", {ReportState::Submitted, kNone, kNone}},
    {"visit",
     "worker.visit",
     {ReportState::Screened, ReportState::Corroborated, ReportState::Expired}},
    {"asked", "worker.asked", {ReportState::NeedsInfo, kNone, kNone}},
    {"verified", "worker.done", {ReportState::Verified, kNone, kNone}},
    {"closed", "worker.closed", {ReportState::Merged, ReportState::Rejected, kNone}},
}};

std::vector<ReportState> states_of(const PartRow& row) {
    std::vector<ReportState> out;
    for (const ReportState state : row.states)
        if (state != kNone) out.push_back(state);
    return out;
}

void draw_parts(const AppState& state, const text::Text& text, Actions& out) {
    std::array<widgets::Choice, kParts.size()> choices;
    for (std::size_t i = 0; i < kParts.size(); ++i)
        choices[i] = {kParts[i].id, text(kParts[i].key), widgets::Icon::None,
                      state.spaces.query.filter.states == states_of(kParts[i])};
    if (const auto part = widgets::segmented("half", text("filter.state"), choices)) {
        api::SpaceQuery query = state.spaces.query;
        query.filter.states = states_of(kParts[*part]);
        query.offset = 0;
        out.push_back(QuerySpaces{query});
    }
}

/// The oldest first, or the nearest to where the worker stands.
void draw_order(const AppState& state, const text::Text& text, Actions& out) {
    const bool nearest = state.spaces.query.near.has_value();
    const std::array<widgets::Choice, 2> orders{{
        {"oldest", text("worker.oldest"), widgets::Icon::None, !nearest},
        {"nearest", text("worker.nearest"), widgets::Icon::None, nearest},
    }};
    if (const auto order = widgets::segmented("order", text("worker.order"), orders))
        out.push_back(SortQueue{*order == 1});
    if (state.fix_status == FixStatus::Asking &&
        widgets::progress("fixing", text("place.asking"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Fix});
    if (state.fix_status == FixStatus::Denied || state.fix_status == FixStatus::TimedOut ||
        state.fix_status == FixStatus::Unavailable)
        widgets::note("no-fix", widgets::Tone::Waiting, text("worker.no_fix"));
}

/// Checks that were written down and not sent.
void draw_kept(const AppState& state, const text::Text& text, Actions& out) {
    const std::vector<std::string> kept = kept_site_checks(state);
    if (kept.empty()) return;
    const widgets::Card card("kept", text("worker.kept"));
    widgets::heading(text("worker.kept"));
    for (const std::string& id : kept) {
        const widgets::Scope scope(id);
        std::string label(text("worker.kept_one"));
        for (const Space& space : state.spaces.page.rows)
            if (space.id == id)
                label = space.receipt + " · " + std::string(type_label(state, space.type));
        if (widgets::text_button("open", label, widgets::Icon::Forward))
            out.push_back(Go{{ScreenId::SiteCheck, id}});
    }
}

/// How far two persons on site agree; for planners, who decide from where on two must go.
void draw_agreement(const AppState& state, const text::Text& text) {
    const Value& agreement = state.spaces.agreement;
    const std::int64_t n = agreement["n"].int_or(0);
    if (n == 0 || !state.login || state.login->role != Role::Planner) return;
    const Value& kappa = agreement["kappa"];
    widgets::second(text("worker.agreement",
                         {{"count", n},
                          {"same", agreement["same"].int_or(0)},
                          {"kappa", kappa.is_null() ? "–" : text.number(kappa.number_or(0), 2)}}));
}

std::string row_text(const AppState& state, const text::Text& text, const Space& space) {
    std::string line = space.receipt;
    line.append(" · ").append(text.moment(space.received_at_ms, state.now_ms));
    if (const auto& here = state.spaces.query.near)
        line.append(" · ").append(away_text(text, distance_m(*here, space.point)));
    if (space.photo_count > 0)
        line.append(" · ").append(text("photo.count", {{"count", space.photo_count}}));
    return line;
}

}  // namespace

void draw_worker(const AppState& state, const text::Text& text, Actions& out) {
    const StaffPage page(state, text, "worker", text("worker.page"), StaffPlace::Line, out);
    draw_parts(state, text, out);
    draw_order(state, text, out);
    draw_kept(state, text, out);
    draw_space_filters(state, text, false, out);
    widgets::second(text("planner.count",
                         {{"total", text.number(static_cast<double>(state.spaces.page.total))}}));
    draw_table_state(state, text, out);
    for (const Space& space : state.spaces.page.rows) {
        const StateWords words = state_words(space.state);
        if (widgets::card_button(space.id, type_icon(state, space.type),
                                 type_label(state, space.type), row_text(state, text, space),
                                 text(words.key), words.tone))
            out.push_back(Go{{ScreenId::WorkerReport, space.id}});
    }
    draw_paging(state, text, out);
    draw_agreement(state, text);
}

}  // namespace kongdi::shell::desk
