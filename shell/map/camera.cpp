// SPDX-License-Identifier: Apache-2.0
#include "shell/map/camera.hpp"

#include <algorithm>
#include <cmath>

namespace kongdi::map {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEarthCircumferenceM = 40'075'016.686;  // WGS-84 equator, as mercator uses it
constexpr double kMostLat = 85.05112878;                 // where the square world ends
constexpr double kTilePx = 256;

}  // namespace

World to_world(LonLat point) {
    const double lat = std::clamp(point.lat, -kMostLat, kMostLat) * kPi / 180;
    return {(point.lon + 180) / 360, (1 - std::asinh(std::tan(lat)) / kPi) / 2};
}

LonLat to_lon_lat(World world) {
    const double y = kPi * (1 - 2 * world.y);
    return {world.x * 360 - 180, std::atan(std::sinh(y)) * 180 / kPi};
}

double world_px(const Camera& camera) { return kTilePx * std::exp2(camera.zoom); }

double px_per_metre(const Camera& camera) {
    const double lat = camera.centre.lat * kPi / 180;
    return world_px(camera) / (kEarthCircumferenceM * std::cos(lat));
}

void to_screen(const Camera& camera, LonLat point, double& x, double& y) {
    const World centre = to_world(camera.centre);
    const World world = to_world(point);
    const double scale = world_px(camera);
    x = (world.x - centre.x) * scale;
    y = (world.y - centre.y) * scale;
}

LonLat from_screen(const Camera& camera, double x, double y) {
    const World centre = to_world(camera.centre);
    const double scale = world_px(camera);
    return to_lon_lat({centre.x + x / scale, centre.y + y / scale});
}

Camera panned(const Camera& camera, double dx, double dy) {
    Camera next = camera;
    next.centre = from_screen(camera, -dx, -dy);
    next.centre.lon = std::clamp(next.centre.lon, -180.0, 180.0);
    return next;
}

Camera zoomed(const Camera& camera, double steps, double x, double y) {
    const World under = to_world(from_screen(camera, x, y));
    Camera next = camera;
    next.zoom = std::clamp(camera.zoom + steps, kLeastZoom, kMostZoom);
    const double scale = world_px(next);
    next.centre = to_lon_lat({under.x - x / scale, under.y - y / scale});
    return next;
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
