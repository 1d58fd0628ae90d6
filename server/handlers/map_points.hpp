// SPDX-License-Identifier: Apache-2.0
// What was reported, as points for the map.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// ?bbox=west,south,east,north and the filter of core/api/space_query.hpp: at most
/// api::kMostMapPoints, the newest first. Strangers get places to about ten metres and nothing that
/// was withdrawn, and can ask no closer than that: whole days, no words.
Response show_map_points(const Services& services, const Request& request);

}  // namespace kongdi::server
