// SPDX-License-Identifier: Apache-2.0
// The life of an index run: a planner freezes and publishes it; the next one takes its place.
#pragma once

#include <optional>
#include <span>

#include "core/model/index_run.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct IndexRunMoveRow {
    IndexRunState from;
    IndexRunMove move;
    IndexRunState to;
};

/// THE table of moves; each is a planner's. A run begins frozen.
std::span<const IndexRunMoveRow> index_run_moves();

/// The state after a move, none when it is not legal for this role.
std::optional<IndexRunState> after_move(IndexRunState from, IndexRunMove move, Role who);

}  // namespace kongdi
