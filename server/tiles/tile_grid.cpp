// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_grid.hpp"

#include <cmath>
#include <numbers>

#include "core/model/map_role.hpp"

namespace kongdi::server {

namespace {

/// Where the square world of Web Mercator ends.
constexpr double kMostLat = 85.0511287798066;

double tiles_across(int z) { return static_cast<double>(std::int64_t{1} << z); }

double lon_of(double x, int z) { return x / tiles_across(z) * 360 - 180; }

double lat_of(double y, int z) {
    const double n = std::numbers::pi * (1 - 2 * y / tiles_across(z));
    return std::atan(std::sinh(n)) * 180 / std::numbers::pi;
}

}  // namespace

bool is_tile(const TilePlace& place) {
    if (place.z < kLeastTileZoom || place.z > kMostTileZoom) return false;
    const std::int64_t across = std::int64_t{1} << place.z;
    return place.x >= 0 && place.x < across && place.y >= 0 && place.y < across;
}

Box box_of(const TilePlace& place) {
    constexpr double kMargin = static_cast<double>(kTileBuffer) / kTileExtent;
    const auto x = static_cast<double>(place.x);
    const auto y = static_cast<double>(place.y);
    return {lon_of(x - kMargin, place.z), lat_of(y + 1 + kMargin, place.z),
            lon_of(x + 1 + kMargin, place.z), lat_of(y - kMargin, place.z)};
}

TilePoint point_in_tile(const TilePlace& place, Wgs84Point point) {
    const double lat = std::fmax(-kMostLat, std::fmin(kMostLat, point.lat));
    const double sine = std::sin(lat * std::numbers::pi / 180);
    const double x = (point.lon + 180) / 360 * tiles_across(place.z);
    const double y =
        (0.5 - std::log((1 + sine) / (1 - sine)) / (4 * std::numbers::pi)) * tiles_across(place.z);
    return {(x - static_cast<double>(place.x)) * kTileExtent,
            (y - static_cast<double>(place.y)) * kTileExtent};
}

}  // namespace kongdi::server
