// SPDX-License-Identifier: Apache-2.0
// The roads of the map around one place.
#pragma once

#include <vector>

#include "core/geometry/box.hpp"
#include "server/reach/walking_network.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// With a point in its middle, and its sides so far away.
Box box_around(Wgs84Point point, double metres);
/// Roads that somebody from the point may come to.
Result<std::vector<RoadLine>> roads_around(Storage& storage, Wgs84Point point, double metres);

}  // namespace kongdi::server
