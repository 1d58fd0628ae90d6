// SPDX-License-Identifier: Apache-2.0
// Downloads under way, for whoever asked for them.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/exports: those that this account began on this server.
Response show_exports(const Services& services, const Request& request);
/// POST /api/v1/exports/{id}/stop: 204; not_found for one that is none of this account's, or has
/// ended. What was begun is not sent to its end: a file that was being made is refused with
/// export_stopped, one that was being sent is cut.
Response stop_export(const Services& services, const Request& request);

}  // namespace kongdi::server
