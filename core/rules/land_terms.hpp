// SPDX-License-Identifier: Apache-2.0
// Which facilities the land-sale conditions of a plot must carry, by the three tiers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/programme.hpp"

namespace kongdi {

/// In the order of the kinds. Counts: `people` over the most that one of the kind serves, rounded
/// up; where the catalogue names only the fewest, over these, rounded down. Fewer people than the
/// fewest: shared with the plots around, none here. Without a number of people: one of each kind of
/// the plot's tier and of what grows with households, the rest for a planner to say. Floor: what so
/// many facilities take at least, or what the households call for where that is more.
std::vector<LandFacility> land_terms(std::span<const FacilityKind> kinds, std::int64_t households,
                                     std::int64_t people);

}  // namespace kongdi
