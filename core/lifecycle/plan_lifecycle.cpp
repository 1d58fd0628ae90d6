// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/plan_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

using S = PlanState;
using M = PlanMove;

constexpr auto kMoves = std::to_array<PlanMoveRow>({
    {S::Proposed, M::ListByRank, S::Listed, false, false},
    {S::Proposed, M::ListByReason, S::Listed, true, false},
    {S::Listed, M::Design, S::Scheme, false, false},
    {S::Scheme, M::Fund, S::Funded, false, false},
    // Who is on the spot sees when work begins and ends.
    {S::Funded, M::Build, S::Building, false, true},
    {S::Building, M::Finish, S::Done, false, true},
    {S::Done, M::Rework, S::Building, true, false},
    {S::Done, M::Accept, S::Accepted, false, false},
    {S::Accepted, M::MeasureEffect, S::EffectMeasured, false, false},
    // What a year has not finished goes into the plan of the next.
    {S::Listed, M::CarryOver, S::CarriedOver, false, false},
    {S::Scheme, M::CarryOver, S::CarriedOver, false, false},
    {S::Funded, M::CarryOver, S::CarriedOver, false, false},
    {S::Building, M::CarryOver, S::CarriedOver, false, false},
    {S::CarriedOver, M::Resume, S::CarriedOver, false, false},
    {S::Proposed, M::Remove, S::Removed, true, false},
    {S::Listed, M::Remove, S::Removed, true, false},
    {S::Scheme, M::Remove, S::Removed, true, false},
    {S::Funded, M::Remove, S::Removed, true, false},
    {S::Building, M::Remove, S::Removed, true, false},
    {S::CarriedOver, M::Remove, S::Removed, true, false},
});

bool says_something(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

}  // namespace

std::span<const PlanMoveRow> plan_moves() { return kMoves; }

const PlanMoveRow* plan_move(const PlanStanding& standing, PlanMove move) {
    for (const PlanMoveRow& row : kMoves)
        if (row.from == standing.state && row.move == move) return &row;
    return nullptr;
}

Result<PlanStanding> after_move(const PlanStanding& standing, PlanMove move,
                                std::string_view reason, Role who) {
    const PlanMoveRow* row = plan_move(standing, move);
    if (row == nullptr) return Error{ErrorCode::MoveIllegal};
    if (who != Role::Planner && !(who == Role::Worker && row->worker))
        return Error{ErrorCode::AccessDenied};
    if (row->reason && !says_something(reason)) return Error{ErrorCode::FieldMissing, "/reason"};
    if (move == PlanMove::CarryOver) return PlanStanding{row->to, standing.state};
    if (move == PlanMove::Resume) return PlanStanding{standing.carried_from};
    return PlanStanding{row->to};
}

bool is_over(PlanState state) {
    return state == PlanState::EffectMeasured || state == PlanState::Removed;
}

bool tells_progress(PlanState state) {
    return state != PlanState::Proposed && state != PlanState::Accepted && !is_over(state);
}

}  // namespace kongdi
