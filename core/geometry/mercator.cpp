// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/mercator.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEquatorM = 40'075'016.686;  // WGS-84, as mercator uses it

}  // namespace

World to_world(Wgs84Point point) {
    const double lat = std::clamp(point.lat, -kMostMercatorLat, kMostMercatorLat) * kPi / 180;
    return {(point.lon + 180) / 360, (1 - std::asinh(std::tan(lat)) / kPi) / 2};
}

Wgs84Point to_lon_lat(World world) {
    const double y = kPi * (1 - 2 * world.y);
    return {world.x * 360 - 180, std::atan(std::sinh(y)) * 180 / kPi};
}

double world_width_m(double lat) { return kEquatorM * std::cos(lat * kPi / 180); }

}  // namespace kongdi
