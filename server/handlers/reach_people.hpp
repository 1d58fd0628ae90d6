// SPDX-License-Identifier: Apache-2.0
// How many people one or several places reach on foot, minute by minute, at each of three paces.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/api/reach_messages.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

inline constexpr int kReachCurveMinutes = 15;

struct PeopleReached {
    bool by_network = true;  // false: straight lines, as there is no road near
    bool people = true;      // false: buildings, as no layer says who lives in them
    std::array<double, api::kPaces.size()> metres_per_minute = {};
    /// In the order of api::kPaces; at minute 0 to kReachCurveMinutes. People are rounded down to a
    /// multiple of kLeastShown, or the difference of two minutes would tell of a single building.
    std::array<std::vector<double>, api::kPaces.size()> reached = {};
};

/// From the nearest of the places, of which there is at least one.
Result<PeopleReached> people_reached(Storage& storage, std::span<const Wgs84Point> points);

}  // namespace kongdi::server
