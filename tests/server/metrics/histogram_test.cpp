// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace kongdi::server::tests {

namespace {

constexpr std::array<std::int64_t, 3> kBounds{1, 10, 100};

TEST(Histogram, a_bound_is_still_in_its_bucket) {
    Histogram counted(kBounds);
    for (const std::int64_t value : {0, 1, 2, 10, 11, 100, 101, 5000}) counted.observe(value);
    for (std::size_t i = 0; i <= kBounds.size(); ++i) EXPECT_EQ(counted.count(i), 2) << i;
    EXPECT_EQ(counted.sum(), 0 + 1 + 2 + 10 + 11 + 100 + 101 + 5000);
}

TEST(Histogram, nothing_is_lost_between_threads) {
    Histogram counted(kBounds);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&counted] {
            for (int i = 0; i < 50'000; ++i) counted.observe(i % 200);
        });
    for (std::thread& thread : threads) thread.join();
    std::int64_t all = 0;
    for (std::size_t i = 0; i <= kBounds.size(); ++i) all += counted.count(i);
    EXPECT_EQ(all, 200'000);
    EXPECT_EQ(counted.sum(), 4 * 250 * (199 * 200 / 2));
}

TEST(Histogram, bounds_rise_and_fit) {
    EXPECT_LE(kTimeBounds.size(), Histogram::kMostBounds);
    EXPECT_LE(kCountBounds.size(), Histogram::kMostBounds);
    EXPECT_TRUE(std::is_sorted(kTimeBounds.begin(), kTimeBounds.end()));
    EXPECT_TRUE(std::is_sorted(kCountBounds.begin(), kCountBounds.end()));
}

}  // namespace

}  // namespace kongdi::server::tests
