// SPDX-License-Identifier: Apache-2.0
// Why a community stands where it does: what each service costs it, and what would help.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/index/composite.hpp"

namespace kongdi {

/// Importance and performance (Martilla & James 1977): what to do about a service.
enum class Quadrant : std::uint8_t {
    Improve,      // important, people are not content
    KeepUp,       // important, people are content
    LowPriority,  // less important, people are not content
    MoreThanNeeded,
    Count_
};
std::string_view quadrant_name(Quadrant quadrant);
std::optional<Quadrant> quadrant_from_name(std::string_view name);

struct ServiceGap {
    std::size_t kind = 0;  // place in CityInput::kinds
    ServiceScore score = {};
    double gives = 0;  // points of the index
    double costs = 0;  // what is missing to full points; gives + costs = 100·weight
    /// What the index would gain if everybody were reached; if there were room for all; both.
    double by_reach = 0;
    double by_room = 0;
    double by_access = 0;
    double by_content = 0;  // and then, if everybody were content
    double unreached = 0;   // people (or buildings) of the need
    /// Means of 1 to 5; none where fewer than kLeastShown said.
    std::optional<double> satisfaction = {};
    std::optional<double> importance = {};
    std::optional<Quadrant> quadrant = {};
};

/// What separates the quadrants: the means of the services that can be shown.
struct QuadrantAxes {
    double satisfaction = 0;
    double importance = 0;
};

struct CommunityGaps {
    CommunityScore score = {};
    std::vector<ServiceGap> services = {};  // those that are needed; the most costly first
    std::optional<QuadrantAxes> axes = {};  // none with fewer than two services to compare
};

/// `community`: place in the city.
CommunityGaps gaps_of(const CityInput& city, std::size_t community, const IndexSettings& settings);
/// The same for who asks of many: with the model of all ratings of the city.
CommunityGaps gaps_of(const CityInput& city, std::size_t community, const IndexSettings& settings,
                      const SatisfactionModel& model);

}  // namespace kongdi
