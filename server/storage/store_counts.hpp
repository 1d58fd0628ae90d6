// SPDX-License-Identifier: Apache-2.0
// How much a store holds.
#pragma once

#include <cstdint>
#include <optional>

namespace kongdi::server {

struct StoreCounts {
    std::int64_t last_event = 0;
    std::int64_t records = 0;
    std::int64_t photos = 0;
    std::int64_t photo_bytes = 0;                 // as they were sent
    std::int64_t database_bytes = 0;              // of PostgreSQL with the photos
    std::optional<std::int64_t> free_bytes = {};  // where the store lies; unknown of another host
};

}  // namespace kongdi::server
