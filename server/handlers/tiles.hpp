// SPDX-License-Identifier: Apache-2.0
// The map in vector tiles, and what there is of it.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /tiles/{layer}/{z}/{x}/{y.mvt}. 204 where nothing lies, 404 where no tile can be.
Response show_tile(const Services& services, const Request& request);

/// GET /api/v1/map/about
Response show_map_about(const Services& services, const Request& request);

}  // namespace kongdi::server
