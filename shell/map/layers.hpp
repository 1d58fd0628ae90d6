// SPDX-License-Identifier: Apache-2.0
// The picture of a map: ground, roads, buildings, labels and points, in our own schematic style.
#pragma once

#include <span>

#include "shell/map/map_view.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::map {

void draw_layers(const Camera& camera, widgets::Rect area, std::span<const MapShape> shapes);
/// Where the phone thinks it is, and how sure it is.
void draw_fix(const Camera& camera, widgets::Rect area, const Fix& fix);
void draw_scale_bar(const Camera& camera, widgets::Rect area);

}  // namespace kongdi::map
