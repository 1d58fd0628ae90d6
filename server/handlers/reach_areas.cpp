// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/reach_areas.hpp"

#include <algorithm>

#include "core/api/reach_messages.hpp"
#include "core/base/embedded.hpp"
#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "server/handlers/scope.hpp"
#include "server/reach/reach_area.hpp"
#include "server/reach/roads_around.hpp"

namespace kongdi::server {

namespace {

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

Result<api::ReachCard> curves_around(Storage& storage, Wgs84Point point, const Walk& walk) {
    std::vector<double> limits;
    for (const std::int64_t minutes : api::kReachMinutes)
        limits.push_back(static_cast<double>(minutes) * walk.metres_per_minute);
    const std::vector<RoadLine> roads =
        KONGDI_TRY(roads_around(storage, point, limits.back() + walk.network.snap_m));
    const WalkingNetwork network =
        roads.empty() ? WalkingNetwork::without_roads(point) : WalkingNetwork(roads, walk.network);
    api::ReachCard out{walk.pace, walk.metres_per_minute, true, {}};
    const std::vector<ReachArea> areas = reach_areas(network, point, limits, walk.area);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        out.by_network = out.by_network && areas[i].by_network;
        out.curves.push_back({api::kReachMinutes[i], areas[i].metres, areas[i].area});
    }
    return out;
}

Response answer(const Services& services, const Request& request, Wgs84Point point) {
    const auto walk = walk_of(request);
    if (!walk) return refused(walk.error());
    const auto card = curves_around(services.storage, point, *walk);
    if (!card) return refused(card.error());
    return json_response(200, api::to_value(*card));
}

}  // namespace

Response show_facility_reach(const Services& services, const Request& request) {
    const std::string& id = request.captured[0];
    if (!is_uuid_v7(id)) return refused(Error{ErrorCode::NotFound});
    const auto found = services.storage.facility(id);
    if (!found) return refused(found.error());
    if (!*found) return refused(Error{ErrorCode::NotFound});
    if (const auto error = out_of_scope(request, (*found)->facts.community)) return refused(*error);
    return answer(services, request, (*found)->facts.point);
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
