// SPDX-License-Identifier: Apache-2.0
// For whoever runs the server: is it alive, can it do its work?
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

Response show_health(const Services& services, const Request& request);
/// 503 while the storage cannot be written to.
Response show_readiness(const Services& services, const Request& request);

}  // namespace kongdi::server
