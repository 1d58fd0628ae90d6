// SPDX-License-Identifier: Apache-2.0
// How far people come on foot from a facility, or from an idle space, over the roads of the map.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?pace=standard, elder or wheelchair; standard when it is not said. field_choice (/pace).
Response show_facility_reach(const Services& services, const Request& request);
Response show_space_reach(const Services& services, const Request& request);

}  // namespace kongdi::server
