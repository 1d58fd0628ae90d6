// SPDX-License-Identifier: Apache-2.0
// Photos of a form of the desk, as they are taken and taken away again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// Those of a list of the form, each with the way to drop it. `count` numbers them and grows.
/// "photos" are still on the device, where a part of them can be covered; others on the server.
void draw_form_photos(const AppState& state, const text::Text& text, std::string_view list,
                      std::size_t& count, Actions& out);
/// How the last one fares, the way to one more while there are less than `most`, and what is being
/// covered.
void draw_photo_taker(const AppState& state, const text::Text& text, std::size_t count,
                      std::size_t most, std::string_view hint, Actions& out);

}  // namespace kongdi::shell::desk
