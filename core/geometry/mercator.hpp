// SPDX-License-Identifier: Apache-2.0
// Spherical mercator, as web maps use it: the world is the square 0..1, north at the top.
#pragma once

#include "core/geometry/point.hpp"

namespace kongdi {

struct World {
    double x = 0;
    double y = 0;
    friend bool operator==(const World&, const World&) = default;
};

/// Where the square world ends, degrees of latitude.
inline constexpr double kMostMercatorLat = 85.0511287798066;

/// Latitudes beyond the square's end come to lie on it.
World to_world(Wgs84Point point);
Wgs84Point to_lon_lat(World world);

/// Metres on the ground that the whole width of the world has at a latitude.
double world_width_m(double lat);

}  // namespace kongdi
