// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/map_points.hpp"

#include "core/api/map_points.hpp"
#include "core/api/messages.hpp"
#include "server/handlers/city.hpp"

namespace kongdi::server {

namespace {

constexpr int kStaffDecimals = 6;
/// A tenth of a second of arc is 10 m: the space is found, the spot somebody stood on is not.
constexpr int kPublicDecimals = 4;
constexpr std::int64_t kDayMs = 86'400'000;

}  // namespace

Response show_map_points(const Services& services, const Request& request) {
    const auto box = box_of_text(request.parameter("bbox"));
    if (!box) return refused(box.error());
    std::vector<Pair> filter = request.query;
    std::erase_if(filter, [](const Pair& pair) { return pair.first == "bbox"; });
    const auto query = api::space_query_of(filter);
    if (!query) return refused(query.error());
    const auto rows = services.storage.open_spaces(*query);
    if (!rows) return refused(rows.error());
    api::MapPoints points;
    Space space;
    while (points.size() < api::kMostMapPoints) {
        const auto more = (*rows)->next(space);
        if (!more) return refused(more.error());
        if (!*more) break;
        if (!box->contains(space.point)) continue;
        // Everybody sees what was agreed to be shown to everybody.
        if (!request.is_staff() && (!space.published || space.state == ReportState::Withdrawn))
            continue;
        points.add(space.id, space.point, space.type, report_state_name(space.state),
                   (request.now_ms - space.received_at_ms) / kDayMs);
    }
    Response response;
    response.with("Content-Type", "application/json");
    // Another answer for those who are logged in.
    response.with("Cache-Control", "private, no-store");
    response.body =
        api::map_points_body(points, request.is_staff() ? kStaffDecimals : kPublicDecimals);
    return response;
}

}  // namespace kongdi::server
