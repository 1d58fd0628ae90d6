// SPDX-License-Identifier: Apache-2.0
// What a store's one writer did: how many shared a transaction, and how long it took.
#pragma once

#include "server/metrics/histogram.hpp"

namespace kongdi::server {

struct CommitMeter {
    Histogram together{kCountBounds};
    Histogram whole_us{kTimeBounds};       // from its beginning until it is safe
    Histogram safe_us{kTimeBounds};        // its end alone: until the disk has it
    std::atomic<std::int64_t> failed = 0;  // transactions of which nothing is there
};

}  // namespace kongdi::server
