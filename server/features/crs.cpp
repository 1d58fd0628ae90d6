// SPDX-License-Identifier: Apache-2.0
#include "server/features/crs.hpp"

#include <array>
#include <cmath>

#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/features/gauss_kruger.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Crs, 9> kTable{{
    {"http://www.opengis.net/def/crs/OGC/1.3/CRS84", Axes::LonLat},
    {"http://www.opengis.net/def/crs/EPSG/0/4326", Axes::LatLon},
    {"http://www.opengis.net/def/crs/EPSG/0/4490", Axes::LatLon},
    {"http://www.opengis.net/def/crs/EPSG/0/4549", Axes::NorthEast, 120},
    {"http://www.opengis.net/def/crs/EPSG/0/4550", Axes::NorthEast, 123},
    {"http://www.opengis.net/def/crs/EPSG/0/4551", Axes::NorthEast, 126},
    {"http://www.opengis.net/def/crs/EPSG/0/4552", Axes::NorthEast, 129},
    {"http://www.opengis.net/def/crs/EPSG/0/4553", Axes::NorthEast, 132},
    {"http://www.opengis.net/def/crs/EPSG/0/4554", Axes::NorthEast, 135},
}};

void append_metres(std::string& out, double metres) {
    append_number(out, std::round(metres * 1000) / 1000);
}

}  // namespace

std::span<const Crs> crs_table() { return kTable; }

const Crs* crs_of_uri(std::string_view uri) {
    for (const Crs& crs : kTable)
        if (crs.uri == uri) return &crs;
    return nullptr;
}

std::optional<Position> in_crs(const Crs& crs, Wgs84Point point) {
    switch (crs.axes) {
        case Axes::LonLat: return Position{point.lon, point.lat};
        case Axes::LatLon: return Position{point.lat, point.lon};
        case Axes::NorthEast: break;
    }
    const auto grid = on_grid(point, crs.central_meridian);
    if (!grid) return std::nullopt;
    return Position{grid->north_m, grid->east_m};
}

void append_position(std::string& out, const Crs& crs, Position position) {
    const auto append = crs.is_grid() ? append_metres : append_coordinate;
    out += '[';
    append(out, position.x);
    out += ',';
    append(out, position.y);
    out += ']';
}

}  // namespace kongdi::server::features
