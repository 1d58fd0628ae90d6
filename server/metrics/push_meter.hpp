// SPDX-License-Identifier: Apache-2.0
// What browsers were told by Web Push, and what waits for them.
#pragma once

#include <atomic>
#include <cstdint>

namespace kongdi::server {

struct PushMeter {
    // Since the start of this server.
    std::atomic<std::int64_t> delivered = 0;
    std::atomic<std::int64_t> failed = 0;   // tries; what failed is tried again
    std::atomic<std::int64_t> gone = 0;     // subscriptions that their service no longer knows
    std::atomic<std::int64_t> refused = 0;  // messages that a service does not want
    std::atomic<std::int64_t> late = 0;     // messages given up, too old to be told
    // As this server saw it last.
    std::atomic<std::int64_t> waiting = 0;
};

}  // namespace kongdi::server
