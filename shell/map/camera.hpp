// SPDX-License-Identifier: Apache-2.0
// Where the map looks: a centre in WGS-84, a zoom and what is up, in spherical mercator. Double
// precision, so that nothing trembles at street scale.
#pragma once

#include "core/geometry/mercator.hpp"
#include "core/tile/tile_id.hpp"

namespace kongdi::map {

using LonLat = Wgs84Point;

struct Camera {
    LonLat centre{120.123, 30.287};
    double zoom = 17;    // 256 px hold the world at zoom 0
    double bearing = 0;  // degrees clockwise from north that are up

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

/// Cosine and sine of what is up.
struct Direction {
    double cosine = 1, sine = 0;
};
Direction direction_of(const Camera& camera);

struct ScreenPoint {
    float x = 0, y = 0;
};
/// The same for many points of one picture, with the middle of the view at (x, y).
class Projection {
public:
    Projection(const Camera& camera, float x, float y);
    ScreenPoint operator()(World world) const {
        const double east = world.x - m_centre.x;
        const double south = world.y - m_centre.y;
        return {m_x + static_cast<float>(m_cosine * east + m_sine * south),
                m_y + static_cast<float>(m_cosine * south - m_sine * east)};
    }

private:
    World m_centre;
    double m_cosine, m_sine;  // times the world's width
    float m_x, m_y;
};

World world_at(const Camera& camera, double x, double y);
LonLat from_screen(const Camera& camera, double x, double y);
/// Moves the picture by CSS pixels.
Camera panned(const Camera& camera, double dx, double dy);
/// Zooms so that the point at (x, y) from the middle stays under the finger.
Camera zoomed(const Camera& camera, double steps, double x, double y);
/// Turns around the point at (x, y) from the middle, which stays where it is.
Camera turned(const Camera& camera, double degrees, double x, double y);
/// The upright rectangle of the world that a view of this size shows.
tile::WorldBox world_view(const Camera& camera, double width, double height);
/// The camera that shows a box with a margin.
Camera fitted(LonLat south_west, LonLat north_east, float width, float height);

}  // namespace kongdi::map
