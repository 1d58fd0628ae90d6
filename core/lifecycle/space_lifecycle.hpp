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
/// (Consult: nobody answered).
Result<SpaceStanding> after_step(const SpaceGround& ground, const SpaceStanding& now,
                                 const SpaceStep& step, Role who);

}  // namespace kongdi
