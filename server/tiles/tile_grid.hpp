// SPDX-License-Identifier: Apache-2.0
// Where tiles lie: the square grid of Web Mercator (EPSG:3857), row 0 in the north.
#pragma once

#include <cstdint>

#include "core/geometry/box.hpp"

namespace kongdi::server {

/// Units along a side of a tile.
inline constexpr int kTileExtent = 4096;
/// How far outside the tile geometry is kept, so that strokes and joins at its sides are whole.
inline constexpr int kTileBuffer = 64;

struct TilePlace {
    int z = 0;
    std::int64_t x = 0;
    std::int64_t y = 0;
};

/// Is there such a tile, and do we make it? Zooms of core/model/map_role.hpp.
bool is_tile(const TilePlace& place);

/// The rectangle of a tile with its buffer.
Box box_of(const TilePlace& place);

struct TilePoint {
    double x = 0;
    double y = 0;
    friend bool operator==(const TilePoint&, const TilePoint&) = default;
};

/// In units of the tile, not rounded; y grows to the south.
TilePoint point_in_tile(const TilePlace& place, Wgs84Point point);

}  // namespace kongdi::server
