// SPDX-License-Identifier: Apache-2.0
// The map of the pages without script: a picture of one size, since a tap on it comes back as
// pixels of that size.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/geometry/box.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/plain_page.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Pixels; fits a phone of 320 with its margins.
inline constexpr int kPlainMapWidth = 288;
inline constexpr int kPlainMapHeight = 320;

struct PlainMap {
    Wgs84Point centre = {};
    int zoom = 16;  // as of web maps: the world is 256 × 2^zoom pixels wide
    std::optional<Wgs84Point> chosen = {};
};

/// A field of a POST, a parameter of any other request; empty when absent.
std::string_view asked_or_filled_in(const Request& request, std::string_view name);

/// From lon, lat, zoom, point_lon, point_lat; none without a centre, or when one is no number or
/// not on earth.
std::optional<PlainMap> plain_map_of(const Request& request);
/// The other way, for links and hidden fields.
Parameters parameters_of(const PlainMap& map);
std::string plain_map_address(const PlainMap& map);

/// A map that shows all of a box.
PlainMap plain_map_over(const Box& box);
/// The point under a pixel, counted from the upper left corner.
Wgs84Point point_at(const PlainMap& map, double x, double y);
/// By half a picture ("north", "south", "east", "west") or a step of zoom ("in", "out"); any other
/// word changes nothing.
PlainMap moved(const PlainMap& map, std::string_view word);

/// Plain decimal digits as people and forms write them; none for anything else.
std::optional<double> decimal_of(std::string_view text);

/// GET /plain/map.svg: what /api/v1/map knows of the rectangle, drawn.
Response show_plain_map(const Services& services, const Request& request);

}  // namespace kongdi::server
