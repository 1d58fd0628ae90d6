// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/map_points.hpp"

#include <algorithm>
#include <cmath>

#include "core/api/map_points.hpp"
#include "core/api/space_query.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/handlers/city.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr int kStaffDecimals = 6;
/// A tenth of a second of arc is 10 m: the space is found, the spot somebody stood on is not.
constexpr int kPublicDecimals = 4;
constexpr double kPublicStep = 1e-4;
constexpr std::int64_t kDayMs = 86'400'000;

/// A question that is exact tells what the answer does not: the place and the words of a report
/// could be found by asking often enough. So strangers ask with the same roughness as they are
/// answered.
std::optional<Error> too_exact(const SpaceFilter& filter) {
    if (!filter.text.empty()) return Error{ErrorCode::LoginNeeded, "/text"};
    if (filter.from_ms && !api::begins_a_day(*filter.from_ms))
        return Error{ErrorCode::LoginNeeded, "/from"};
    if (filter.before_ms && !api::begins_a_day(*filter.before_ms))
        return Error{ErrorCode::LoginNeeded, "/to"};
    return std::nullopt;
}

Wgs84Point rough(Wgs84Point point) {
    return {std::round(point.lon / kPublicStep) * kPublicStep,
            std::round(point.lat / kPublicStep) * kPublicStep};
}

Box grown(const Box& box) {
    return {box.west - kPublicStep, box.south - kPublicStep, box.east + kPublicStep,
            box.north + kPublicStep};
}

/// What is to be looked at of the store, and where the points shown must lie.
struct Asked {
    api::SpaceQuery query = {};
    Box view = {};
    FilterArea area = {};
    std::vector<ReportState> states = {};
};

Asked asked_by_strangers(const api::SpaceQuery& query, const Box& view) {
    Asked out{query, view, query.filter.area, query.filter.states};
    // Of what they see, more than one state may stand behind it.
    out.query.filter.states.clear();
    out.query.view = grown(view);
    const Box around = box_of(out.area);
    if (!around.empty()) out.query.filter.area = grown(around);
    out.query.sort = api::SpaceQuery().sort;
    out.query.descending = true;
    return out;
}

bool is_shown_to_all(const Space& space, const Asked& asked) {
    const auto state = shown_state(space.state);
    if (!state) return false;
    const auto& states = asked.states;
    if (!states.empty() && std::find(states.begin(), states.end(), *state) == states.end())
        return false;
    return space.published && asked.view.contains(space.point) && is_in(asked.area, space.point);
}

/// Midnights in between, in China.
std::int64_t age_days(std::int64_t received_at_ms, std::int64_t now_ms) {
    constexpr std::int64_t kChinaMs = 8 * 3'600'000;
    return (now_ms + kChinaMs) / kDayMs - (received_at_ms + kChinaMs) / kDayMs;
}

}  // namespace

Response show_map_points(const Services& services, const Request& request) {
    const auto view = box_of_text(request.parameter("bbox"));
    if (!view) return refused(view.error());
    const auto query = api::space_query_of(request.query);
    if (!query) return refused(query.error());
    const bool staff = request.is_staff();
    if (!staff)
        if (const auto error = too_exact(query->filter)) return refused(*error);
    Asked asked{*query, *view, {}, {}};
    asked.query.view = *view;
    if (staff)
        asked.query.within = within_scope(request);
    else
        asked = asked_by_strangers(*query, *view);
    const auto rows = services.storage.open_spaces(asked.query);
    if (!rows) return refused(rows.error());
    api::MapPoints points;
    Space space;
    while (points.size() < api::kMostMapPoints) {
        const auto more = (*rows)->next(space);
        if (!more) return refused(more.error());
        if (!*more) break;
        ReportState state = space.state;
        if (!staff) {
            space.point = rough(space.point);
            if (!is_shown_to_all(space, asked)) continue;
            state = *shown_state(state);
        }
        points.add(space.id, space.point, space.type, report_state_name(state),
                   age_days(space.received_at_ms, request.now_ms));
    }
    Response response;
    response.with("Content-Type", "application/json");
    // Another answer for those who are logged in.
    response.with("Cache-Control", "private, no-store");
    response.body = api::map_points_body(points, staff ? kStaffDecimals : kPublicDecimals);
    return response;
}

}  // namespace kongdi::server
