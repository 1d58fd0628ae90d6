// SPDX-License-Identifier: Apache-2.0
// How far people come on foot from a facility, from an idle space, or from the nearest of the
// verified facilities of a kind that a community has, over the roads of the map.
#pragma once

#include <string>
#include <vector>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?pace=standard, elder or wheelchair; standard when it is not said. field_choice (/pace).
Response show_facility_reach(const Services& services, const Request& request);
Response show_space_reach(const Services& services, const Request& request);
/// Of /api/v1/communities/{code}/kinds/{kind}; with the boundary, and no curves where there is none
/// of the kind. community_code, field_choice (/kind).
Response show_community_reach(const Services& services, const Request& request);
/// Where those stand that the index counts in full: verified, and of the tier of their kind.
Result<std::vector<Wgs84Point>> verified_places(Storage& storage, const std::string& community,
                                                const FacilityKind& kind);

}  // namespace kongdi::server
