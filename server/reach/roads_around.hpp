// SPDX-License-Identifier: Apache-2.0
// The roads of the map around one place or several.
#pragma once

#include <vector>

#include <span>

#include "core/geometry/box.hpp"
#include "server/reach/walking_network.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// With a point in its middle, and its sides so far away.
Box box_around(Wgs84Point point, double metres);
/// The smallest around those of all points; there is at least one.
Box box_around(std::span<const Wgs84Point> points, double metres);
/// Roads that somebody from one of the points may come to.
Result<std::vector<RoadLine>> roads_around(Storage& storage, std::span<const Wgs84Point> points,
                                           double metres);

}  // namespace kongdi::server
