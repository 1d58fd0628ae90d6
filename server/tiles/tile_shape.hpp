// SPDX-License-Identifier: Apache-2.0
// What is left of a geometry in a tile: projected, cut at the buffer, simplified, on whole units.
#pragma once

#include <cstdint>
#include <vector>

#include "core/codec/geojson.hpp"
#include "server/tiles/tile_grid.hpp"

namespace kongdi::server {

struct TileUnit {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend bool operator==(const TileUnit&, const TileUnit&) = default;
};
using TilePath = std::vector<TileUnit>;

enum class TileShapeKind : std::uint8_t { Point = 1, Line = 2, Area = 3 };  // as MVT counts them

/// Paths of lines have two points at least. Of an area the outer rings wind clockwise as seen (the
/// y axis points down), their holes, which follow them, the other way; no ring repeats its first
/// point, and each has three at least.
struct TileShape {
    TileShapeKind kind = TileShapeKind::Point;
    std::vector<TilePath> paths = {};
};

/// Nothing is left of it when `paths` is empty: outside, or smaller than a unit. `tolerance` is how
/// far a simplified line may lie off, in units.
TileShape shape_in_tile(const TilePlace& place, const Geometry& geometry, double tolerance);

}  // namespace kongdi::server
