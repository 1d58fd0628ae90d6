// SPDX-License-Identifier: Apache-2.0
// The pictures of the base map, as the page's own server hands them out.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /tiles/base/{z}/{x}/{y}. 204 where there is no picture, 404 where none can be.
Response show_base_tile(const Services& services, const Request& request);

}  // namespace kongdi::server
