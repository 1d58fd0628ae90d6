// SPDX-License-Identifier: Apache-2.0
// Downloads of the programme that were edited and are given back.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// POST /api/v1/programme/changes/preview
Response preview_programme_changes(const Services& services, const Request& request);
/// POST /api/v1/programme/changes: server/handlers/given_form.hpp.
Response take_programme_changes(const Services& services, const Request& request);

}  // namespace kongdi::server
