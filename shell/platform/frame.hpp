// SPDX-License-Identifier: Apache-2.0
// One frame from input to semantic patch, the same for the web and for tests; only what becomes of
// the picture differs.
#pragma once

#include <string>

#include "shell/platform/platform.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::platform {

struct Frame {
    std::string patch;          // for the semantic DOM; empty when nothing changed
    double next_in_ms = -1;     // below 0: nothing more to draw
    bool letters_wait = false;  // the budget did not suffice for all letters: draw again
};

/// Draws the client, again while sizes are being found out or a press has changed what was drawn
/// before it (at most three times): what a tap does is seen in the frame that took it.
Frame draw_frame(Client& client, double now_ms);
/// A wake inside draw_frame() needs no frame of its own, only another pass: true then.
bool joins_frame();
/// The next patch will hold the whole tree.
void forget_sent_tree();

}  // namespace kongdi::platform
