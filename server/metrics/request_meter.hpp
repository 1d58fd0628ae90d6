// SPDX-License-Identifier: Apache-2.0
// Requests by what they asked for and what came of it.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "server/metrics/histogram.hpp"

namespace kongdi::server {

/// Of one row: a route, or what stands for all that has none.
struct RequestCounts {
    std::array<std::atomic<std::int64_t>, 5> by_class{};  // 1xx to 5xx
    Histogram us{kTimeBounds};
};

class RequestMeter {
public:
    explicit RequestMeter(std::size_t rows)
        : m_rows(std::make_unique<RequestCounts[]>(rows)), m_size(rows) {}

    void count(std::size_t row, int status, std::int64_t microseconds) {
        if (row >= m_size || status < 100 || status > 599) return;
        RequestCounts& counts = m_rows[row];
        counts.by_class[static_cast<std::size_t>(status / 100 - 1)].fetch_add(
            1, std::memory_order_relaxed);
        counts.us.observe(microseconds);
    }

    std::size_t size() const { return m_size; }
    const RequestCounts& row(std::size_t at) const { return m_rows[at]; }

private:
    const std::unique_ptr<RequestCounts[]> m_rows;
    const std::size_t m_size;
};

}  // namespace kongdi::server
