// SPDX-License-Identifier: Apache-2.0
// Downloads of the register of facilities that were edited and are given back.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// POST /api/v1/facilities/changes/preview
Response preview_facility_changes(const Services& services, const Request& request);
/// POST /api/v1/facilities/changes: server/handlers/given_form.hpp.
Response take_facility_changes(const Services& services, const Request& request);

}  // namespace kongdi::server
