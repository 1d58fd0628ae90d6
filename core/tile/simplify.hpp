// SPDX-License-Identifier: Apache-2.0
// Fewer points for the same line: Douglas and Peucker (1973), in any plane.
#pragma once

#include <span>
#include <vector>

namespace kongdi::tile {

struct PlanePoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

/// The distance from a point to a segment, not to the line through it.
double segment_distance(PlanePoint point, PlanePoint from, PlanePoint to);

/// No point that is left out lies further than `tolerance` from the line that stays; both ends
/// stay. Needs no recursion, so that a long line cannot exhaust the stack.
std::vector<PlanePoint> simplified(std::span<const PlanePoint> line, double tolerance);

}  // namespace kongdi::tile
