// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/polygon.hpp"

namespace kongdi {

Box box_of(const MultiPolygon& area) {
    Box box;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (const Wgs84Point point : ring) box.add(point);
    return box;
}

namespace {

/// Does the edge cross the ray to the east of the point? The end points are put in a fixed order,
/// so that both areas beside an edge compute the same number.
bool crosses(Wgs84Point a, Wgs84Point b, Wgs84Point p) {
    if ((a.lat > p.lat) == (b.lat > p.lat)) return false;
    if (a.lat > b.lat) std::swap(a, b);
    return p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
}

}  // namespace

bool contains(const Polygon& polygon, Wgs84Point point) {
    bool inside = false;
    for (const Ring& ring : polygon.rings)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            if (crosses(ring[j], ring[i], point)) inside = !inside;
    return inside;
}

bool contains(const MultiPolygon& area, Wgs84Point point) {
    for (const Polygon& polygon : area)
        if (contains(polygon, point)) return true;
    return false;
}

}  // namespace kongdi
