// SPDX-License-Identifier: Apache-2.0
// Where the map looks: a centre in WGS-84 and a zoom, in spherical mercator. Double precision, so
// that nothing trembles at street scale.
#pragma once

#include "core/geometry/point.hpp"

namespace kongdi::map {

using LonLat = Wgs84Point;

/// The world is the square 0..1, north at the top.
struct World {
    double x = 0;
    double y = 0;
};
World to_world(LonLat point);
LonLat to_lon_lat(World world);

struct Camera {
    LonLat centre{120.123, 30.287};
    double zoom = 17;  // 256 px hold the world at zoom 0

    friend bool operator==(const Camera&, const Camera&) = default;
};

inline constexpr double kLeastZoom = 9;
inline constexpr double kMostZoom = 20;

/// CSS pixels for the whole world's width.
double world_px(const Camera& camera);
/// CSS pixels per metre on the ground at the centre.
double px_per_metre(const Camera& camera);
/// Offset from the middle of the view, CSS pixels.
void to_screen(const Camera& camera, LonLat point, double& x, double& y);
LonLat from_screen(const Camera& camera, double x, double y);
/// Moves the picture by CSS pixels.
Camera panned(const Camera& camera, double dx, double dy);
/// Zooms so that the point at (x, y) from the middle stays under the finger.
Camera zoomed(const Camera& camera, double steps, double x, double y);
/// The camera that shows a box with a margin.
Camera fitted(LonLat south_west, LonLat north_east, float width, float height);

}  // namespace kongdi::map
