// SPDX-License-Identifier: Apache-2.0
// The city: its name, its communities, its map, and the schemas of what is sent about it.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// "west,south,east,north"; request_format or coordinates_range of bbox.
Result<Box> box_of_text(std::string_view text);

/// api::City, and what a phone's store wants to know (web/store.js): `keep_days`, for how long what
/// was delivered stays there, and, of a store that was filled from a backup, `restored`
/// {"at","backup_of"}.
Response show_city(const Services& services, const Request& request);
/// ?bbox=west,south,east,north
Response show_map(const Services& services, const Request& request);
/// GET …/{kind}.json
Response show_schema(const Services& services, const Request& request);

}  // namespace kongdi::server
