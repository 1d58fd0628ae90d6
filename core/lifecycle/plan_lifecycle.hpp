// SPDX-License-Identifier: Apache-2.0
// The life of an item of the action plan, from the proposal to the measured effect.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct PlanMoveRow {
    PlanState from;
    PlanMove move;
    PlanState to;  // of Resume: where it stood
    bool reason;   // must be said
    bool worker;   // may do it, too; planners may do all
};

/// THE table of moves. An item begins as a proposal.
std::span<const PlanMoveRow> plan_moves();

/// The row of a move from where an item stands; none when it is not legal.
const PlanMoveRow* plan_move(const PlanStanding& standing, PlanMove move);

/// Where an item stands after a move. move_illegal, access_denied, or field_missing at /reason.
Result<PlanStanding> after_move(const PlanStanding& standing, PlanMove move,
                                std::string_view reason, Role who);

/// Nothing is done to it any more.
bool is_over(PlanState state);
/// There is work to tell of: from the listing to the acceptance, and while it is carried over.
bool tells_progress(PlanState state);

}  // namespace kongdi
