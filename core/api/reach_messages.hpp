// SPDX-License-Identifier: Apache-2.0
// How far people come on foot from one place, on the wire: the curves of 5, 10 and 15 minutes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"

namespace kongdi::api {

/// How fast: the names of planning/index.json.
inline constexpr std::array<std::string_view, 3> kPaces{"standard", "elder", "wheelchair"};
inline constexpr std::array<std::int64_t, 3> kReachMinutes{5, 10, 15};

struct ReachCurve {
    std::int64_t minutes = 0;
    double metres = 0;
    MultiPolygon area = {};
};
struct ReachCard {
    std::string pace = {};
    double metres_per_minute = 0;
    bool by_network = true;  // false: circles, as there is no road near
    std::vector<ReachCurve> curves = {};
};
Value to_value(const ReachCard& card);
Result<ReachCard> reach_card_of(const Value& tree);

}  // namespace kongdi::api
