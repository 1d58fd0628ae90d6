// SPDX-License-Identifier: Apache-2.0
// The table of spaces, which is also the queue of the workers.
#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/desk_list.hpp"

namespace kongdi::shell::desk {

namespace {

void spaces_answered(AppState& state, int status, const Value& body, Effects& effects) {
    Result<api::SpacePage> page = api::space_page_of(body);
    if (status == 200 && page) {
        state.spaces.page = *std::move(page);
        state.spaces.loading = Loading::Idle;
        state.spaces.error.reset();
        return;
    }
    state.spaces.loading = Loading::Failed;
    state.spaces.error.reset();
    if (status != 0) state.spaces.error = api::failure_of(body).first;
    if (status != 401) return;
    // The session is over: the log-in comes up in front.
    state.login.reset();
    effects.push_back(page_effect(state));
}

}  // namespace

void query_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects) {
    state.spaces.query = query;
    state.spaces.loading = Loading::Busy;
    std::string path(api::kSpaces);
    effects.push_back(http_get("spaces", path + "?" + api::query_string(query)));
}

void filter_spaces(AppState& state, const api::SpaceQuery& query, Effects& effects) {
    query_spaces(state, query, effects);
    state.spaces.of = state.route.screen;
    const SpaceFilter& filter = query.filter;
    const auto written = [](const SpaceFilter& one) {
        const std::string text = api::query_string(one);
        return text.empty() ? text : api::query_pairs_of(text)[0].second;
    };
    // What is being typed stays as it is typed while it means the same.
    const auto day = [&](std::string_view name, std::optional<std::int64_t> SpaceFilter::*at,
                         std::string& typed) {
        const auto meant = api::space_filter_of({{std::string(name), typed}});
        if (meant && (*meant).*at == filter.*at) return;
        SpaceFilter only;
        only.*at = filter.*at;
        typed = written(only);
    };
    day("from", &SpaceFilter::from_ms, state.spaces.from_text);
    day("to", &SpaceFilter::before_ms, state.spaces.to_text);
    show_filter(state, api::query_string(filter), effects);
    if (state.route.screen == ScreenId::PlannerMap) want_filtered_points(state, effects);
}

void set_filter_day(AppState& state, const SetFilterDay& action, Effects& effects) {
    (action.is_last ? state.spaces.to_text : state.spaces.from_text) = action.text;
    const auto day = api::space_filter_of({{action.is_last ? "to" : "from", action.text}});
    if (!day) return;  // not a whole day yet
    api::SpaceQuery query = state.spaces.query;
    (action.is_last ? query.filter.before_ms : query.filter.from_ms) =
        action.is_last ? day->before_ms : day->from_ms;
    query.offset = 0;
    filter_spaces(state, query, effects);
}

void enter_table(AppState& state, Effects& effects) {
    SpaceTable& table = state.spaces;
    const bool worker = state.route.screen == ScreenId::Worker;
    const bool was_worker = table.of == ScreenId::Worker;
    if (worker != was_worker) table.query = {};
    // The oldest first, or the nearest.
    if (worker) table.query.descending = false;
    if (!state.route.filter.empty()) {
        const auto query = api::space_query_of(api::query_pairs_of(state.route.filter));
        if (!query) {
            table.loading = Loading::Failed;
            table.error = query.error();
            return;
        }
        table.query.filter = query->filter;
        table.query.offset = 0;
    } else if (worker && table.query.filter.states.empty()) {
        table.query.filter.states = {ReportState::Submitted};
    }
    filter_spaces(state, table.query, effects);
    if (worker) effects.push_back(http_get("agreement", api::kAgreement));
}

void sort_queue(AppState& state, bool nearest, Effects& effects) {
    api::SpaceQuery query = state.spaces.query;
    query.offset = 0;
    if (nearest) {
        // The list follows once it is known where that is.
        ask_fix(state, effects);
        return;
    }
    query.sort = api::SpaceQuery().sort;
    query.near.reset();
    state.fix_status = FixStatus::NotAsked;
    filter_spaces(state, query, effects);
}

bool queue_fix(AppState& state, std::string_view name, const Value& event, Effects& effects) {
    if (state.route.screen != ScreenId::Worker || name != "fix.ready") return false;
    state.fix_status = FixStatus::Known;
    api::SpaceQuery query = state.spaces.query;
    query.sort = "near";
    query.descending = false;
    query.near = Wgs84Point{event["lon"].number_or(0), event["lat"].number_or(0)};
    query.offset = 0;
    filter_spaces(state, query, effects);
    return true;
}

bool space_event(AppState& state, std::string_view tag, int status, const Value& body,
                 Effects& effects) {
    if (tag == "spaces")
        spaces_answered(state, status, body, effects);
    else if (tag == "agreement" && status == 200)
        state.spaces.agreement = body;
    else
        return false;
    return true;
}

}  // namespace kongdi::shell::desk
