// SPDX-License-Identifier: Apache-2.0
// Downloads that the server is still making: how far they are, and a way to stop one. The browser
// knows nothing of a file until its first byte, which of a large one takes minutes.
#include <algorithm>
#include <array>

#include "core/api/endpoints.hpp"
#include "shell/app/reducers.hpp"
#include "shell/desk/downloads.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kAskTag = "exports";
constexpr std::string_view kStopTag = "exports.stop";
constexpr std::int64_t kFirstMs = 700;  // most files are there by then
constexpr std::int64_t kAgainMs = 1000;
/// Answers in a row without any: the file is sent, or its request is not there yet.
constexpr int kQuietAnswers = 3;
/// As many as fit above the thumb; the others are told of as these end.
constexpr std::size_t kShown = 3;

/// Where files are asked for.
constexpr std::array<ScreenId, 6> kScreens{ScreenId::Downloads,  ScreenId::Planner,
                                           ScreenId::PlannerMap, ScreenId::Facilities,
                                           ScreenId::Index,      ScreenId::Plan};

void ask_in(AppState& state, std::int64_t ms, Effects& effects) {
    state.exports.next_ask_ms = state.now_ms + ms;
    effects.push_back(effect("wake.at", {{"ms", state.exports.next_ask_ms}}));
}

void ask(Effects& effects) { effects.push_back(http_get(std::string(kAskTag), api::kExports)); }

std::string words_of(const text::Text& text, const api::ExportProgress& one) {
    const auto number = [&text](std::int64_t value) {
        return text.number(static_cast<double>(value));
    };
    if (one.total < 0) return text("exports.begun", {{"file", one.file}});
    return text("exports.running", {{"file", one.file},
                                    {"rows", number(std::min(one.rows, one.total))},
                                    {"total", number(one.total)}});
}

}  // namespace

void watch_exports(AppState& state, std::size_t from, Effects& effects) {
    for (std::size_t i = from; i < effects.size(); ++i) {
        if (effects[i]["op"].string_or("") != "download" ||
            !effects[i]["url"].string_or("").starts_with(api::kExport))
            continue;
        state.exports.quiet_answers = 0;
        return ask_in(state, kFirstMs, effects);
    }
}

void ask_exports_again(AppState& state, Effects& effects) {
    ExportWatch& watch = state.exports;
    if (watch.next_ask_ms == 0 || watch.next_ask_ms > state.now_ms) return;
    watch.next_ask_ms = 0;
    ask(effects);
}

void stop_export(AppState& state, const std::string& id, Effects& effects) {
    state.exports.stopping = id;
    effects.push_back(http_post(
        std::string(kStopTag),
        std::string(api::kExports) + "/" + id + std::string(api::kExportStop), Value::map()));
}

bool export_event(AppState& state, std::string_view tag, int status, const Value& body,
                  Effects& effects) {
    ExportWatch& watch = state.exports;
    if (tag == kStopTag) {
        // Whether it was stopped or had ended is what the list says.
        watch.next_ask_ms = 0;
        ask(effects);
        return true;
    }
    if (tag != kAskTag) return false;
    auto running = api::export_progress_of(body);
    if (status == 200 && running)
        watch.running = *std::move(running);
    else if (status != 0)
        watch.running.clear();
    if (std::none_of(watch.running.begin(), watch.running.end(),
                     [&watch](const auto& one) { return one.id == watch.stopping; }))
        watch.stopping.clear();
    watch.quiet_answers = status == 200 && !watch.running.empty() ? 0 : watch.quiet_answers + 1;
    if (watch.quiet_answers < kQuietAnswers)
        ask_in(state, kAgainMs, effects);
    else
        watch.running.clear();
    return true;
}

void draw_exports(const AppState& state, const text::Text& text, Actions& out) {
    const ExportWatch& watch = state.exports;
    if (watch.running.empty() ||
        std::find(kScreens.begin(), kScreens.end(), state.route.screen) == kScreens.end())
        return;
    const widgets::Footer footer;
    for (std::size_t i = 0; i < std::min(kShown, watch.running.size()); ++i) {
        const api::ExportProgress& one = watch.running[i];
        const widgets::Scope scope("export" + one.id);
        const bool is_stopping = one.id == watch.stopping;
        const float fraction =
            one.total > 0 ? static_cast<float>(one.rows) / static_cast<float>(one.total) : -1.0f;
        if (widgets::progress(
                "rows",
                is_stopping ? text("exports.stopping", {{"file", one.file}}) : words_of(text, one),
                fraction, is_stopping ? std::string_view() : text("exports.stop")))
            out.push_back(StopExport{one.id});
    }
}

}  // namespace kongdi::shell::desk
