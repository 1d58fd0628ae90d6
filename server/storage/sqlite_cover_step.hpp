// SPDX-License-Identifier: Apache-2.0
// The step of SQLite's tables for photos of which staff covered parts.
#pragma once

namespace kongdi::server {

inline constexpr const char* kSqliteCoverStep = R"sql(
-- Photos of which staff covered parts.
CREATE TABLE covered_photos (
    sha256     TEXT PRIMARY KEY,
    parts      TEXT NOT NULL,  -- rectangles, as JSON
    covered_by TEXT NOT NULL,
    at_ms      INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

}  // namespace kongdi::server
