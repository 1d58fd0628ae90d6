// SPDX-License-Identifier: Apache-2.0
// Lines and rings cut at the sides of a square from `low` to `high` in both directions.
#pragma once

#include <vector>

#include "server/tiles/tile_grid.hpp"

namespace kongdi::server {

using TileTrack = std::vector<TilePoint>;

struct ClipSquare {
    double low = 0;
    double high = 0;
};

/// The pieces of a line inside.
std::vector<TileTrack> clip_line(const TileTrack& line, ClipSquare square);

/// A ring (its first point not repeated) cut by each side in turn (Sutherland and Hodgman). Where a
/// ring leaves and comes back it runs along the sides; such edges lie in the buffer and are not
/// seen.
TileTrack clip_ring(const TileTrack& ring, ClipSquare square);

}  // namespace kongdi::server
