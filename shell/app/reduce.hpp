// SPDX-License-Identifier: Apache-2.0
// The only place where the state changes: state × action → state and effects. Pure but for the
// random bytes and the time, which the caller gives.
#pragma once

#include <array>
#include <cstdint>

#include "shell/app/effects.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"

namespace kongdi::shell {

/// What a step may use that is no function of the state.
struct Chance {
    std::int64_t now_ms = 0;
    std::array<std::uint8_t, 16> random = {};
};

void reduce(AppState& state, const Action& action, const Chance& chance, Effects& effects);

}  // namespace kongdi::shell
