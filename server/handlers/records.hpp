// SPDX-License-Identifier: Apache-2.0
// Records: in, and what became of them.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// One record as JSON, or one a line as NDJSON with an answer on each line.
Response take_records(const Services& services, const Request& request);
/// For the record's own device, a worker or a planner.
Response show_record(const Services& services, const Request& request);
/// {"records": […]} of the device, newest first.
Response show_my_records(const Services& services, const Request& request);

/// The record of the path, when the one who asks may see it. not_found for others.
Result<StoredRecord> visible_record(const Services& services, const Request& request);

}  // namespace kongdi::server
