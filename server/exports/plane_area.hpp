// SPDX-License-Identifier: Apache-2.0
// The outline of a row as formats write it.
#pragma once

#include <vector>

#include "core/geometry/polygon.hpp"
#include "server/exports/crs.hpp"

namespace kongdi::server {

/// Closed: the last point is the first again.
using PlaneRing = std::vector<PlanePoint>;
/// The outside, then the holes; the outside runs counter-clockwise and holes clockwise, as RFC 7946
/// and KML have them.
using PlaneArea = std::vector<PlaneRing>;

/// Rings of fewer than three points are left out.
std::vector<PlaneArea> plane_areas(const MultiPolygon& outline);

/// In another system; empty where it does not reach all of them.
std::vector<PlaneArea> moved_areas(std::vector<PlaneArea> areas, const FromWgs84& from);

}  // namespace kongdi::server
