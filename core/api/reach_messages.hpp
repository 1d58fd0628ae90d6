// SPDX-License-Identifier: Apache-2.0
// How far people come on foot, on the wire: the curves of 5, 10 and 15 minutes around one place or
// around all facilities of a kind that a community has, and how many people live within them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"

namespace kongdi::api {

/// GET /{code}/kinds/{kind}/reach, as /reach of a facility and of a space.
inline constexpr std::string_view kCommunities = "/api/v1/communities";

/// How fast: the names of planning/index.json.
inline constexpr std::array<std::string_view, 3> kPaces{"standard", "elder", "wheelchair"};
inline constexpr std::array<std::int64_t, 3> kReachMinutes{5, 10, 15};

struct ReachCurve {
    std::int64_t minutes = 0;
    double metres = 0;
    MultiPolygon area = {};
};
/// How many live within so many minutes at one pace: at minute 0, 1, … to the last of
/// kReachMinutes.
struct PeopleCurve {
    std::string pace = {};
    double metres_per_minute = 0;
    std::vector<double> reached = {};
};
struct ReachCard {
    std::string pace = {};
    double metres_per_minute = 0;
    bool by_network = true;  // false: circles, as there is no road near
    std::vector<ReachCurve> curves = {};
    bool counts_people = true;             // false: buildings, as no layer says who lives in them
    std::vector<PeopleCurve> people = {};  // one a pace
    /// Of a community: its boundary, and the facilities that are walked from; no curves without.
    MultiPolygon boundary = {};
    std::vector<Wgs84Point> places = {};
};
Value to_value(const ReachCard& card);
Result<ReachCard> reach_card_of(const Value& tree);

}  // namespace kongdi::api
