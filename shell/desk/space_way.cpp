// SPDX-License-Identifier: Apache-2.0
// How far an idle space is on its way to a service, and what staff note of it.
#include <array>

#include "core/codec/space_stage_codec.hpp"
#include "core/lifecycle/space_lifecycle.hpp"
#include "shell/desk/report_parts.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::desk {

namespace {

constexpr std::string_view kDialog = "way";
constexpr int kCountDigits = 7;

widgets::Tone tone_of(SpaceStage stage) {
    switch (stage) {
        case SpaceStage::Candidate: return widgets::Tone::Waiting;
        case SpaceStage::OwnershipDisputed:
        case SpaceStage::Infeasible: return widgets::Tone::Error;
        case SpaceStage::Feasible:
        case SpaceStage::Approved:
        case SpaceStage::InUse: return widgets::Tone::Good;
        case SpaceStage::Released: return widgets::Tone::Neutral;
        default: return widgets::Tone::Info;
    }
}

std::string move_label(const text::Text& text, SpaceMove move) {
    return std::string(text("space_move." + std::string(space_move_name(move))));
}

std::string reason_label(const text::Text& text, InfeasibleReason reason) {
    return std::string(text("infeasible." + std::string(infeasible_reason_name(reason))));
}

std::vector<SpaceMove> moves_of(const AppState& state, const api::SpaceCard& card) {
    std::vector<SpaceMove> out;
    if (!state.login || !card.space.stage || state.desk.from_list) return out;
    for (int i = 0; i < static_cast<int>(SpaceMove::Count_); ++i) {
        const auto move = static_cast<SpaceMove>(i);
        if (may_move(*card.space.stage, move, state.login->role)) out.push_back(move);
    }
    return out;
}

void weigh(SpaceDraft draft, Actions& out) { out.push_back(WeighSpaceStep{std::move(draft)}); }

void draw_moves(const SpaceDraft& draft, const text::Text& text,
                const std::vector<SpaceMove>& moves, Actions& out) {
    std::vector<std::string> labels;
    for (const SpaceMove move : moves) labels.push_back(move_label(text, move));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < moves.size(); ++i)
        choices.push_back(
            {space_move_name(moves[i]), labels[i], widgets::Icon::None, draft.move == moves[i]});
    if (const auto chosen = widgets::choice_list("move", text("space_way.note"), choices)) {
        SpaceDraft next = draft;
        next.move = moves[*chosen];
        weigh(std::move(next), out);
    }
}

void draw_reasons(const SpaceDraft& draft, const text::Text& text, Actions& out) {
    std::vector<std::string> labels;
    for (int i = 0; i < static_cast<int>(InfeasibleReason::Count_); ++i)
        labels.push_back(reason_label(text, static_cast<InfeasibleReason>(i)));
    std::vector<widgets::Choice> choices;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string_view name = infeasible_reason_name(static_cast<InfeasibleReason>(i));
        choices.push_back({name, labels[i], widgets::Icon::None, draft.reason == name});
    }
    widgets::bold(text("report.reason"));
    if (const auto chosen = widgets::choice_list("reason", text("report.reason"), choices)) {
        SpaceDraft next = draft;
        next.reason = choices[*chosen].id;
        weigh(std::move(next), out);
    }
}

void draw_count(std::string_view id, std::string_view label, const SpaceDraft& draft,
                std::string SpaceDraft::*member, Actions& out) {
    const auto change = widgets::text_field(
        id, draft.*member,
        {.label = label, .kind = widgets::FieldKind::Number, .max_code_points = kCountDigits});
    if (!change) return;
    SpaceDraft next = draft;
    next.*member = change->value;
    weigh(std::move(next), out);
}

/// Whose it is decides whether the owners must vote.
void draw_common_parts(const SpaceDraft& draft, const text::Text& text, Actions& out) {
    const std::array<widgets::Choice, 3> choices{
        {{"usual", text("space_way.common.usual"), widgets::Icon::None, draft.common_parts.empty()},
         {"yes", text("space_way.common.yes"), widgets::Icon::None, draft.common_parts == "yes"},
         {"no", text("space_way.common.no"), widgets::Icon::None, draft.common_parts == "no"}}};
    if (const auto chosen =
            widgets::choice_list("common_parts", text("space_way.common"), choices)) {
        SpaceDraft next = draft;
        next.common_parts = *chosen == 0 ? std::string() : std::string(choices[*chosen].id);
        weigh(std::move(next), out);
    }
}

void draw_words(const SpaceDraft& draft, const text::Text& text, Actions& out) {
    const bool of_owner = draft.move == SpaceMove::ClearOwnership;
    const bool must = draft.move == SpaceMove::DisputeOwnership ||
                      draft.reason == infeasible_reason_name(InfeasibleReason::Other);
    const auto change = widgets::text_field("words", draft.words,
                                            {.label = text(of_owner ? "space_way.owner"
                                                           : must   ? "space_way.why"
                                                                    : "report.words"),
                                             .kind = widgets::FieldKind::Multiline,
                                             .hint = text("space_way.words_kept"),
                                             .max_code_points = static_cast<int>(kMaxSpaceWords),
                                             .lines = 2});
    if (!change) return;
    SpaceDraft next = draft;
    next.words = change->value;
    weigh(std::move(next), out);
}

void draw_dialog(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                 const std::vector<SpaceMove>& moves, Actions& out) {
    const SpaceDraft& draft = state.desk.space_draft;
    const widgets::Dialog dialog("way", text("space_way.note"), text("action.close"));
    draw_moves(draft, text, moves, out);
    if (draft.move) {
        if (*draft.move == SpaceMove::FindInfeasible) draw_reasons(draft, text, out);
        if (*draft.move == SpaceMove::Consult) {
            draw_count("in_favour", text("space_way.in_favour"), draft, &SpaceDraft::in_favour,
                       out);
            draw_count("against", text("space_way.against"), draft, &SpaceDraft::against, out);
            if (common_parts_of(card.space_standing, card.usual_common_parts) != Known::No)
                draw_vote_fields(draft, text, out);
        }
        if (*draft.move == SpaceMove::ClearOwnership) draw_common_parts(draft, text, out);
        if (*draft.move == SpaceMove::Approve) draw_vote_lacking(text, card);
        draw_words(draft, text, out);
    }
    if (widgets::primary_button(
            "do", text("report.do"),
            space_step_is_whole(draft, card) && state.desk.noting != Loading::Busy))
        out.push_back(TakeSpaceStep{});
    if (dialog.closed()) out.push_back(CloseDialog{});
}

void draw_known(const text::Text& text, const SpaceStanding& known) {
    if (known.ownership != Ownership::Unknown)
        widgets::fact(text("space_way.ownership"),
                      text("ownership." + std::string(ownership_name(known.ownership))));
    if (!known.ownership_words.empty()) widgets::paragraph(known.ownership_words);
    if (known.reason)
        widgets::fact(text("space_way.infeasible_for"), reason_label(text, *known.reason));
    if (!known.feasible_words.empty()) widgets::paragraph(known.feasible_words);
    if (known.common_parts)
        widgets::fact(text("space_way.common"),
                      text(*known.common_parts ? "space_way.common.yes" : "space_way.common.no"));
    if (!known.consultation) return;
    const Consultation& asked = *known.consultation;
    if (asked.in_favour + asked.against > 0)
        widgets::fact(
            text("space_way.consulted"),
            text("space_way.votes", {{"in_favour", asked.in_favour}, {"against", asked.against}}));
    if (asked.owners_vote) draw_vote(text, *asked.owners_vote);
}

std::string_view failure_text(const AppState& state, const text::Text& text) {
    const auto& error = state.desk.error;
    if (!error) return text("error.no_network");
    if (error->path == "/owners_vote") return text("space_way.vote_missing");
    for (int i = 0; i < static_cast<int>(VoteTest::Count_); ++i) {
        const auto test = static_cast<VoteTest>(i);
        if (error->path == std::string("/owners_vote").append(vote_test_path(test)))
            return vote_failed_text(text, test);
    }
    return text(error_row(error->code).key);
}

void draw_steps(const AppState& state, const text::Text& text, const api::SpaceCard& card) {
    for (std::size_t i = card.space_steps.size(); i-- > 0;) {
        const api::TakenSpaceStep& one = card.space_steps[i];
        const widgets::Scope scope(std::to_string(i));
        widgets::divider();
        widgets::bold(move_label(text, one.step.move));
        widgets::second(one.by + " · " + text.moment(one.at_ms, state.now_ms));
        if (one.step.reason) widgets::paragraph(reason_label(text, *one.step.reason));
        if (!one.step.words.empty()) widgets::paragraph(one.step.words);
    }
}

}  // namespace

void draw_space_way(const AppState& state, const text::Text& text, const api::SpaceCard& card,
                    Actions& out) {
    const auto& stage = card.space.stage;
    if (!stage) return;
    const std::vector<SpaceMove> moves = moves_of(state, card);
    {
        const widgets::Card group("space-way", text("space_way.title"));
        widgets::heading(text("space_way.title"));
        widgets::status_chip(tone_of(*stage),
                             text("stage." + std::string(space_stage_name(*stage))));
        draw_known(text, card.space_standing);
        const auto& asked = card.space_standing.consultation;
        if (*stage == SpaceStage::Consulted && asked && !asked->owners_vote)
            draw_vote_lacking(text, card);
        draw_steps(state, text, card);
        if (state.desk.noting == Loading::Failed)
            widgets::note("not_noted", widgets::Tone::Error, failure_text(state, text));
        if (state.desk.noting == Loading::Busy)
            widgets::progress("noting", text("worker_report.moving"));
        if (!moves.empty() && widgets::secondary_button("note", text("space_way.note")))
            out.push_back(OpenDialog{std::string(kDialog)});
    }
    if (state.route.dialog == kDialog && !moves.empty()) draw_dialog(state, text, card, moves, out);
}

}  // namespace kongdi::shell::desk
