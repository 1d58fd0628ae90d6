// SPDX-License-Identifier: Apache-2.0
// What this server answers, for programs: OpenAPI 3.0, made of THE routes table.
#pragma once

#include <string>
#include <string_view>

#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// `base`: where the server is reached. Names, limits and types of the table, and no more: what a
/// body holds is said by /api/v1/schema/{kind}.json, and checked by the same code.
Value api_document(std::string_view base);

/// GET /api/openapi.json
Response show_api_document(const Services& services, const Request& request);

}  // namespace kongdi::server
