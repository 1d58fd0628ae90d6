// SPDX-License-Identifier: Apache-2.0
// The roads of the map around one place or several.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/geometry/box.hpp"
#include "server/reach/walking_network.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// With a point in its middle, and its sides so far away.
Box box_around(Wgs84Point point, double metres);
/// Boxes that hold those of all points and do not touch: what lies between points that are far from
/// one another is in none.
std::vector<Box> boxes_around(std::span<const Wgs84Point> points, double metres);
/// What the map has of a role in boxes, each row once, at most so many of a box.
Result<std::vector<MapRow>> rows_in(Storage& storage, std::string_view role,
                                    std::span<const Box> boxes, std::int64_t most_of_box);
/// Roads that somebody from one of the points may come to.
Result<std::vector<RoadLine>> roads_around(Storage& storage, std::span<const Wgs84Point> points,
                                           double metres);

}  // namespace kongdi::server
