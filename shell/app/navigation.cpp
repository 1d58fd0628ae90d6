// SPDX-License-Identifier: Apache-2.0
#include "shell/app/reducers.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell {

Value page_effect(const AppState& state) {
    const text::Text text(state.language);
    const ScreenRow& row = screen_row(state.route.screen);
    const bool shut = !may_see(state, row.audience);
    const ScreenRow& shown = shut ? screen_row(ScreenId::Login) : row;
    return effect("page", {{"screen", shown.name},
                           {"lang", text::language_tag(state.language)},
                           {"title", text("app.title", {{"page", text(shown.title_key)}})}});
}

void enter_route(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    state.route = route;
    state.toast.clear();
    state.discarding = false;
    state.withdrawing.reset();
    if (state.draft) state.draft->show_errors = false;
    effects.push_back(page_effect(state));
    if (!state.started) return;
    switch (route.screen) {
        case ScreenId::Report:
            // A step by its address, with nothing begun yet: begin, at the first step.
            if (!state.draft) start_report(state, chance, effects);
            if (state.draft)
                want_map(state, {state.draft->camera.centre.lon, state.draft->camera.centre.lat},
                         effects);
            break;
        case ScreenId::My:
        case ScreenId::MyReport:
        case ScreenId::Home: refresh_my(state, effects); break;
        case ScreenId::Login:
            if (!state.login_known) ask_login(state, effects);
            break;
        case ScreenId::Worker:
        case ScreenId::WorkerReport:
        case ScreenId::Planner:
            if (!state.login_known) {
                ask_login(state, effects);
            } else if (route.screen == ScreenId::WorkerReport) {
                open_desk(state, route.argument, effects);
            } else {
                api::SpaceQuery query = state.spaces.query;
                const bool worker = route.screen == ScreenId::Worker;
                if (worker && query.state.empty())
                    query.state = report_state_name(ReportState::Submitted);
                query_spaces(state, query, effects);
            }
            break;
        case ScreenId::Sent:
        case ScreenId::Lost:
        case ScreenId::Count_: break;
    }
}

void open_route(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    if (!(route == state.route)) effects.push_back(effect("nav.push", {{"path", path_of(route)}}));
    enter_route(state, route, chance, effects);
}

}  // namespace kongdi::shell
