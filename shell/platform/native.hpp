// SPDX-License-Identifier: Apache-2.0
// The machine of tests: keeps what was sent, takes events from the test, has a clock the test
// moves and randomness from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shell/platform/frame.hpp"
#include "shell/platform/platform.hpp"
#include "shell/widgets/stage.hpp"

namespace kongdi::platform::native {

/// Starts anew: no effects, the clock at a fixed instant, the seed given, the stage open.
void reset(std::uint64_t seed = 1);
void set_now_ms(std::int64_t now_ms);
void advance_ms(std::int64_t ms);

/// Effects sent since the last call, oldest first.
std::vector<std::string> take_effects();
/// The last client given to run(); nullptr before.
Client* client();
void push_event(std::string_view json);

/// Draws until nothing more is to be done at once; returns how many frames that took.
int draw();
/// Was a frame asked for since the last draw()?
bool woken();

/// What a batch of letters costs from now on, by a clock of its own.
void set_letter_cost(double ms_a_batch);
/// How long the map's work takes from now on, by a clock of its own: each look at it costs so much.
void set_work_cost(double ms_a_look);
/// Letters drawn since reset(), each time they were.
int letters_drawn();

}  // namespace kongdi::platform::native
