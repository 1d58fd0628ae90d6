// SPDX-License-Identifier: Apache-2.0
#include "server/reach/roads_around.hpp"

#include <algorithm>
#include <cmath>

#include "core/model/map_role.hpp"
#include "server/reach/road_rules.hpp"

namespace kongdi::server {

namespace {

/// Far more roads than lie within a quarter of an hour of anywhere.
constexpr std::int64_t kMostRoads = 50'000;
constexpr double kMetresOfDegree = 111'320;  // of latitude

}  // namespace

Box box_around(Wgs84Point point, double metres) {
    const double up = metres / kMetresOfDegree;
    const double along = up / std::max(0.1, std::cos(point.lat * 3.14159265358979 / 180));
    return {point.lon - along, point.lat - up, point.lon + along, point.lat + up};
}

Box box_around(std::span<const Wgs84Point> points, double metres) {
    Box out = box_around(points.front(), metres);
    for (const Wgs84Point point : points.subspan(1)) {
        const Box one = box_around(point, metres);
        out = {std::min(out.west, one.west), std::min(out.south, one.south),
               std::max(out.east, one.east), std::max(out.north, one.north)};
    }
    return out;
}

Result<std::vector<RoadLine>> roads_around(Storage& storage, std::span<const Wgs84Point> points,
                                           double metres) {
    const Box box = box_around(points, metres);
    std::vector<RoadLine> out;
    for (const MapRow& row :
         KONGDI_TRY(storage.map_rows({map_role_row(MapRole::Road).name, box, 0, kMostRoads})))
        if (const auto* line = std::get_if<Line>(&row.geometry);
            line != nullptr && is_walked(row.properties))
            out.push_back({*line, road_level(row.properties)});
    return out;
}

}  // namespace kongdi::server
