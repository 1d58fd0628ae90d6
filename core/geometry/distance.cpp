// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/distance.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi {

namespace {
constexpr double kDegree = 3.14159265358979323846 / 180.0;
}

double distance_m(Wgs84Point a, Wgs84Point b) {
    const double d_lat = (b.lat - a.lat) * kDegree;
    const double d_lon = (b.lon - a.lon) * kDegree;
    const double s = std::sin(d_lat / 2);
    const double t = std::sin(d_lon / 2);
    const double h = s * s + std::cos(a.lat * kDegree) * std::cos(b.lat * kDegree) * t * t;
    return 2 * kEarthRadiusM * std::asin(std::sqrt(std::min(1.0, h)));
}

Wgs84Point moved_m(Wgs84Point from, double east_m, double north_m) {
    const double lat = from.lat + north_m / kEarthRadiusM / kDegree;
    const double lon = from.lon + east_m / (kEarthRadiusM * std::cos(from.lat * kDegree)) / kDegree;
    return {lon, lat};
}

}  // namespace kongdi
