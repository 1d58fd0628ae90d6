// SPDX-License-Identifier: Apache-2.0
// The life of a wave: a planner opens, closes and publishes it.
#pragma once

#include <optional>
#include <span>

#include "core/model/report_state.hpp"
#include "core/model/wave.hpp"

namespace kongdi {

struct WaveMoveRow {
    WaveState from;
    WaveMove move;
    WaveState to;
};

/// THE table of moves; each is a planner's. A wave begins as a draft.
std::span<const WaveMoveRow> wave_moves();

/// The state after a move, none when it is not legal for this role.
std::optional<WaveState> after_move(WaveState from, WaveMove move, Role who);

}  // namespace kongdi
