// SPDX-License-Identifier: Apache-2.0
// Areas in the colours of their classes as one mesh: cut into triangles once, then only moved. A
// whole city of communities costs a frame what one of them costs.
#pragma once

#include <span>
#include <vector>

#include "core/geometry/mercator.hpp"
#include "shell/map/camera.hpp"
#include "shell/map/map_view.hpp"
#include "shell/map/mesh.hpp"

namespace kongdi::map {

struct ClassAreas {
    Mesh mesh = {};
    World middle = {};               // of the units, of which the widest side has some 60,000
    double unit = 0;                 // in worlds
    std::vector<float> shares = {};  // what the paints of the mesh stand for, in their order
};

/// Of the shapes of the kind Class.
ClassAreas class_areas(std::span<const MapShape> shapes);
void draw_class_areas(const Camera& camera, widgets::Rect area, const ClassAreas& areas);

}  // namespace kongdi::map
