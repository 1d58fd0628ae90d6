// SPDX-License-Identifier: Apache-2.0
// Metres on the ground.
#pragma once

#include "core/geometry/point.hpp"

namespace kongdi {

/// Mean radius of the earth (IUGG), metres.
inline constexpr double kEarthRadiusM = 6371008.8;

/// Great-circle distance in metres (haversine).
double distance_m(Wgs84Point a, Wgs84Point b);

/// The point so many metres east and north; for steps within a city.
Wgs84Point moved_m(Wgs84Point from, double east_m, double north_m);

}  // namespace kongdi
