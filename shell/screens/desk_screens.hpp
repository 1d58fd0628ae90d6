// SPDX-License-Identifier: Apache-2.0
// The screens of workers and planners, as far as this program holds them (shell/app/desk.hpp).
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// Does this program hold the desk? The one that does holds everything else, too.
bool is_here();
/// Draws the screen of the route, or the log-in in front of it; nothing when it is not here.
void draw(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell::desk
