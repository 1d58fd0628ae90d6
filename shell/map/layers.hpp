// SPDX-License-Identifier: Apache-2.0
// What a map shows beside its tiles: shapes given one by one, points, the phone's own place.
#pragma once

#include <span>

#include "shell/map/labels.hpp"
#include "shell/map/map_view.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::map {

/// Those of the kind Class only `with_classes`.
void draw_shapes(const Camera& camera, widgets::Rect area, std::span<const MapShape> shapes,
                 bool with_classes, LabelLayer& labels);
/// Points lie above all names.
void draw_points(const Camera& camera, widgets::Rect area, std::span<const MapShape> shapes);
/// Where the phone thinks it is, and how sure it is.
void draw_fix(const Camera& camera, widgets::Rect area, const Fix& fix);
void draw_scale_bar(const Camera& camera, widgets::Rect area);

}  // namespace kongdi::map
