// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/reach_people.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/embedded.hpp"
#include "core/codec/json.hpp"
#include "core/geometry/distance.hpp"
#include "core/model/map_role.hpp"
#include "core/rules/small_numbers.hpp"
#include "server/reach/map_reader.hpp"
#include "server/reach/roads_around.hpp"
#include "server/reach/walker.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kMostBuildings = 50'000;  // more than lie within a quarter of an hour

struct House {
    double metres = std::numeric_limits<double>::infinity();
    double people = 0;
};

double people_in(const DemandPoint& point) {
    return point.people > 0 ? point.people : point.children + point.adults + point.elders;
}

/// Of whom is within so many metres.
double reached_within(const std::vector<House>& houses, double metres, bool people) {
    double out = 0;
    for (const House& house : houses)
        if (house.metres <= metres) out += people ? house.people : 1;
    if (!people) return out;
    return static_cast<double>(shown_count(std::llround(std::floor(out)), Release::Running));
}

}  // namespace

Result<PeopleReached> people_reached(Storage& storage, std::span<const Wgs84Point> points) {
    const Value tree = KONGDI_TRY(parse_own_json(embedded_file("planning/index.json")));
    const Value& reach = tree["reach"];
    const double detour = reach["detour"].number_or(1.3);
    NetworkSettings settings;
    settings.snap_m = reach["snap_m"].number_or(settings.snap_m);
    PeopleReached out;
    double farthest = 0;
    for (std::size_t pace = 0; pace < api::kPaces.size(); ++pace) {
        out.metres_per_minute[pace] = reach["speeds_m_min"][api::kPaces[pace]].number_or(0);
        if (out.metres_per_minute[pace] <= 0)
            return Error{ErrorCode::Internal, "planning/index.json"};
        farthest = std::max(farthest, out.metres_per_minute[pace] * kReachCurveMinutes);
    }
    const std::vector<RoadLine> roads =
        KONGDI_TRY(roads_around(storage, points, farthest + settings.snap_m));
    const WalkingNetwork network = roads.empty() ? WalkingNetwork::without_roads(points.front())
                                                 : WalkingNetwork(roads, settings);
    std::vector<House> houses;
    std::vector<Wgs84Point> middles;
    std::vector<std::optional<Foothold>> footholds;
    double all = 0;
    for (const MapRow& row : KONGDI_TRY(rows_in(storage, map_role_row(MapRole::Building).name,
                                                boxes_around(points, farthest), kMostBuildings))) {
        houses.push_back({.people = people_in(people_of(row.properties))});
        all += houses.back().people;
        middles.push_back(middle_of(row.geometry));
        footholds.push_back(network.foothold(network.plane().to_plane(middles.back())));
    }
    Walker walker(network);
    for (const Wgs84Point point : points) {
        const auto start = network.foothold(network.plane().to_plane(point));
        out.by_network = out.by_network && start.has_value();
        if (start) walker.walk(*start, farthest);
        for (std::size_t i = 0; i < houses.size(); ++i)
            // Whoever lives far from all roads is counted in a straight line, as in the index.
            houses[i].metres = std::min(
                houses[i].metres, start && footholds[i] ? walker.distance_m(*footholds[i])
                                                        : distance_m(point, middles[i]) * detour);
    }
    out.people = all > 0;
    for (std::size_t pace = 0; pace < api::kPaces.size(); ++pace)
        for (int minute = 0; minute <= kReachCurveMinutes; ++minute)
            out.reached[pace].push_back(
                houses.empty()
                    ? 0
                    : reached_within(houses, out.metres_per_minute[pace] * minute, out.people));
    return out;
}

}  // namespace kongdi::server
