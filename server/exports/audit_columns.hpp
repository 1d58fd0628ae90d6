// SPDX-License-Identifier: Apache-2.0
// The download of what happened: a row for each event, with who did it.
#pragma once

#include <optional>

#include "server/exports/columns.hpp"
#include "server/storage/event_log.hpp"

namespace kongdi::server {

struct AuditRow {
    LoggedEvent event = {};
    std::string id = {};                   // its number, as a text
    std::optional<Wgs84Point> point = {};  // the middle of the city; none without a map
};
Table<AuditRow> audit_table();

}  // namespace kongdi::server
