// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/indicators.hpp"

#include <cmath>

#include "core/api/indicator_messages.hpp"
#include "core/base/sha256.hpp"
#include "core/tile/simplify.hpp"
#include "server/handlers/index_indicators.hpp"
#include "server/handlers/scope.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kUsualClasses = 5;
constexpr std::int64_t kMostCommunities = 20'000;
constexpr double kOutlineTolerance = 3e-5;  // degrees, about three metres

Value ring_tree(const Ring& ring) {
    std::vector<tile::PlanePoint> line;
    for (const Wgs84Point point : ring) line.push_back({point.lon, point.lat});
    Value out = Value::list();
    for (const tile::PlanePoint point : tile::simplified(line, kOutlineTolerance)) {
        out.push(std::round(point.x * 1e5) / 1e5);
        out.push(std::round(point.y * 1e5) / 1e5);
    }
    return out;
}

}  // namespace

Response show_indicators(const Services& services, const Request& request) {
    std::vector<std::string> of_index;
    if (request.is_staff()) of_index = api::index_indicators(services.catalogue);
    return json_response(200, api::indicator_list_tree(of_index));
}

Response show_indicator(const Services& services, const Request& request) {
    const std::string& name = request.captured[0];
    const IndicatorRow* row = indicator(name);
    if (row == nullptr && !request.is_staff()) return refused(Error{ErrorCode::NotFound});
    std::size_t classes = kUsualClasses;
    if (const std::string_view asked = request.parameter("classes"); !asked.empty()) {
        classes = asked.size() == 1 ? static_cast<std::size_t>(asked[0] - '0') : 0;
        if (classes < 2 || classes > kMostClasses)
            return refused(Error{ErrorCode::RequestFormat, "/classes"});
    }
    auto method = std::optional(ClassMethod::Quantiles);
    if (const std::string_view asked = request.parameter("method"); !asked.empty())
        method = class_method_from_name(asked);
    if (!method) return refused(Error{ErrorCode::RequestFormat, "/method"});
    api::IndicatorMap map;
    if (row == nullptr) {
        auto values = index_values(services, name, request.account->scope);
        if (!values) return refused(values.error());
        map = api::indicator_map(name, api::index_indicator_scale(name), *std::move(values),
                                 *method, classes);
    } else {
        const auto facts = services.storage.community_facts();
        if (!facts) return refused(facts.error());
        map = api::indicator_map(*row, *facts, !sees_whole_city(request), *method, classes);
    }
    Response response = json_response(200, api::to_value(map));
    // Another answer for those who are logged in.
    response.with("Cache-Control", "private, no-store");
    return response;
}

Response show_community_outlines(const Services& services, const Request& request) {
    const auto rows =
        services.storage.map_rows({"community", Box{-180, -90, 180, 90}, 0, kMostCommunities});
    if (!rows) return refused(rows.error());
    Value communities = Value::list();
    for (const MapRow& row : *rows) {
        const auto* area = std::get_if<MultiPolygon>(&row.geometry);
        if (area == nullptr) continue;
        for (const Polygon& polygon : *area) {
            Value rings = Value::list();
            for (const Ring& ring : polygon.rings) rings.push(ring_tree(ring));
            communities.push(Value::map({{"code", row.code}, {"rings", std::move(rings)}}));
        }
    }
    Response response = json_response(200, Value::map({{"communities", std::move(communities)}}));
    const std::string tag = "\"" + sha256(response.body).substr(0, 20) + "\"";
    response.with("Cache-Control", "public, no-cache");
    response.with("ETag", tag);
    if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

}  // namespace kongdi::server
