// SPDX-License-Identifier: Apache-2.0
// The tables, as a list of steps forward from an empty file.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "server/storage/sqlite.hpp"

namespace kongdi::server {

/// What can be made again from the events, in the order it must be emptied.
inline constexpr std::array<std::string_view, 7> kDerivedTables{
    "space_counts", "spaces", "record_photos", "conflicts", "photos", "records", "receipt_counters",
};

/// Takes the file to the newest version, all steps or none; a file of a newer program is refused.
void migrate(Database& database, std::int64_t now_ms);

std::int64_t newest_schema_version();

}  // namespace kongdi::server
