// SPDX-License-Identifier: Apache-2.0
// Indicators by community, for the map and the list beside it.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/indicators: what there is; for staff also what the published index run says.
Response show_indicators(const Services& services, const Request& request);
/// GET /api/v1/indicators/{name}?classes=2-7&method=quantiles|equal_steps. To strangers small
/// numbers are kept back; what the index run says is of the scope of who asks.
Response show_indicator(const Services& services, const Request& request);

/// GET /api/v1/map/communities: outlines to be coloured, right to some metres, a row a polygon:
/// {"communities": [{"code", "rings": [[lon, lat, lon, lat, …], …]}]}
Response show_community_outlines(const Services& services, const Request& request);

}  // namespace kongdi::server
