// SPDX-License-Identifier: Apache-2.0
#include "server/exports/stand_back.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <thread>

#include "server/exports/read_ahead.hpp"

namespace kongdi::server::tests {

namespace {

cpu_set_t processors_of_this_thread() {
    cpu_set_t out = {};
    EXPECT_EQ(sched_getaffinity(0, sizeof(cpu_set_t), &out), 0);
    return out;
}

std::size_t first_of(const cpu_set_t& set) {
    std::size_t first = 0;
    while (!CPU_ISSET(first, &set)) ++first;
    return first;
}

/// All but the first, or all where there is but one.
int few_of(const cpu_set_t& all) { return std::max(CPU_COUNT(&all) - 1, 1); }

TEST(StandBack, a_download_leaves_the_first_processor_to_whoever_writes) {
    const cpu_set_t own = processors_of_this_thread();
    cpu_set_t download = {};
    cpu_set_t below = {};
    somebody_writes();
    std::thread([&] {
        leave_room();
        download = processors_of_this_thread();
        std::thread([&] {
            leave_room();
            below = processors_of_this_thread();
        }).join();
    }).join();
    EXPECT_EQ(CPU_COUNT(&download), few_of(own));
    if (CPU_COUNT(&own) > 1) {
        EXPECT_FALSE(CPU_ISSET(first_of(own), &download));
    }
    EXPECT_TRUE(CPU_EQUAL(&below, &download));
    const cpu_set_t after = processors_of_this_thread();
    EXPECT_TRUE(CPU_EQUAL(&after, &own)) << "nobody else moves";
}

TEST(StandBack, a_download_has_all_processors_again_when_nobody_wrote_for_a_while) {
    const cpu_set_t own = processors_of_this_thread();
    cpu_set_t during = {};
    cpu_set_t later = {};
    cpu_set_t below = {};
    somebody_writes();
    std::thread([&] {
        leave_room();
        during = processors_of_this_thread();
        std::this_thread::sleep_for(std::chrono::milliseconds(2'100));
        // One that begins with few, though nobody writes any more.
        std::thread([&] {
            leave_room();
            below = processors_of_this_thread();
        }).join();
        leave_room();
        later = processors_of_this_thread();
    }).join();
    EXPECT_EQ(CPU_COUNT(&during), few_of(own));
    EXPECT_TRUE(CPU_EQUAL(&later, &own));
    EXPECT_TRUE(CPU_EQUAL(&below, &own));
}

TEST(StandBack, rows_that_are_read_ahead_leave_it_too) {
    const cpu_set_t own = processors_of_this_thread();
    std::atomic<int> count = 0;
    somebody_writes();
    ReadAhead<int> rows([&](int& row) -> Result<bool> {
        const cpu_set_t here = processors_of_this_thread();
        count = CPU_COUNT(&here);
        return ++row < 3;
    });
    while (rows.next().value()) {
    }
    EXPECT_EQ(count, few_of(own));
}

}  // namespace

}  // namespace kongdi::server::tests
