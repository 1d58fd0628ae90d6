// SPDX-License-Identifier: Apache-2.0
// The tables, as a list of steps forward from an empty file.
#pragma once

#include <cstdint>

#include "server/storage/sqlite.hpp"

namespace kongdi::server {

/// Takes the file to the newest version, all steps or none; a file of a newer program is refused.
void migrate(Database& database, std::int64_t now_ms);

std::int64_t newest_schema_version();

}  // namespace kongdi::server
