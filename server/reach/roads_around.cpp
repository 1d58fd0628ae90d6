// SPDX-License-Identifier: Apache-2.0
#include "server/reach/roads_around.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

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

std::vector<Box> boxes_around(std::span<const Wgs84Point> points, double metres) {
    std::vector<Box> out;
    for (const Wgs84Point point : points) {
        Box box = box_around(point, metres);
        // One that grew may touch what it did not touch before.
        for (auto near = out.begin(); near != out.end();) {
            if (!near->touches(box)) {
                ++near;
                continue;
            }
            box.add(*near);
            out.erase(near);
            near = out.begin();
        }
        out.push_back(box);
    }
    return out;
}

Result<std::vector<MapRow>> rows_in(Storage& storage, std::string_view role,
                                    std::span<const Box> boxes, std::int64_t most_of_box) {
    std::vector<MapRow> out;
    std::unordered_set<std::int64_t> seen;
    for (const Box& box : boxes)
        for (MapRow& row : KONGDI_TRY(storage.map_rows({role, box, 0, most_of_box})))
            if (seen.insert(row.id).second) out.push_back(std::move(row));
    return out;
}

Result<std::vector<RoadLine>> roads_around(Storage& storage, std::span<const Wgs84Point> points,
                                           double metres) {
    std::vector<RoadLine> out;
    for (const MapRow& row : KONGDI_TRY(rows_in(storage, map_role_row(MapRole::Road).name,
                                                boxes_around(points, metres), kMostRoads)))
        if (const auto* line = std::get_if<Line>(&row.geometry);
            line != nullptr && is_walked(row.properties))
            out.push_back({*line, road_level(row.properties)});
    return out;
}

}  // namespace kongdi::server
