// SPDX-License-Identifier: Apache-2.0
// What a target of webhooks was told, and what waits for it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace kongdi::server {

struct WebhookMeter {
    explicit WebhookMeter(std::string named) : target(std::move(named)) {}

    const std::string target;
    // Since the start of this server.
    std::atomic<std::int64_t> delivered = 0;
    std::atomic<std::int64_t> failed = 0;
    // As this server saw it last.
    std::atomic<std::int64_t> waiting = 0;       // counted up to a bound
    std::atomic<std::int64_t> oldest_at_ms = 0;  // of what waits; 0 when nothing does
};

}  // namespace kongdi::server
