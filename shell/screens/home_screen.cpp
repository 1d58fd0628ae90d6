// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

/// What is on its way, in words that calm.
void draw_outbox(const AppState& state, const text::Text& text, Actions& out) {
    if (!state.started) return;  // what waits on the device is not known yet
    if (state.storage_failed) {
        draw_storage_failure(state, text, out);
        if (state.outbox.empty()) return;
    }
    const std::int64_t waiting = waiting_count(state);
    const std::int64_t refused = static_cast<std::int64_t>(state.outbox.size()) - waiting;
    if (refused > 0) {
        widgets::note("refused", widgets::Tone::Error,
                      text("outbox.refused", {{"count", refused}}));
    }
    if (waiting > 0) {
        const std::string count = text("outbox.waiting", {{"count", waiting}});
        widgets::status_line("outbox", widgets::Tone::Waiting, count,
                             text(state.online ? "outbox.sending_soon" : "outbox.offline"));
        if (state.online && widgets::text_button("retry", text("outbox.retry")))
            out.push_back(RetryNow{});
    } else if (!state.online) {
        widgets::status_line("outbox", widgets::Tone::Waiting, text("outbox.no_network"),
                             text("outbox.no_network_hint"));
    } else if (refused == 0) {
        widgets::status_line("outbox", widgets::Tone::Good, text("outbox.all_sent"),
                             text("outbox.all_sent_hint"));
    }
}

std::string my_line(const AppState& state, const text::Text& text) {
    if (state.reports.empty()) return std::string(text("home.my_none"));
    const auto verified =
        std::count_if(state.reports.begin(), state.reports.end(),
                      [](const MyReport& report) { return report.state == ReportState::Verified; });
    return text("home.my_count", {{"count", state.reports.size()},
                                  {"verified", static_cast<std::int64_t>(verified)}});
}

void set_elder(const AppState& state, bool elder, Actions& out) {
    Display display = state.display;
    display.elder = elder;
    out.push_back(SetDisplay{display});
}

/// The same things to do, and nothing else: large words, read aloud.
void draw_elder_home(const AppState& state, const text::Text& text, Actions& out) {
    const std::array<widgets::PageAction, 2> actions{{
        {"elder", text("view.normal")},
        {"display", text("display.short")},
    }};
    widgets::Page page(
        {.id = "home", .title = text("app.name"), .actions = actions, .reader_below = true});
    if (page.pressed() == "elder") set_elder(state, false, out);
    if (page.pressed() == "display") out.push_back(Go{{ScreenId::Display}});
    const bool started = state.draft.has_value();
    if (widgets::tall_button("report", text("home.report_elder"),
                             started ? text("state.draft") : std::string_view()))
        out.push_back(StartReport{});
    if (widgets::tall_button("rate", text("home.rate"),
                             state.rating ? text("state.draft") : std::string_view()))
        out.push_back(StartRating{});
    if (widgets::tall_button("my", text("home.my"))) out.push_back(Go{{ScreenId::My}});
    if (widgets::tall_button("nearby", text("home.nearby"))) out.push_back(Go{{ScreenId::Nearby}});
    widgets::reader_button();
    if (state.city && state.city->demo) widgets::second(text("home.demo"));
    const widgets::Footer footer;
    draw_outbox(state, text, out);
}

}  // namespace

void draw_home(const AppState& state, const text::Text& text, Actions& out) {
    if (state.display.elder) {
        draw_elder_home(state, text, out);
        return;
    }
    const std::array<widgets::PageAction, 3> actions{{
        {"elder", text("view.elder")},
        {"language", text("language.other")},
        {"display", text("display.short")},
    }};
    widgets::Page page({.id = "home", .title = text("app.name"), .actions = actions});
    if (page.pressed() == "elder") set_elder(state, true, out);
    if (page.pressed() == "display") out.push_back(Go{{ScreenId::Display}});
    if (page.pressed() == "language")
        out.push_back(SetLanguage{state.language == text::Language::Zh ? text::Language::En
                                                                       : text::Language::Zh});

    widgets::title(text("home.question"));
    if (state.city && state.city->demo) widgets::second(text("home.demo"));
    const bool started = state.draft.has_value();
    if (widgets::card_button("report", widgets::Icon::Camera, text("home.report"),
                             text(started ? "home.report_draft" : "home.report_hint"),
                             started ? text("state.draft") : std::string_view()))
        out.push_back(StartReport{});
    const bool rating = state.rating.has_value();
    if (widgets::card_button("rate", widgets::Icon::Check, text("home.rate"),
                             text(rating ? "home.report_draft" : "home.rate_hint"),
                             rating ? text("state.draft") : std::string_view()))
        out.push_back(StartRating{});
    if (widgets::card_button("my", widgets::Icon::List, text("home.my"), my_line(state, text)))
        out.push_back(Go{{ScreenId::My}});
    if (widgets::card_button("map", widgets::Icon::MapPin, text("home.map"), text("home.map_hint")))
        out.push_back(Go{{ScreenId::Map}});
    if (widgets::card_button("nearby", widgets::Icon::Search, text("home.nearby"),
                             text("home.nearby_hint")))
        out.push_back(Go{{ScreenId::Nearby}});

    if (widgets::text_button("join", text("join.code"), widgets::Icon::Forward))
        out.push_back(Go{{ScreenId::Join}});
    widgets::space(8);
    if (state.login && state.login->role == Role::Planner) {
        if (widgets::text_button("planner", text("home.planner"), widgets::Icon::Forward))
            out.push_back(Go{{ScreenId::Planner}});
        if (widgets::text_button("worker", text("home.worker"), widgets::Icon::Forward))
            out.push_back(Go{{ScreenId::Worker}});
    } else if (state.login && state.login->role == Role::Worker) {
        if (widgets::text_button("worker", text("home.worker"), widgets::Icon::Forward))
            out.push_back(Go{{ScreenId::Worker}});
    } else if (widgets::text_button("login", text("home.login"), widgets::Icon::User)) {
        out.push_back(Go{{ScreenId::Login}});
    }
    // It comes by itself: further up it would push away what a finger is about to press.
    draw_survey(state, text);

    const widgets::Footer footer;
    draw_outbox(state, text, out);
}

}  // namespace kongdi::shell::screen
