// SPDX-License-Identifier: Apache-2.0
// The curves of reach on the map of a facility or an idle space: how far one comes on foot.
#pragma once

#include <string>
#include <vector>

#include "shell/map/map_view.hpp"
#include "shell/state/action.hpp"
#include "shell/state/state.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell::desk {

/// Adds the curves of `subject` (the path of a facility or a space) that are here to the shapes of
/// its map, and gives the zoom at which they are seen whole; `zoom` while there are none.
double add_reach(const AppState& state, const std::string& subject, double zoom,
                 std::vector<map::MapShape>& shapes);
/// Below the map: how fast, and what is shown.
void draw_reach(const AppState& state, const text::Text& text, const std::string& subject,
                Actions& out);

}  // namespace kongdi::shell::desk
