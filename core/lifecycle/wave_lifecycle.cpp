// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/wave_lifecycle.hpp"

#include <array>

namespace kongdi {

namespace {

constexpr std::array<WaveMoveRow, 4> kMoves{{
    {WaveState::Draft, WaveMove::Open, WaveState::Open},
    {WaveState::Open, WaveMove::Close, WaveState::Closed},
    // Closed by mistake, or to be gone on with.
    {WaveState::Closed, WaveMove::Reopen, WaveState::Open},
    {WaveState::Closed, WaveMove::Publish, WaveState::Published},
}};

}  // namespace

std::span<const WaveMoveRow> wave_moves() { return kMoves; }

std::optional<WaveState> after_move(WaveState from, WaveMove move, Role who) {
    if (who != Role::Planner) return std::nullopt;
    for (const WaveMoveRow& row : kMoves)
        if (row.from == from && row.move == move) return row.to;
    return std::nullopt;
}

}  // namespace kongdi
