// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/exports.hpp"

#include "server/exports/running_exports.hpp"

namespace kongdi::server {

Response show_exports(const Services& services, const Request& request) {
    std::vector<api::ExportProgress> running;
    if (services.exports != nullptr) running = services.exports->of(request.account->name);
    return json_response(200, api::to_value(running));
}

Response stop_export(const Services& services, const Request& request) {
    if (services.exports == nullptr ||
        !services.exports->stop(request.account->name, request.captured[0]))
        return refused(Error{ErrorCode::NotFound});
    Response response;
    response.status = 204;
    return response;
}

}  // namespace kongdi::server
