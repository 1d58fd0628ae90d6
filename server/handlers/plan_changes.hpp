// SPDX-License-Identifier: Apache-2.0
// Downloads of the action plan that were edited and are given back.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// POST /api/v1/plan/changes/preview
Response preview_plan_changes(const Services& services, const Request& request);
/// POST /api/v1/plan/changes: server/handlers/given_form.hpp.
Response take_plan_changes(const Services& services, const Request& request);

}  // namespace kongdi::server
