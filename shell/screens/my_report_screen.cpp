// SPDX-License-Identifier: Apache-2.0
// What became of one report.
#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

constexpr std::string_view kWithdraw = "withdraw";

}  // namespace

void draw_my_report(const AppState& state, const text::Text& text, Actions& out) {
    widgets::Page page(
        {.id = "my-report", .title = text("my_report.page"), .back_label = text("action.back")});
    if (page.back()) out.push_back(GoBack{});
    const MyReport* report = my_report(state, state.route.argument);
    if (report == nullptr) {
        widgets::empty_state(widgets::Icon::List, text("my_report.unknown"),
                             text("my_report.unknown_hint"));
        return;
    }
    const OutboxItem* item = outbox_item(state, report->id);
    widgets::title(type_label(state, report->type));
    const StateWords words = state_words(*report, item);
    widgets::status_chip(words.tone, text(words.key));
    if (!report->community_name.empty()) widgets::second(report->community_name);
    if (item != nullptr && item->phase == SendPhase::Refused) {
        widgets::note("why", widgets::Tone::Error,
                      text(error_row(item->refusal.value_or(Error{}).code).key));
        widgets::paragraph(text("sent.refused_hint"));
    }
    if (!report->photo.empty())
        widgets::picture("photo", report->photo, text("photo.alt", {{"number", 1}}));
    if (!report->receipt.empty())
        widgets::receipt_number(text("sent.receipt"), report->receipt, text("sent.receipt_hint"));
    if (report->state != ReportState::Withdrawn) {
        const widgets::Card card("way", text("my_report.way"));
        widgets::heading(text("my_report.way"));
        draw_timeline(state, text, *report);
    }
    const bool can_withdraw = !report->receipt.empty() && report->state != ReportState::Withdrawn;
    if (state.withdrawing == Loading::Busy) {
        if (widgets::progress("withdrawing", text("withdraw.busy"), -1, text("action.stop")))
            out.push_back(StopWaiting{Wait::Withdraw, report->id});
        return;
    }
    if (state.withdrawing == Loading::Stopped)
        widgets::note("stopped", widgets::Tone::Waiting, text("withdraw.stopped"));
    if (can_withdraw &&
        widgets::text_button("withdraw", text("withdraw.ask"), widgets::Icon::Trash))
        out.push_back(OpenDialog{std::string(kWithdraw)});
    if (!can_withdraw || state.route.dialog != kWithdraw) return;
    const widgets::Dialog dialog("withdraw", text("withdraw.title"), text("action.close"));
    widgets::paragraph(text("withdraw.hint"));
    if (widgets::primary_button("keep", text("withdraw.keep")) || dialog.closed())
        out.push_back(CloseDialog{});
    if (widgets::secondary_button("yes", text("withdraw.yes"), widgets::Icon::Trash))
        out.push_back(WithdrawReport{report->id});
}

}  // namespace kongdi::shell::screen
