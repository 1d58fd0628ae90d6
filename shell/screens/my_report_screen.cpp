// SPDX-License-Identifier: Apache-2.0
// What became of one report.
#include <array>

#include "shell/screens/report_words.hpp"
#include "shell/screens/screen_list.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::screen {

namespace {

/// As core/codec/report_codec.hpp has it, which a resident's program does without.
constexpr int kMaxAnswer = 300;
constexpr std::string_view kWithdraw = "withdraw";

/// What staff decided, and why.
void draw_decided(const text::Text& text, const MyReport& report) {
    const api::DecidedPart& decided = report.decided;
    if (report.state == ReportState::Merged)
        widgets::note("merged", widgets::Tone::Info,
                      text("decided.merged", {{"receipt", unbroken(decided.into_receipt)}}));
    if (report.state != ReportState::Rejected) return;
    widgets::note("rejected", widgets::Tone::Info, text("reject." + decided.reason));
    if (!decided.words.empty()) widgets::paragraph(decided.words);
}

void draw_answer_state(const AppState& state, const text::Text& text, const MyReport& report,
                       Actions& out) {
    if (state.answering == Loading::Busy &&
        widgets::progress("answering", text("answer.busy"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Request, "answer:" + report.id});
    if (state.answering == Loading::Failed)
        widgets::note("not-answered", widgets::Tone::Error, text("error.no_network"));
}

/// A worker asked something: it is answered here, in words.
void draw_question(const AppState& state, const text::Text& text, const MyReport& report,
                   Actions& out) {
    const widgets::Card card("asked", text("answer.asked"));
    widgets::heading(text("answer.asked"));
    widgets::paragraph(report.decided.asked);
    if (const auto change = widgets::text_field("answer", state.answer,
                                                {.label = text("answer.field"),
                                                 .kind = widgets::FieldKind::Multiline,
                                                 .max_code_points = kMaxAnswer,
                                                 .lines = 3}))
        out.push_back(TypeAnswer{change->value});
    draw_answer_state(state, text, report, out);
    if (widgets::primary_button("send-answer", text("answer.send"),
                                state.answering != Loading::Busy))
        out.push_back(SendAnswer{report.id});
}

/// Something was opened there: is it what they hoped?
void draw_judging(const AppState& state, const text::Text& text, const MyReport& report,
                  Actions& out) {
    const widgets::Card card("judge", text("judge.ask"));
    widgets::heading(text("judge.ask"));
    std::vector<widgets::Choice> choices;
    std::array<std::string, static_cast<std::size_t>(Judgement::Count_)> keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string_view name = judgement_name(static_cast<Judgement>(i));
        keys[i] = std::string("judge.").append(name);
        choices.push_back(
            {name, text(keys[i]), widgets::Icon::None, report.decided.judgement == name});
    }
    if (const auto chosen = widgets::segmented("judgement", text("judge.ask"), choices))
        out.push_back(JudgeReport{report.id, static_cast<Judgement>(*chosen)});
    draw_answer_state(state, text, report, out);
}

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
    // What somebody waits for comes first.
    if (report->state == ReportState::NeedsInfo) draw_question(state, text, *report, out);
    // Nothing is ahead of one that was withdrawn or goes no further.
    if (report->state != ReportState::Withdrawn && report->state != ReportState::Rejected) {
        const widgets::Card card("way", text("my_report.way"));
        widgets::heading(text("my_report.way"));
        draw_timeline(state, text, *report);
    }
    draw_decided(text, *report);
    if (report->plan && report->plan->done_at_ms != 0 && report->plan->state != "removed" &&
        report->plan->state != "building")
        draw_judging(state, text, *report, out);
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
