// SPDX-License-Identifier: Apache-2.0
#include "server/exports/plane_area.hpp"

#include <algorithm>

namespace kongdi::server {

namespace {

/// Twice the area to the left of a closed ring: above 0 when it runs counter-clockwise. From its
/// first point, so that no digits are lost where the coordinates are long.
double turn_of(const PlaneRing& ring) {
    double out = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        out += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
               (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return out;
}

PlaneRing closed_ring(const Ring& points, bool is_outside) {
    PlaneRing out;
    out.reserve(points.size() + 1);
    for (const Wgs84Point point : points) out.push_back({point.lon, point.lat});
    if (!points.empty() && !(points.front() == points.back())) out.push_back(out.front());
    if ((turn_of(out) > 0) != is_outside) std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

std::vector<PlaneArea> plane_areas(const MultiPolygon& outline) {
    constexpr std::size_t kLeastPoints = 4;  // of a triangle that is closed
    std::vector<PlaneArea> out;
    for (const Polygon& polygon : outline) {
        PlaneArea area;
        for (const Ring& points : polygon.rings) {
            PlaneRing ring = closed_ring(points, area.empty());
            if (ring.size() >= kLeastPoints)
                area.push_back(std::move(ring));
            else if (area.empty())
                break;  // without an outside there are no holes
        }
        if (!area.empty()) out.push_back(std::move(area));
    }
    return out;
}

std::vector<PlaneArea> moved_areas(std::vector<PlaneArea> areas, const FromWgs84& from) {
    for (PlaneArea& area : areas)
        for (PlaneRing& ring : area)
            for (PlanePoint& point : ring) {
                const auto moved = from({point.x, point.y});
                if (!moved) return {};
                point = *moved;
            }
    return areas;
}

}  // namespace kongdi::server
