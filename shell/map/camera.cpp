// SPDX-License-Identifier: Apache-2.0
#include "shell/map/camera.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::map {

namespace {

constexpr double kTilePx = 256;
constexpr double kDegree = 3.14159265358979323846 / 180;

}  // namespace

double world_px(const Camera& camera) { return kTilePx * std::exp2(camera.zoom); }

double px_per_metre(const Camera& camera) {
    return world_px(camera) / world_width_m(camera.centre.lat);
}

void to_screen(const Camera& camera, LonLat point, double& x, double& y) {
    const World centre = to_world(camera.centre);
    const World world = to_world(point);
    const double scale = world_px(camera);
    const double east = (world.x - centre.x) * scale;
    const double south = (world.y - centre.y) * scale;
    const double c = std::cos(camera.bearing * kDegree);
    const double s = std::sin(camera.bearing * kDegree);
    x = c * east + s * south;
    y = c * south - s * east;
}

Direction direction_of(const Camera& camera) {
    return {std::cos(camera.bearing * kDegree), std::sin(camera.bearing * kDegree)};
}

Projection::Projection(const Camera& camera, float x, float y)
    : m_centre(to_world(camera.centre)),
      m_cosine(direction_of(camera).cosine * world_px(camera)),
      m_sine(direction_of(camera).sine * world_px(camera)),
      m_x(x),
      m_y(y) {}

World world_at(const Camera& camera, double x, double y) {
    const World centre = to_world(camera.centre);
    const double scale = world_px(camera);
    const double c = std::cos(camera.bearing * kDegree);
    const double s = std::sin(camera.bearing * kDegree);
    return {centre.x + (c * x - s * y) / scale, centre.y + (s * x + c * y) / scale};
}

LonLat from_screen(const Camera& camera, double x, double y) {
    return to_lon_lat(world_at(camera, x, y));
}

namespace {

/// The camera shifted so that the point of the world is seen at (x, y).
Camera with_point_at(Camera camera, World world, double x, double y) {
    const World seen = world_at(camera, x, y);
    const World centre = to_world(camera.centre);
    camera.centre = to_lon_lat({centre.x + world.x - seen.x, centre.y + world.y - seen.y});
    camera.centre.lon = std::clamp(camera.centre.lon, -180.0, 180.0);
    return camera;
}

}  // namespace

Camera panned(const Camera& camera, double dx, double dy) {
    return with_point_at(camera, world_at(camera, -dx, -dy), 0, 0);
}

Camera zoomed(const Camera& camera, double steps, double x, double y) {
    Camera next = camera;
    next.zoom = std::clamp(camera.zoom + steps, kLeastZoom, kMostZoom);
    return with_point_at(next, world_at(camera, x, y), x, y);
}

Camera turned(const Camera& camera, double degrees, double x, double y) {
    Camera next = camera;
    next.bearing = std::remainder(camera.bearing + degrees, 360);
    return with_point_at(next, world_at(camera, x, y), x, y);
}

tile::WorldBox world_view(const Camera& camera, double width, double height) {
    tile::WorldBox box{{2, 2}, {-1, -1}};
    for (const double x : {-width / 2, width / 2})
        for (const double y : {-height / 2, height / 2}) {
            const World at = world_at(camera, x, y);
            box.low = {std::min(box.low.x, at.x), std::min(box.low.y, at.y)};
            box.high = {std::max(box.high.x, at.x), std::max(box.high.y, at.y)};
        }
    return box;
}

Camera fitted(LonLat south_west, LonLat north_east, float width, float height) {
    const World a = to_world(south_west);
    const World b = to_world(north_east);
    Camera camera;
    camera.centre = to_lon_lat({(a.x + b.x) / 2, (a.y + b.y) / 2});
    constexpr double kMargin = 0.86;
    const double w = std::max(std::fabs(b.x - a.x), 1e-9);
    const double h = std::max(std::fabs(b.y - a.y), 1e-9);
    const double scale =
        kMargin * std::min(static_cast<double>(width) / w, static_cast<double>(height) / h);
    camera.zoom = std::clamp(std::log2(scale / kTilePx), kLeastZoom, kMostZoom);
    return camera;
}

}  // namespace kongdi::map
