// SPDX-License-Identifier: Apache-2.0
// Downloads of the register of facilities that were edited and are given back, for planners. The
// file is sent for a look and again to be applied, as layers of the map are; a digest of all that
// was shown comes with it, so that nothing else is done than what somebody saw.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// POST /api/v1/facilities/changes/preview
Response preview_facility_changes(const Services& services, const Request& request);
/// POST /api/v1/facilities/changes: all that can be applied, in one transaction. stale_version
/// (/digest) when the register, the file or the scope is no longer what was shown.
Response take_facility_changes(const Services& services, const Request& request);

}  // namespace kongdi::server
