// SPDX-License-Identifier: Apache-2.0
// The step of PostgreSQL's tables for photos of which staff covered parts.
#pragma once

namespace kongdi::server {

inline constexpr const char* kPostgresCoverStep = R"sql(
-- Photos of which staff covered parts.
CREATE TABLE covered_photos (
    sha256     text COLLATE "C" PRIMARY KEY,
    parts      text COLLATE "C" NOT NULL,  -- rectangles, as JSON
    covered_by text COLLATE "C" NOT NULL,
    at_ms      bigint NOT NULL
);
)sql";

}  // namespace kongdi::server
