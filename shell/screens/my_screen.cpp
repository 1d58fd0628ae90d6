// SPDX-License-Identifier: Apache-2.0
// What this device reported, newest first, each with its state.
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr std::string_view kErase = "erase";
constexpr std::string_view kRotate = "rotate";
/// Each is asked for by itself.
constexpr std::size_t kMostOldDevices = 9;

/// Says what a pseudonym is: nobody has seen it, and what is done cannot be taken back.
void draw_rotating(const text::Text& text, Actions& out) {
    const widgets::Dialog dialog("rotate", text("own.rotate_title"), text("action.close"));
    widgets::paragraph(text("own.rotate_hint"));
    if (widgets::primary_button("yes", text("own.rotate"))) out.push_back(RotateDevice{});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

/// What the law gives everybody: a copy of all, and an end of all.
void draw_own_data(const AppState& state, const text::Text& text, Actions& out) {
    if (state.own_data == Loading::Busy) {
        if (widgets::progress("own", text("own.busy"), -1, text("action.stop"))) {
            out.push_back(StopWaiting{Wait::Request, "own:save"});
            out.push_back(StopWaiting{Wait::Request, "own:erase"});
        }
        return;
    }
    if (state.own_data == Loading::Failed)
        widgets::note("own_failed", widgets::Tone::Error, text("own.failed"));
    if (widgets::text_button("own_save", text("own.save"), widgets::Icon::Download))
        out.push_back(SaveOwnData{});
    if (state.old_devices.size() < kMostOldDevices && !state.reports.empty() &&
        widgets::text_button("own_rotate", text("own.rotate"), widgets::Icon::User))
        out.push_back(OpenDialog{std::string(kRotate)});
    if (widgets::text_button("own_erase", text("own.erase"), widgets::Icon::Trash))
        out.push_back(OpenDialog{std::string(kErase)});
    if (state.route.dialog == kRotate) draw_rotating(text, out);
    if (state.route.dialog != kErase) return;
    const widgets::Dialog dialog("erase", text("own.erase_title"), text("action.close"));
    widgets::paragraph(text("own.erase_hint"));
    if (widgets::primary_button("keep", text("own.keep")) || dialog.closed())
        out.push_back(CloseDialog{});
    if (widgets::secondary_button("yes", text("own.erase"), widgets::Icon::Trash))
        out.push_back(EraseOwnData{});
}

}  // namespace

void draw_my(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page({.id = "my", .title = text("my.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    if (state.my_loading == Loading::Failed || state.my_loading == Loading::Stopped)
        widgets::note("failed", widgets::Tone::Waiting, text("my.not_fresh"));
    if (state.reports.empty() && !state.draft) {
        widgets::empty_state(widgets::Icon::Camera, text("my.none"), text("my.none_hint"));
    }
    if (state.draft && widgets::card_button("draft", widgets::Icon::Camera, text("my.draft"),
                                            text("my.draft_hint"), text("state.draft")))
        out.push_back(StartReport{});
    for (const MyReport& report : state.reports) {
        const StateWords words = state_words(report, outbox_item(state, report.id));
        std::string line = text.moment(report.created_at_ms, state.now_ms);
        if (!report.community_name.empty()) line.append(" · ").append(report.community_name);
        if (!report.receipt.empty()) line.append(" · ").append(unbroken(report.receipt));
        if (widgets::card_button(report.id, type_icon(state, report.type),
                                 type_label(state, report.type), line, text(words.key), words.tone))
            out.push_back(Go{{ScreenId::MyReport, report.id}});
    }
    if (state.storage_failed)
        draw_storage_failure(state, text, out);
    else if (!state.outbox.empty())
        draw_keeping(state, text, out);
    draw_push(state, text, out);
    draw_handover(state, text);
    draw_own_data(state, text, out);
    const widgets::Footer footer;
    // It comes and goes by itself: on the page it would push away what a finger is about to press.
    if (state.my_loading == Loading::Busy &&
        widgets::progress("loading", text("my.loading"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::My});
    if (widgets::primary_button("report", text("home.report"))) out.push_back(StartReport{});
}

}  // namespace kongdi::shell::screen
