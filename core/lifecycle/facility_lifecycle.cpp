// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/facility_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

using S = FacilityState;
using M = FacilityMove;

constexpr std::array<FacilityMoveRow, 10> kMoves{{
    // Put right before anybody has looked.
    {S::Filed, M::Change, S::Filed, true},
    {S::Filed, M::Verify, S::Verified, true},
    // Filed by mistake: there is no such place.
    {S::Filed, M::Close, S::Closed, false},
    {S::Verified, M::Change, S::Changed, true},
    {S::Verified, M::Close, S::Closed, true},
    // Seen again, and as it was: a check-up dates it anew.
    {S::Verified, M::Verify, S::Verified, true},
    {S::Changed, M::Change, S::Changed, true},
    {S::Changed, M::Verify, S::Verified, true},
    {S::Changed, M::Close, S::Closed, true},
    // Closed by mistake, or open again: goes back to verification.
    {S::Closed, M::Reopen, S::Changed, false},
}};

}  // namespace

std::span<const FacilityMoveRow> facility_moves() { return kMoves; }

std::optional<FacilityState> after_move(FacilityState from, FacilityMove move, Role who) {
    if (who != Role::Worker && who != Role::Planner) return std::nullopt;
    for (const FacilityMoveRow& row : kMoves)
        if (row.from == from && row.move == move && (row.worker || who == Role::Planner))
            return row.to;
    return std::nullopt;
}

bool may_verify(std::string_view stated_by, std::string_view who) {
    return !who.empty() && stated_by != who;
}

}  // namespace kongdi
