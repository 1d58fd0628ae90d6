// SPDX-License-Identifier: Apache-2.0
// Whether browsers are told of what happens to a report, and which want to be.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// GET /api/v1/push: {"offered":true,"key"}, the key being what browsers subscribe by, or
/// {"offered":false}.
Response show_push(const Services& services, const Request& request);

/// POST /api/v1/my/push {"endpoint","keys":{"p256dh","auth"},"lang"}: 204. The same endpoint again
/// takes the place of what was kept of it; of more than five the oldest goes. not_found where
/// nothing is offered; errors name the field.
Response take_push(const Services& services, const Request& request);
/// POST /api/v1/my/push/stop {"endpoint"}: 204, also when it is not known.
Response stop_push(const Services& services, const Request& request);

}  // namespace kongdi::server
