// SPDX-License-Identifier: Apache-2.0
// The curves of reach on the map of a facility, an idle space or a community: how far one comes on
// foot, and how many people live within that.
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
/// Below the map: how fast, what is shown, and how many it reaches minute by minute.
void draw_reach(const AppState& state, const text::Text& text, const std::string& subject,
                Actions& out);
/// The kind of a community whose ground is shown, the first of these when it is none.
std::string kind_of_reach(const AppState& state, const std::string& code,
                          const std::vector<std::string>& kinds);
/// Of a community: for a kind that is chosen among these, the ground around its verified
/// facilities.
void draw_community_reach(const AppState& state, const text::Text& text, const std::string& code,
                          const std::vector<std::string>& kinds, Actions& out);

}  // namespace kongdi::shell::desk
