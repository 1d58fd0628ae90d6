// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "shell/app/desk.hpp"
#include "shell/app/reducers.hpp"
#include "shell/screens/screens.hpp"

namespace kongdi::shell {

Value page_effect(const AppState& state) {
    const text::Text& text = text::text_of(state.language);
    const ScreenRow& row = screen_row(state.route.screen);
    const bool shut = !may_see(state, row.audience);
    const ScreenRow& shown = shut ? screen_row(ScreenId::Login) : row;
    return effect("page", {{"screen", shown.name},
                           {"lang", text::language_tag(state.language)},
                           {"title", text("app.title", {{"page", text(shown.title_key)}})}});
}

namespace {

Value nav_effect(std::string_view op, const AppState& state) {
    return effect(op, {{"path", path_of(state.route)},
                       {"depth", state.depth},
                       {"report_depth", state.report_depth}});
}

}  // namespace

void enter_route(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    state.route = route;
    state.toast.clear();
    state.withdrawing = Loading::Idle;
    state.answering = Loading::Idle;
    state.answer.clear();
    stop_reading(state, effects);
    if (state.draft) state.draft->show_errors = false;
    if (state.rating) state.rating->show_errors = false;
    if (screen_row(route.screen).audience != Audience::Everybody && !desk::is_here()) {
        effects.push_back(simple_effect("page.desk"));
        return;
    }
    effects.push_back(page_effect(state));
    if (!state.started) return;
    if (is_form(route.screen)) {
        want_draft_lock(state, effects);
        // Once more, when its version did not come the last time.
        want_versions_of_drafts(state, effects);
    } else {
        drop_draft_lock(state, effects);
    }
    switch (route.screen) {
        case ScreenId::Report:
            // A step by its address, with nothing begun yet: begin, at the first step.
            if (!state.draft) start_report(state, chance, effects);
            want_map_of_draft(state, effects);
            break;
        case ScreenId::Rate: start_rating(state, chance, effects); break;
        case ScreenId::My:
            refresh_my(state, effects);
            ask_push(state, effects);
            break;
        case ScreenId::MyReport:
        case ScreenId::Home: refresh_my(state, effects); break;
        case ScreenId::Map: open_city_map(state, effects); break;
        case ScreenId::Join: enter_meeting(state, effects); break;
        case ScreenId::Nearby: enter_nearby(state, effects); break;
        case ScreenId::Sent: ask_push(state, effects); break;
        case ScreenId::Display:
        case ScreenId::Lost: break;
        default: desk::arrive(state, effects); break;
    }
}

void open_route(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    if (!(route == state.route)) {
        ++state.depth;
        if (is_form(route.screen) && state.route.screen != route.screen)
            state.report_depth = state.depth;
        state.route = route;
        effects.push_back(nav_effect("nav.push", state));
    }
    enter_route(state, route, chance, effects);
}

void go(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    Route beneath = state.route;
    beneath.dialog.clear();
    if (state.route.dialog.empty())
        open_route(state, route, chance, effects);
    else if (route == beneath)
        close_dialog(state, effects);
    else
        replace_route(state, route, chance, effects);
}

void replace_route(AppState& state, const Route& route, const Chance& chance, Effects& effects) {
    state.route = route;
    effects.push_back(nav_effect("nav.replace", state));
    enter_route(state, route, chance, effects);
}

void leave_report(AppState& state, const Route& route, int to_depth, const Chance& chance,
                  Effects& effects) {
    const int steps = std::max(0, state.depth - std::max(0, to_depth));
    state.depth -= steps;
    state.route = route;
    Value rewind = nav_effect("nav.rewind", state);
    rewind.set("steps", steps);
    effects.push_back(std::move(rewind));
    enter_route(state, route, chance, effects);
}

void go_back(AppState& state, const Chance& chance, Effects& effects) {
    if (state.depth > 0)
        effects.push_back(simple_effect("nav.back"));
    else
        replace_route(state, route_above(state.route), chance, effects);
}

void open_dialog(AppState& state, const std::string& name, Effects& effects) {
    if (state.route.dialog == name) return;
    ++state.depth;
    state.route.dialog = name;
    effects.push_back(nav_effect("nav.push", state));
}

void show_filter(AppState& state, const std::string& filter, Effects& effects) {
    if (state.route.filter == filter) return;
    state.route.filter = filter;
    effects.push_back(nav_effect("nav.replace", state));
}

void close_dialog(AppState& state, Effects& effects) {
    if (state.route.dialog.empty()) return;
    state.route.dialog.clear();
    // A dialog opened by its address has nothing of ours behind it.
    if (state.depth > 0)
        effects.push_back(simple_effect("nav.back"));
    else
        effects.push_back(nav_effect("nav.replace", state));
}

void navigated(AppState& state, const Value& event, const Chance& chance, Effects& effects) {
    state.depth = static_cast<int>(event["depth"].int_or(0));
    state.report_depth = static_cast<int>(event["report_depth"].int_or(state.report_depth));
    const Route route = route_of(event["path"].string_or("/"));
    const bool same = route.screen == state.route.screen && route.argument == state.route.argument;
    // For whom proposals are is chosen by going there, and not on the page.
    const bool others =
        route.screen == ScreenId::IndexProposals && route.filter != state.route.filter;
    if (!same || others) {
        enter_route(state, route, chance, effects);
        return;
    }
    state.route.dialog = route.dialog;
    // The entry below a dialog has the address from before the dialog.
    if (route.filter != state.route.filter) effects.push_back(nav_effect("nav.replace", state));
}

}  // namespace kongdi::shell
