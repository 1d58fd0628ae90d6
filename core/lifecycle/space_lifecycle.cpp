// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/space_lifecycle.hpp"

#include <algorithm>
#include <array>

#include "core/lifecycle/report_lifecycle.hpp"

namespace kongdi {

namespace {

using S = SpaceStage;
using M = SpaceMove;

Error of_vote(ErrorCode code, std::string_view path = {}) {
    return {code, std::string("/owners_vote").append(path)};
}

constexpr auto kMoves = std::to_array<SpaceMoveRow>({
    // Who is on the spot hears whose it is, and holds the meeting.
    {S::SiteChecked, M::ClearOwnership, S::OwnershipClear, true},
    {S::OwnershipDisputed, M::ClearOwnership, S::OwnershipClear, true},
    {S::SiteChecked, M::DisputeOwnership, S::OwnershipDisputed, true},
    {S::OwnershipClear, M::DisputeOwnership, S::OwnershipDisputed, true},
    {S::Feasible, M::DisputeOwnership, S::OwnershipDisputed, true},
    {S::OwnershipClear, M::FindFeasible, S::Feasible, false},
    {S::SiteChecked, M::FindInfeasible, S::Infeasible, false},
    {S::OwnershipClear, M::FindInfeasible, S::Infeasible, false},
    {S::OwnershipDisputed, M::FindInfeasible, S::Infeasible, false},
    {S::Feasible, M::FindInfeasible, S::Infeasible, false},
    // An item of the plan may come before all is known of its space.
    {S::Matched, M::ClearOwnership, S::Matched, true},
    {S::Matched, M::DisputeOwnership, S::Matched, true},
    {S::Consulted, M::ClearOwnership, S::Consulted, true},
    {S::Consulted, M::DisputeOwnership, S::Consulted, true},
    {S::Matched, M::Consult, S::Consulted, true},
    {S::Consulted, M::Consult, S::Consulted, true},
    {S::Consulted, M::Approve, S::Approved, false},
    {S::InUse, M::Release, S::Released, false},
    {S::OwnershipClear, M::TakeBack, S::SiteChecked, true},
    {S::OwnershipDisputed, M::TakeBack, S::SiteChecked, true},
    {S::Feasible, M::TakeBack, S::OwnershipClear, false},
    {S::Infeasible, M::TakeBack, S::SiteChecked, false},
    {S::Consulted, M::TakeBack, S::Matched, true},
    {S::Approved, M::TakeBack, S::Consulted, false},
    {S::Released, M::TakeBack, S::InUse, false},
});

const SpaceMoveRow* row_of(SpaceStage from, SpaceMove move) {
    const auto row = std::find_if(kMoves.begin(), kMoves.end(), [&](const SpaceMoveRow& one) {
        return one.from == from && one.move == move;
    });
    return row == kMoves.end() ? nullptr : &*row;
}

SpaceStage planned_stage(const SpaceGround& ground, const SpaceStanding& standing) {
    const PlanState state =
        ground.plan.state == PlanState::CarriedOver ? ground.plan.carried_from : ground.plan.state;
    switch (state) {
        case PlanState::Done:
        case PlanState::Accepted:
        case PlanState::EffectMeasured:
            return standing.released_item == ground.item ? S::Released : S::InUse;
        case PlanState::Building: return S::Works;
        default: break;
    }
    if (standing.approved_item == ground.item) return S::Approved;
    if (standing.consultation && standing.consultation->item == ground.item) return S::Consulted;
    return S::Matched;
}

void take_back(SpaceStanding& out, SpaceStage from) {
    switch (from) {
        case S::OwnershipClear:
        case S::OwnershipDisputed:
            out.ownership = Ownership::Unknown;
            out.ownership_words.clear();
            out.common_parts.reset();
            break;
        case S::Feasible:
        case S::Infeasible:
            out.feasible.reset();
            out.reason.reset();
            out.feasible_words.clear();
            break;
        case S::Consulted: out.consultation.reset(); break;
        case S::Approved: out.approved_item.clear(); break;
        case S::Released: out.released_item.clear(); break;
        default: break;
    }
}

std::optional<Error> lacks(const SpaceStep& step) {
    if (step.move == M::DisputeOwnership && step.words.empty())
        return Error{ErrorCode::FieldMissing, "/words"};
    if (step.move == M::FindInfeasible) {
        if (!step.reason) return Error{ErrorCode::FieldMissing, "/reason"};
        if (*step.reason == InfeasibleReason::Other && step.words.empty())
            return Error{ErrorCode::FieldMissing, "/words"};
    }
    if (step.move == M::Consult) {
        if (step.in_favour + step.against == 0 && !step.owners_vote)
            return Error{ErrorCode::FieldMissing, "/in_favour"};
        if (step.owners_vote)
            if (const auto counted = count_vote(*step.owners_vote); !counted)
                return of_vote(counted.error().code, counted.error().path);
    }
    return std::nullopt;
}

}  // namespace

std::optional<SpaceStage> stage_of(const SpaceGround& ground, const SpaceStanding& standing) {
    if (!ground.item.empty()) return planned_stage(ground, standing);
    if (!shown_state(ground.report)) return std::nullopt;
    // What was found counts again once somebody has been there anew.
    if (ground.report != ReportState::Verified) return S::Candidate;
    if (standing.feasible == false) return S::Infeasible;
    if (standing.ownership == Ownership::Disputed) return S::OwnershipDisputed;
    if (standing.ownership == Ownership::Unknown) return S::SiteChecked;
    return standing.feasible ? S::Feasible : S::OwnershipClear;
}

std::span<const SpaceMoveRow> space_moves() { return kMoves; }

bool may_move(SpaceStage from, SpaceMove move, Role who) {
    const SpaceMoveRow* row = row_of(from, move);
    return row != nullptr && (who == Role::Planner || (who == Role::Worker && row->worker));
}

Result<SpaceStanding> after_step(const SpaceGround& ground, const SpaceStanding& now,
                                 const SpaceStep& step, Role who) {
    const auto from = stage_of(ground, now);
    const SpaceMoveRow* row = from ? row_of(*from, step.move) : nullptr;
    if (row == nullptr)
        return Error{ErrorCode::MoveIllegal,
                     {},
                     std::string(space_move_name(step.move)) + " from " +
                         std::string(from ? space_stage_name(*from) : "no space")};
    if (!may_move(*from, step.move, who)) return Error{ErrorCode::AccessDenied};
    if (const auto error = lacks(step)) return *error;
    SpaceStanding out = now;
    switch (step.move) {
        case M::ClearOwnership:
        case M::DisputeOwnership:
            out.ownership = step.move == M::ClearOwnership ? Ownership::Clear : Ownership::Disputed;
            out.ownership_words = step.words;
            out.common_parts = step.move == M::ClearOwnership ? step.common_parts : std::nullopt;
            // Whether it can be done was judged with another owner in mind.
            if (step.move == M::DisputeOwnership && out.feasible == true) {
                out.feasible.reset();
                out.feasible_words.clear();
            }
            break;
        case M::FindFeasible:
        case M::FindInfeasible:
            out.feasible = step.move == M::FindFeasible;
            out.reason = step.reason;
            out.feasible_words = step.words;
            break;
        case M::Consult:
            out.consultation =
                Consultation{ground.item, step.in_favour, step.against, step.owners_vote};
            break;
        case M::Approve: out.approved_item = ground.item; break;
        case M::Release: out.released_item = ground.item; break;
        case M::TakeBack: take_back(out, *from); break;
        case M::Count_: break;
    }
    return out;
}

Known common_parts_of(const SpaceStanding& standing, Known usual) {
    if (!standing.common_parts) return usual;
    return *standing.common_parts ? Known::Yes : Known::No;
}

std::optional<Error> vote_lacking(const SpaceStanding& standing, Known usual) {
    const Known common = common_parts_of(standing, usual);
    if (common == Known::No) return std::nullopt;
    if (!standing.consultation || !standing.consultation->owners_vote)
        return common == Known::Yes ? std::optional(of_vote(ErrorCode::FieldMissing))
                                    : std::nullopt;
    const auto counted = count_vote(*standing.consultation->owners_vote);
    if (!counted) return of_vote(counted.error().code, counted.error().path);
    if (counted->passed()) return std::nullopt;
    return of_vote(ErrorCode::FieldRange, vote_test_path(counted->failed.front()));
}

Result<SpaceStanding> after_new_step(const SpaceGround& ground, const SpaceStanding& now,
                                     const SpaceStep& step, Role who, Known usual) {
    auto out = after_step(ground, now, step, who);
    if (out && step.move == M::Approve)
        if (auto error = vote_lacking(now, usual)) return *std::move(error);
    return out;
}

}  // namespace kongdi
