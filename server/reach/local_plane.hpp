// SPDX-License-Identifier: Apache-2.0
// A city on a flat sheet in metres: transverse mercator on the sphere of distance.hpp, true along
// the meridian through its origin and stretched by 1.2e-4 a hundred kilometres east or west of it.
#pragma once

#include <cmath>
#include <vector>

#include "core/geometry/point.hpp"

namespace kongdi::server {

/// Metres from the origin of a plane.
struct Metres {
    double east_m = 0;
    double north_m = 0;
    friend bool operator==(const Metres&, const Metres&) = default;
};

inline Metres operator+(Metres a, Metres b) { return {a.east_m + b.east_m, a.north_m + b.north_m}; }
inline Metres operator-(Metres a, Metres b) { return {a.east_m - b.east_m, a.north_m - b.north_m}; }
inline Metres operator*(double factor, Metres a) { return {factor * a.east_m, factor * a.north_m}; }
inline double dot(Metres a, Metres b) { return a.east_m * b.east_m + a.north_m * b.north_m; }
/// Positive where b points to the left of a.
inline double cross(Metres a, Metres b) { return a.east_m * b.north_m - a.north_m * b.east_m; }
inline double gap_m(Metres a, Metres b) { return std::sqrt(dot(a - b, a - b)); }

/// Where on the piece from a to b (0 to 1) the place nearest to p lies.
double nearest_part(Metres p, Metres a, Metres b);

/// The medians of longitudes and latitudes, in which a few points far away do not weigh; 0, 0 of no
/// points.
Wgs84Point middle_of(const std::vector<Wgs84Point>& points);

class LocalPlane {
public:
    explicit LocalPlane(Wgs84Point origin) : m_origin(origin) {}

    Metres to_plane(Wgs84Point point) const;
    Wgs84Point on_earth(Metres place) const;

private:
    Wgs84Point m_origin;
};

}  // namespace kongdi::server
