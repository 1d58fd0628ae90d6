// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::screen {

/// Faces and number plates are covered before the photo leaves the phone; drawn while it is open.
void draw_cover(const AppState& state, const text::Text& text, Actions& out);

}  // namespace kongdi::shell::screen
