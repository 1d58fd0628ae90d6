// SPDX-License-Identifier: Apache-2.0
// The life of a facility in the register (填报/核验): which moves are legal and who may make them.
#pragma once

#include <optional>
#include <span>

#include "core/model/facility.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct FacilityMoveRow {
    FacilityState from;
    FacilityMove move;
    FacilityState to;
    bool worker;  // may a worker make it? A planner may make each
};

/// THE table of moves after filing. A facility begins as filed.
std::span<const FacilityMoveRow> facility_moves();

/// The state after a move, none when it is not legal for this role.
std::optional<FacilityState> after_move(FacilityState from, FacilityMove move, Role who);

/// Filing and verifying are two persons' work: nobody verifies what they stated themselves.
bool may_verify(std::string_view stated_by, std::string_view who);

}  // namespace kongdi
