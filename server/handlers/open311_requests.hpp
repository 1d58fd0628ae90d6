// SPDX-License-Identifier: Apache-2.0
// Reports as Open311 has them: those that everybody may see, made as rough as on the map.
#pragma once

#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server::open311 {

/// ?service_request_id=, service_code=, status= (lists with commas), start_date=, end_date= (by
/// whole days, 90 of them at most and unasked), page=, page_size=, extensions=true. Newest first.
/// request_format with the parameter's name.
Result<Value> request_list(const Services& services, const Request& request);
/// A list of one; not_found (/service_request_id).
Result<Value> one_request(const Services& services, const Request& request, std::string_view id);

}  // namespace kongdi::server::open311
