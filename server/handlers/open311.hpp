// SPDX-License-Identifier: Apache-2.0
// Open311 GeoReport v2 below /open311/v2, as XML and as JSON: the types of idle space as services,
// what everybody sees of reports as requests, and reports from other programs on the way of any
// record. What is not needed is not taken: names, mail addresses and telephone numbers that
// programs of this standard send along are dropped unread.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// discovery, services and requests, each with .xml or .json.
Response show_open311_document(const Services& services, const Request& request);
Response show_open311_service(const Services& services, const Request& request);
Response show_open311_request(const Services& services, const Request& request);
/// requests.xml or requests.json.
Response take_open311_request(const Services& services, const Request& request);

}  // namespace kongdi::server
