// SPDX-License-Identifier: Apache-2.0
// What proposals must know beside the run: which services the plan builds already, and what floor
// communities have.
#pragma once

#include <span>
#include <vector>

#include "core/matching/chosen_complexes.hpp"
#include "server/reach/reach.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// Each kind of each item of the plan that uses a space, as a facility that is there for certain:
/// from its listing on, until its effect is measured, as the register has it by then. Items without
/// a space have no place and reach nobody yet; a space that was given back holds nothing.
Result<std::vector<ReachFacility>> planned_services(Storage& storage,
                                                    std::span<const FacilityKind> kinds);

/// Households, and the floor of verified facilities of these kinds, by community.
Result<std::vector<CommunityStock>> community_stock(Storage& storage, const CityInput& city,
                                                    std::span<const std::string> kinds);

}  // namespace kongdi::server
