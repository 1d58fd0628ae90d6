// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::screen {

// Faces and number plates are covered.

/// Before the photo leaves the phone; drawn while it is open.
void draw_cover(const AppState& state, const text::Text& text, Actions& out);

/// The same of a photo of this device that is known to be there; noughts for a size nobody knows.
void draw_device_cover(const AppState& state, const text::Text& text, int width, int height,
                       Actions& out);

/// What it is about and the picture under its grid; `picture` as widgets::picture() takes it.
void draw_cover_grid(const AppState& state, const text::Text& text, std::string_view picture,
                     int width, int height, Actions& out);

}  // namespace kongdi::shell::screen
