// SPDX-License-Identifier: Apache-2.0
// Do two geometries have a point in common? In the plane of one coordinate system, edges included.
#pragma once

#include <vector>

#include "core/codec/geojson.hpp"
#include "server/features/crs.hpp"

namespace kongdi::server::features {

using Path = std::vector<Position>;

struct Shape {
    Path points = {};
    std::vector<Path> lines = {};
    /// The first ring is the outside, the others are holes; closed or not.
    std::vector<std::vector<Path>> areas = {};
};

/// Empty where the system does not reach all of it.
Shape shape_of(const Geometry& geometry, const Crs& crs);
Shape rectangle(Position low, Position high);

bool intersects(const Shape& a, const Shape& b);

}  // namespace kongdi::server::features
