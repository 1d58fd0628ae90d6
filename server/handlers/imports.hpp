// SPDX-License-Identifier: Apache-2.0
// Layers of the map from files, for planners. The file is sent for a look and again to be imported:
// nothing is kept in between, so that any number of servers can take turns and nothing is left
// lying about.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// POST /api/v1/imports/preview: what would come of it.
Response preview_import(const Services& services, const Request& request);
/// POST /api/v1/imports: all layers of the files, or none.
Response take_import(const Services& services, const Request& request);
/// GET /api/v1/imports
Response show_imports(const Services& services, const Request& request);
/// POST /api/v1/imports/{id}/undo
Response undo_import(const Services& services, const Request& request);

}  // namespace kongdi::server
