// SPDX-License-Identifier: Apache-2.0
// How often a number fell between which bounds, counted from any thread without a lock: each count
// is right, those of one moment may be a request apart.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kongdi::server {

class Histogram {
public:
    static constexpr std::size_t kMostBounds = 14;

    /// Rising upper bounds, each of them still in its bucket, at most kMostBounds. They must live
    /// as long as this.
    explicit Histogram(std::span<const std::int64_t> bounds) : m_bounds(bounds) {}

    void observe(std::int64_t value) {
        std::size_t at = 0;
        while (at < m_bounds.size() && value > m_bounds[at]) ++at;
        m_counts[at].fetch_add(1, std::memory_order_relaxed);
        m_sum.fetch_add(value, std::memory_order_relaxed);
    }

    std::span<const std::int64_t> bounds() const { return m_bounds; }
    /// Of the bucket below a bound; the last one is of what is above all.
    std::int64_t count(std::size_t at) const {
        return m_counts[at].load(std::memory_order_relaxed);
    }
    std::int64_t sum() const { return m_sum.load(std::memory_order_relaxed); }

private:
    const std::span<const std::int64_t> m_bounds;
    std::array<std::atomic<std::int64_t>, kMostBounds + 1> m_counts{};
    std::atomic<std::int64_t> m_sum = 0;
};

/// Of times in microseconds: half a millisecond to ten seconds.
inline constexpr std::array<std::int64_t, 14> kTimeBounds{
    500,     1'000,   2'500,   5'000,     10'000,    25'000,    50'000,
    100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
/// Of how many did something together.
inline constexpr std::array<std::int64_t, 10> kCountBounds{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

}  // namespace kongdi::server
