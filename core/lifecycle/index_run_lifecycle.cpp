// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/index_run_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

constexpr std::array<IndexRunMoveRow, 2> kMoves{{
    {IndexRunState::Frozen, IndexRunMove::Publish, IndexRunState::Published},
    {IndexRunState::Published, IndexRunMove::Supersede, IndexRunState::Superseded},
}};

}  // namespace

std::span<const IndexRunMoveRow> index_run_moves() { return kMoves; }

std::optional<IndexRunState> after_move(IndexRunState from, IndexRunMove move, Role who) {
    if (who != Role::Planner) return std::nullopt;
    for (const IndexRunMoveRow& row : kMoves)
        if (row.from == from && row.move == move) return row.to;
    return std::nullopt;
}

}  // namespace kongdi
