// SPDX-License-Identifier: Apache-2.0
#include "core/tile/tile_id.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kongdi::tile {

namespace {

std::int64_t across(int z) { return std::int64_t{1} << z; }

std::int64_t square(double world, int z) {
    const double at = std::floor(world * static_cast<double>(across(z)));
    return static_cast<std::int64_t>(std::clamp(at, 0.0, static_cast<double>(across(z) - 1)));
}

}  // namespace

bool is_tile(const TileId& id) {
    return id.z >= 0 && id.z <= kMostZoom && id.x >= 0 && id.y >= 0 && id.x < across(id.z) &&
           id.y < across(id.z);
}

std::uint64_t tile_key(const TileId& id) {
    // 24 bits for each number; the zoom above them.
    return (static_cast<std::uint64_t>(id.z) << 48) | (static_cast<std::uint64_t>(id.x) << 24) |
           static_cast<std::uint64_t>(id.y);
}

TileId ancestor(const TileId& id, int z) { return {z, id.x >> (id.z - z), id.y >> (id.z - z)}; }

bool holds(const TileId& outer, const TileId& inner) {
    return outer.z <= inner.z && ancestor(inner, outer.z) == outer;
}

TileId tile_at(World world, int z) { return {z, square(world.x, z), square(world.y, z)}; }

double tile_width(int z) { return std::exp2(-z); }

World tile_origin(const TileId& id) {
    const double width = tile_width(id.z);
    return {static_cast<double>(id.x) * width, static_cast<double>(id.y) * width};
}

Box tile_box(const TileId& id) {
    const double width = tile_width(id.z);
    const World origin = tile_origin(id);
    Box box;
    box.add(to_lon_lat(origin));
    box.add(to_lon_lat({origin.x + width, origin.y + width}));
    return box;
}

std::vector<TileId> tiles_over(const WorldBox& box, int z, std::size_t most) {
    std::vector<TileId> tiles;
    if (z < 0 || z > kMostZoom || box.low.x > 1 || box.low.y > 1 || box.high.x < 0 ||
        box.high.y < 0)
        return tiles;
    const TileId low = tile_at(box.low, z);
    const TileId high = tile_at(box.high, z);
    const auto count = static_cast<std::uint64_t>(high.x - low.x + 1) *
                       static_cast<std::uint64_t>(high.y - low.y + 1);
    if (count > most) return tiles;
    for (std::int64_t y = low.y; y <= high.y; ++y)
        for (std::int64_t x = low.x; x <= high.x; ++x) tiles.push_back({z, x, y});
    const std::int64_t mid_x = low.x + high.x;
    const std::int64_t mid_y = low.y + high.y;
    const auto away = [&](const TileId& id) {
        return std::abs(2 * id.x - mid_x) + std::abs(2 * id.y - mid_y);
    };
    std::sort(tiles.begin(), tiles.end(), [&](const TileId& a, const TileId& b) {
        return std::tuple(away(a), a.y, a.x) < std::tuple(away(b), b.y, b.x);
    });
    return tiles;
}

std::string tile_path(std::string_view pattern, const TileId& id) {
    std::string path(pattern);
    const auto put = [&path](std::string_view name, std::int64_t number) {
        const std::size_t at = path.find(name);
        if (at != std::string::npos) path.replace(at, name.size(), std::to_string(number));
    };
    put("{z}", id.z);
    put("{x}", id.x);
    put("{y}", id.y);
    return path;
}

}  // namespace kongdi::tile
