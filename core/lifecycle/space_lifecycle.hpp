// SPDX-License-Identifier: Apache-2.0
// The way of an idle space from a report to a service and back. Where it stands follows from three
// things: the report, the item of the plan that means to use it, and what staff found.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space_stage.hpp"

namespace kongdi {

/// What is known of a space beside what staff found.
struct SpaceGround {
    ReportState report = ReportState::Submitted;
    std::string item = {};  // of the plan that means to use it, not removed; else empty
    PlanStanding plan = {};
    friend bool operator==(const SpaceGround&, const SpaceGround&) = default;
};

/// None of a report that is no space (withdrawn, rejected, merged), unless the plan uses it.
std::optional<SpaceStage> stage_of(const SpaceGround& ground, const SpaceStanding& standing);

struct SpaceMoveRow {
    SpaceStage from;
    SpaceMove move;
    SpaceStage to;  // of TakeBack: where it stood without the last finding
    bool worker;    // may do it, too; planners may do all
};

/// THE table of moves.
std::span<const SpaceMoveRow> space_moves();

/// May this role do it to a space that stands there?
bool may_move(SpaceStage from, SpaceMove move, Role who);

/// What staff know after a step. Errors: move_illegal; access_denied; field_missing at /words
/// (DisputeOwnership, FindInfeasible for another reason), /reason (FindInfeasible), /in_favour
/// (Consult: nobody answered and no owners voted); those of count_vote below /owners_vote.
Result<SpaceStanding> after_step(const SpaceGround& ground, const SpaceStanding& now,
                                 const SpaceStep& step, Role who);

/// Do all owners own it in common: what was found out, else what is usual for its type.
Known common_parts_of(const SpaceStanding& standing, Known usual);

/// Why the owners' vote does not allow the use yet (民法典 §278); none when it does or none is
/// asked. field_missing at /owners_vote where common parts have none; field_range at the first
/// number that is too low: /owners_vote/voting/owners. Where it is not known whose it is, a vote
/// that was held counts and none is no hindrance.
std::optional<Error> vote_lacking(const SpaceStanding& standing, Known usual);

/// After a step that is on its way in: approval asks for the owners' vote. Of one that was taken it
/// is not asked again, as older programs approved without.
Result<SpaceStanding> after_new_step(const SpaceGround& ground, const SpaceStanding& now,
                                     const SpaceStep& step, Role who, Known usual);

}  // namespace kongdi
