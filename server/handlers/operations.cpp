// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/operations.hpp"

namespace kongdi::server {

Response show_health(const Services&, const Request&) {
    return json_response(200, Value::map({{"status", "alive"}}));
}

Response show_readiness(const Services& services, const Request&) {
    const auto ready = services.storage.ready();
    if (!ready) return refused(ready.error());
    return json_response(200, Value::map({{"status", "ready"}}));
}

}  // namespace kongdi::server
