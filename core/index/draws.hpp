// SPDX-License-Identifier: Apache-2.0
// How sure an index is: the city drawn many times, each time with the doubtful facilities there or
// not, and with satisfactions as far from the estimate as the raters leave open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/index/composite.hpp"

namespace kongdi {

struct Spread {
    double low = 0;  // 95 % of the draws lie from here
    double high = 0;
    std::int64_t best_rank = 0;  // and of their ranks; 1 is the highest index
    std::int64_t worst_rank = 0;
    double bottom = 0;  // the share of draws in which it is among the lowest
};

/// How many communities are the bottom share of so many.
std::int64_t bottom_count(std::int64_t communities, const IndexSettings& settings);

/// One for each community; those without an index stay out of all ranks, their spread is empty.
/// The same seed gives the same draws, on every machine; a community's own numbers depend on its
/// place in the list. settings.draws of 1 to kMostDraws.
std::vector<Spread> drawn(const CityInput& city, std::span<const CommunityScore> scores,
                          const IndexSettings& settings);

}  // namespace kongdi
