// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/plain_map.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/codec/geojson.hpp"
#include "server/handlers/plain_drawing.hpp"

namespace kongdi::server {

namespace {

constexpr int kLeastZoom = 9;
constexpr int kMostZoom = 19;
/// In a picture of this size more would be dust.
constexpr std::int64_t kMaxFeatures = 2500;

std::string coordinate(double degrees) {
    std::string out;
    append_coordinate(out, degrees);
    return out;
}

std::optional<Wgs84Point> point_of(std::string_view lon_text, std::string_view lat_text) {
    const auto lon = decimal_of(lon_text);
    const auto lat = decimal_of(lat_text);
    if (!lon || !lat || !is_on_earth(*lon, *lat)) return std::nullopt;
    return Wgs84Point{*lon, *lat};
}

/// A little more than is seen, for lines that are wide.
Box shown_box(const PlainMap& map) {
    constexpr double kMargin = 8;
    Box box;
    box.add(point_at(map, -kMargin, -kMargin));
    box.add(point_at(map, kPlainMapWidth + kMargin, kPlainMapHeight + kMargin));
    return box;
}

}  // namespace

std::optional<double> decimal_of(std::string_view text) {
    constexpr std::size_t kMaxDigits = 32;
    if (text.empty() || text.size() > kMaxDigits ||
        text.find_first_not_of("0123456789.-") != std::string_view::npos)
        return std::nullopt;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string_view asked_or_filled_in(const Request& request, std::string_view name) {
    return request.method == Method::Post ? request.field(name) : request.parameter(name);
}

std::optional<PlainMap> plain_map_of(const Request& request) {
    const auto point = [&request](std::string_view lon, std::string_view lat) {
        return point_of(asked_or_filled_in(request, lon), asked_or_filled_in(request, lat));
    };
    const auto centre = point("lon", "lat");
    if (!centre) return std::nullopt;
    PlainMap map;
    map.centre = *centre;
    if (const auto zoom = decimal_of(asked_or_filled_in(request, "zoom")))
        map.zoom = static_cast<int>(std::clamp<double>(*zoom, kLeastZoom, kMostZoom));
    map.chosen = point("point_lon", "point_lat");
    return map;
}

Parameters parameters_of(const PlainMap& map) {
    Parameters out{{"lon", coordinate(map.centre.lon)},
                   {"lat", coordinate(map.centre.lat)},
                   {"zoom", std::to_string(map.zoom)}};
    if (map.chosen) {
        out.emplace_back("point_lon", coordinate(map.chosen->lon));
        out.emplace_back("point_lat", coordinate(map.chosen->lat));
    }
    return out;
}

std::string plain_map_address(const PlainMap& map) {
    std::string out = "/plain/map.svg";
    char before = '?';
    for (const auto& [name, value] : parameters_of(map)) {
        out += before;
        out.append(name).append("=").append(value);
        before = '&';
    }
    return out;
}

PlainMap plain_map_over(const Box& box) {
    PlainMap map;
    if (box.empty()) {
        map.zoom = kLeastZoom;
        return map;
    }
    map.centre = box.centre();
    map.zoom = kMostZoom - 1;
    while (map.zoom > kLeastZoom) {
        const Box shown = shown_box(map);
        if (shown.contains({box.west, box.south}) && shown.contains({box.east, box.north})) break;
        --map.zoom;
    }
    return map;
}

Wgs84Point point_at(const PlainMap& map, double x, double y) {
    const Projection projection(map);
    return projection.back({x, y});
}

PlainMap moved(const PlainMap& map, std::string_view word) {
    PlainMap next = map;
    double x = kPlainMapWidth / 2.0;
    double y = kPlainMapHeight / 2.0;
    if (word == "in") next.zoom = std::min(map.zoom + 1, kMostZoom);
    if (word == "out") next.zoom = std::max(map.zoom - 1, kLeastZoom);
    if (word == "west") x = 0;
    if (word == "east") x = kPlainMapWidth;
    if (word == "north") y = 0;
    if (word == "south") y = kPlainMapHeight;
    const Wgs84Point centre = point_at(map, x, y);
    if (is_on_earth(centre.lon, centre.lat)) next.centre = centre;
    return next;
}

Response show_plain_map(const Services& services, const Request& request) {
    const auto map = plain_map_of(request);
    if (!map) return refused(Error{ErrorCode::CoordinatesRange, "/lon"});
    const auto part = services.storage.map_part(shown_box(*map), kMaxFeatures);
    if (!part) return refused(part.error());
    Response response;
    response.body = map_drawing(*map, *part);
    response.with("Content-Type", "image/svg+xml");
    response.with("Cache-Control", "private, max-age=3600");
    return response;
}

}  // namespace kongdi::server
