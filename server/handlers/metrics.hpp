// SPDX-License-Identifier: Apache-2.0
// What the server tells of itself: requests, commits, what waits and how much it holds, in
// Prometheus' text format. Nothing of any resident: routes are patterns, and there are no labels
// of communities, accounts or addresses.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"
#include "server/metrics/push_meter.hpp"
#include "server/metrics/request_meter.hpp"
#include "server/metrics/webhook_meter.hpp"

namespace kongdi::server {

/// What a row of the meter counts.
struct RowName {
    std::string_view method = {};
    std::string_view route = {};
};

/// Who waits where in the server's front.
struct FrontFacts {
    std::size_t connections = 0;
    std::size_t for_lane = 0;  // whole requests that nobody has begun with
    std::size_t for_threads = 0;
    std::size_t parked_bytes = 0;  // of requests that have not arrived whole
};

struct Metrics {
    Metrics(std::vector<RowName> rows, std::int64_t now_ms)
        : names(std::move(rows)), started_ms(now_ms), requests(names.size()) {}

    const std::vector<RowName> names;
    const std::int64_t started_ms;
    RequestMeter requests;
    std::string token_sha256 = {};           // empty: only this machine may ask
    std::function<FrontFacts()> front = {};  // of the server that runs, if there is one

    /// One for each target of webhooks, if there are any.
    std::function<std::vector<const WebhookMeter*>()> webhooks = {};

    // Counting all rows is not for each question: kept for a minute.
    std::mutex mutex = {};
    std::optional<StoreCounts> counts = {};
    std::int64_t counted_ms = 0;

    const PushMeter* push = nullptr;  // null: nobody is told of anything by Web Push
};

/// The hash of the token in a file of one line; refuses one that could be guessed.
Result<std::string> metrics_token(const std::string& file);
bool has_metrics_token(const Metrics* metrics, const Request& request);

Response show_metrics(const Services& services, const Request& request);

}  // namespace kongdi::server
