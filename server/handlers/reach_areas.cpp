// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/reach_areas.hpp"

#include <algorithm>

#include "core/api/reach_messages.hpp"
#include "core/base/embedded.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "core/model/map_role.hpp"
#include "server/handlers/reach_people.hpp"
#include "server/handlers/scope.hpp"
#include "server/reach/city_reach.hpp"
#include "server/reach/reach_area.hpp"
#include "server/reach/roads_around.hpp"

namespace kongdi::server {

namespace {

/// More of one kind than any community has.
constexpr std::int64_t kMostPlaces = 200;
constexpr std::int64_t kMostNeighbours = 200;  // communities that touch the box of one

struct Walk {
    std::string pace = {};
    double metres_per_minute = 0;
    NetworkSettings network = {};
    AreaSettings area = {};
};

/// Speeds are data (planning/index.json), not code.
Result<Walk> walk_of(const Request& request) {
    Walk out;
    out.pace = request.parameter("pace");
    if (out.pace.empty()) out.pace = api::kPaces[0];
    if (std::find(api::kPaces.begin(), api::kPaces.end(), out.pace) == api::kPaces.end())
        return Error{ErrorCode::FieldChoice, "/pace"};
    const Value tree = KONGDI_TRY(parse_own_json(embedded_file("planning/index.json")));
    const Value& reach = tree["reach"];
    out.metres_per_minute = reach["speeds_m_min"][out.pace].number_or(0);
    if (out.metres_per_minute <= 0) return Error{ErrorCode::Internal, "planning/index.json"};
    out.network.snap_m = reach["snap_m"].number_or(out.network.snap_m);
    out.area.detour = reach["detour"].number_or(out.area.detour);
    return out;
}

Result<api::ReachCard> curves_around(Storage& storage, std::span<const Wgs84Point> points,
                                     const Walk& walk) {
    std::vector<double> limits;
    for (const std::int64_t minutes : api::kReachMinutes)
        limits.push_back(static_cast<double>(minutes) * walk.metres_per_minute);
    const std::vector<RoadLine> roads =
        KONGDI_TRY(roads_around(storage, points, limits.back() + walk.network.snap_m));
    const WalkingNetwork network = roads.empty() ? WalkingNetwork::without_roads(points.front())
                                                 : WalkingNetwork(roads, walk.network);
    api::ReachCard out{.pace = walk.pace, .metres_per_minute = walk.metres_per_minute};
    const std::vector<ReachArea> areas = reach_areas(network, points, limits, walk.area);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        out.by_network = out.by_network && areas[i].by_network;
        out.curves.push_back({api::kReachMinutes[i], areas[i].metres, areas[i].area});
    }
    const PeopleReached people = KONGDI_TRY(people_reached(storage, points));
    out.counts_people = people.people;
    for (std::size_t pace = 0; pace < api::kPaces.size(); ++pace)
        out.people.push_back(
            {std::string(api::kPaces[pace]), people.metres_per_minute[pace], people.reached[pace]});
    return out;
}

Result<MultiPolygon> boundary_of(Storage& storage, const std::string& community) {
    const auto box = KONGDI_TRY(storage.community_box(community));
    if (!box) return MultiPolygon();
    const auto rows = KONGDI_TRY(
        storage.map_rows({map_role_row(MapRole::Community).name, *box, 0, kMostNeighbours}));
    for (const MapRow& row : rows)
        if (const auto* area = std::get_if<MultiPolygon>(&row.geometry);
            area != nullptr && row.code == community)
            return *area;
    return MultiPolygon();
}

Result<api::ReachCard> curves_of_community(Storage& storage, const std::string& community,
                                           const FacilityKind& kind, const Walk& walk) {
    std::vector<Wgs84Point> places = KONGDI_TRY(verified_places(storage, community, kind));
    api::ReachCard out{.pace = walk.pace, .metres_per_minute = walk.metres_per_minute};
    if (!places.empty()) out = KONGDI_TRY(curves_around(storage, places, walk));
    out.boundary = KONGDI_TRY(boundary_of(storage, community));
    out.places = std::move(places);
    return out;
}

Response answer(const Services& services, const Request& request, Wgs84Point point) {
    const auto walk = walk_of(request);
    if (!walk) return refused(walk.error());
    const auto card = curves_around(services.storage, std::span(&point, 1), *walk);
    if (!card) return refused(card.error());
    return json_response(200, api::to_value(*card));
}

}  // namespace

Result<std::vector<Wgs84Point>> verified_places(Storage& storage, const std::string& community,
                                                const FacilityKind& kind) {
    FacilityQuery query;
    query.community = community;
    query.kind = kind.code;
    query.limit = kMostPlaces;
    std::vector<Wgs84Point> out;
    for (const Facility& one : KONGDI_TRY(storage.facilities(query)).rows) {
        const auto found = KONGDI_TRY(reach_facility(storage, one, std::span(&kind, 1)));
        if (found && found->probability >= 1 && found->tier == kind.tier)
            out.push_back(found->point);
    }
    return out;
}

Response show_facility_reach(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    const auto found = services.storage.facility(id);
    if (!found) return refused(found.error());
    if (!*found) return refused(Error{ErrorCode::NotFound});
    if (const auto error = out_of_scope(request, (*found)->facts.community)) return refused(*error);
    return answer(services, request, (*found)->facts.point);
}

Response show_community_reach(const Services& services, const Request& request) {
    const std::string& community = request.captured[0];
    if (!is_community_code(community))
        return refused(Error{ErrorCode::CommunityCode, "/community"});
    if (const auto error = out_of_scope(request, community)) return refused(*error);
    const auto& kinds = services.catalogue.facilities;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const FacilityKind& one) {
        return one.code == request.captured[1];
    });
    if (kind == kinds.end()) return refused(Error{ErrorCode::FieldChoice, "/kind"});
    const auto walk = walk_of(request);
    if (!walk) return refused(walk.error());
    const auto card = curves_of_community(services.storage, community, *kind, *walk);
    if (!card) return refused(card.error());
    return json_response(200, api::to_value(*card));
}

Response show_space_reach(const Services& services, const Request& request) {
    const auto card = services.storage.space_card(request.captured[0]);
    if (!card) return refused(card.error());
    if (!*card) return refused(Error{ErrorCode::NotFound});
    if (const auto error = out_of_scope(request, (*card)->space.community.value_or("")))
        return refused(*error);
    return answer(services, request, (*card)->space.point);
}

}  // namespace kongdi::server
