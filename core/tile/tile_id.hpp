// SPDX-License-Identifier: Apache-2.0
// Which square of the world a tile is: at zoom z the world has 2^z by 2^z of them, (0, 0) in the
// north-west (the XYZ scheme).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry/box.hpp"
#include "core/geometry/mercator.hpp"

namespace kongdi::tile {

inline constexpr int kMostZoom = 24;  // 2^24 squares across: 2 m each

struct TileId {
    int z = 0;
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const TileId&, const TileId&) = default;
};

/// Zoom and both numbers lie within the scheme.
bool is_tile(const TileId& id);
/// One number for each tile, also across zooms.
std::uint64_t tile_key(const TileId& id);
/// The tile that holds this one, or itself at that zoom; `z` is at most the tile's own.
TileId ancestor(const TileId& id, int z);
bool holds(const TileId& outer, const TileId& inner);

TileId tile_at(World world, int z);
/// The corner of the tile with the least x and y, and how wide it is, in worlds.
World tile_origin(const TileId& id);
double tile_width(int z);
Box tile_box(const TileId& id);

/// A rectangle of the world, both ends inside.
struct WorldBox {
    World low = {};
    World high = {};
};
/// The tiles that a rectangle touches, the nearest to its middle first; the world's edge cuts it.
/// No more than `most`, so that a mistaken zoom costs nothing.
std::vector<TileId> tiles_over(const WorldBox& box, int z, std::size_t most = 256);

/// "/tiles/map/{z}/{x}/{y}.mvt" with the numbers put in.
std::string tile_path(std::string_view pattern, const TileId& id);

}  // namespace kongdi::tile
