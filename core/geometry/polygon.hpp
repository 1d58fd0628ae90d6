// SPDX-License-Identifier: Apache-2.0
// Areas with holes and several parts, as GeoJSON has them.
#pragma once

#include <utility>
#include <vector>

#include "core/geometry/box.hpp"

namespace kongdi {

/// Closed or not: the last point is joined to the first.
using Ring = std::vector<Wgs84Point>;

/// The first ring is the outside, the others are holes.
struct Polygon {
    std::vector<Ring> rings = {};
    friend bool operator==(const Polygon&, const Polygon&) = default;
};

using MultiPolygon = std::vector<Polygon>;

Box box_of(const MultiPolygon& area);

/// Even-odd over all rings. A point on an edge belongs to exactly one of two areas that share the
/// edge (the half-open rule), so that each point of a city has one community.
bool contains(const Polygon& polygon, Wgs84Point point);
bool contains(const MultiPolygon& area, Wgs84Point point);

}  // namespace kongdi
