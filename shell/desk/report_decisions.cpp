// SPDX-License-Identifier: Apache-2.0
// What a worker decides of a report: on site, or from the desk.
#include <array>

#include "core/codec/report_codec.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/screens/report_words.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kDecide = "decide";
constexpr std::array kFromDesk{ReportMove::Screen, ReportMove::AskMore, ReportMove::Merge,
                               ReportMove::Reject, ReportMove::Reopen};

/// Those that are legal now; a merge needs something to be merged into.
std::vector<ReportMove> moves_of(const api::SpaceCard& card) {
    std::vector<ReportMove> out;
    for (const ReportMove move : kFromDesk)
        if (after_move(card.space.state, move, Role::Worker) &&
            (move != ReportMove::Merge || !card.likely.empty()))
            out.push_back(move);
    return out;
}

WeighStep weighed(const Desk& desk) { return {desk.move, desk.words, desk.reason, desk.into}; }

void draw_moves(const Desk& desk, const text::Text& text, const std::vector<ReportMove>& moves,
                Actions& out) {
    std::vector<std::string> labels, seconds;
    std::vector<widgets::Choice> choices;
    for (const ReportMove move : moves) {
        labels.emplace_back(text("step." + std::string(report_move_name(move))));
        seconds.emplace_back(text("step_hint." + std::string(report_move_name(move))));
    }
    for (std::size_t i = 0; i < moves.size(); ++i)
        choices.push_back({report_move_name(moves[i]), labels[i], widgets::Icon::None,
                           desk.move == moves[i], seconds[i]});
    if (const auto chosen = widgets::choice_list("move", text("report.decide"), choices)) {
        WeighStep next = weighed(desk);
        next.move = moves[*chosen];
        out.push_back(std::move(next));
    }
}

void draw_reasons(const Desk& desk, const text::Text& text, Actions& out) {
    std::vector<std::string> labels;
    std::vector<widgets::Choice> choices;
    for (int i = 0; i < static_cast<int>(RejectReason::Count_); ++i)
        labels.emplace_back(
            text("reject." + std::string(reject_reason_name(static_cast<RejectReason>(i)))));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string_view name = reject_reason_name(static_cast<RejectReason>(i));
        choices.push_back({name, labels[i], widgets::Icon::None, desk.reason == name});
    }
    if (const auto chosen = widgets::choice_list("reason", text("report.reason"), choices)) {
        WeighStep next = weighed(desk);
        next.reason = choices[*chosen].id;
        out.push_back(std::move(next));
    }
}

void draw_targets(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                  Actions& out) {
    std::vector<std::string> labels, seconds;
    std::vector<widgets::Choice> choices;
    for (const api::OtherReport& one : card.likely) {
        labels.push_back(other_text(state, one));
        seconds.push_back(away_text(text, one.away_m));
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back({card.likely[i].id, labels[i], widgets::Icon::None,
                           state.desk.into == card.likely[i].id, seconds[i]});
    if (const auto chosen = widgets::choice_list("into", text("report.merge_into"), choices)) {
        WeighStep next = weighed(state.desk);
        next.into = choices[*chosen].id;
        out.push_back(std::move(next));
    }
}

void draw_words(const Desk& desk, const text::Text& text, Actions& out) {
    const bool asks = desk.move == ReportMove::AskMore;
    const auto change = widgets::text_field(
        "words", desk.words,
        {.label = text(asks ? "report.asked" : "report.words"),
         .kind = widgets::FieldKind::Multiline,
         .hint = text(desk.move == ReportMove::Reopen ? "report.words_kept" : "report.words_seen"),
         .max_code_points = static_cast<int>(kMaxStepWords),
         .lines = 2});
    if (!change) return;
    WeighStep next = weighed(desk);
    next.words = change->value;
    out.push_back(std::move(next));
}

void draw_dialog(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 const std::vector<ReportMove>& moves, Actions& out) {
    const Desk& desk = state.desk;
    const widgets::Dialog dialog("settle", text("report.decide"), text("action.close"));
    draw_moves(desk, text, moves, out);
    if (desk.move) {
        if (*desk.move == ReportMove::Reject) draw_reasons(desk, text, out);
        if (*desk.move == ReportMove::Merge) draw_targets(state, text, card, out);
        // That somebody goes there needs no reason.
        if (*desk.move != ReportMove::Screen) draw_words(desk, text, out);
    }
    if (widgets::primary_button("do", text("report.do"),
                                step_is_whole(desk) && desk.moving != Loading::Busy))
        out.push_back(TakeStep{});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

}  // namespace

void draw_decisions(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                    Actions& out) {
    const Desk& desk = state.desk;
    if (!state.login || state.login->role != Role::Worker) return;
    const bool checks = after_move(card.space.state, ReportMove::Verify, Role::Worker).has_value();
    // Without a network a check can be written down; the rest is for the desk.
    const std::vector<ReportMove> moves =
        desk.from_list ? std::vector<ReportMove>{} : moves_of(card);
    if (!checks && moves.empty()) return;
    const widgets::Footer footer;
    if (desk.moving == Loading::Failed)
        widgets::note(
            "not_moved", widgets::Tone::Error,
            desk.error ? text(error_row(desk.error->code).key) : text("error.no_network"));
    if (desk.moving == Loading::Busy &&
        widgets::progress("moving", text("worker_report.moving"), -1, text("action.stop")))
        out.push_back(StopWaiting{Wait::Verify});
    widgets::Columns columns(2, 130);
    if (checks) {
        if (widgets::primary_button("check", text("worker_report.verify"),
                                    desk.moving != Loading::Busy))
            out.push_back(Go{{ScreenId::SiteCheck, card.space.id}});
        columns.next();
    }
    if (!moves.empty() && widgets::secondary_button("decide", text("report.decide")))
        out.push_back(OpenDialog{std::string(kDecide)});
    if (state.route.dialog == kDecide && !moves.empty()) draw_dialog(state, text, card, moves, out);
}

}  // namespace kongdi::shell::desk
