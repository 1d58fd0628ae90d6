// SPDX-License-Identifier: Apache-2.0
#include "server/http/lane.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <future>
#include <set>
#include <thread>

#include "server/storage/signal.hpp"

namespace kongdi::server {

namespace {

using namespace std::chrono_literals;

/// Deep enough to touch several pages of a stack.
int depth(int left) {
    volatile char page[4096];
    page[0] = static_cast<char>(left);
    return left == 0 ? page[0] : depth(left - 1) + 1;
}

template <class Done>
bool soon(const Done& done) {
    for (int i = 0; i < 5000 && !done(); ++i) std::this_thread::sleep_for(1ms);
    return done();
}

}  // namespace

TEST(Lane, a_thread_has_many_requests_under_way_that_wait) {
    constexpr int kMany = 500;
    std::vector<Signal*> waiting;
    std::mutex mutex;
    std::atomic<int> over = 0;
    std::set<pthread_t> threads;
    Lane lane(1, 1000, 1000);
    for (int i = 0; i < kMany; ++i)
        ASSERT_TRUE(lane.enqueue([&] {
            Signal done;
            {
                const std::lock_guard lock(mutex);
                waiting.push_back(&done);
                threads.insert(::pthread_self());
            }
            done.wait();
            ++over;
        }));
    ASSERT_TRUE(soon([&] {
        const std::lock_guard lock(mutex);
        return waiting.size() == kMany;
    }));
    EXPECT_EQ(over, 0);
    EXPECT_EQ(threads.size(), 1u);
    for (Signal* one : waiting) one->raise();
    EXPECT_TRUE(soon([&] { return over == kMany; }));
}

TEST(Lane, a_signal_raised_before_anyone_waits_is_not_lost) {
    std::atomic<int> over = 0;
    {
        Lane lane(2, 10, 1000);
        for (int i = 0; i < 200; ++i)
            ASSERT_TRUE(lane.enqueue([&] {
                Signal done;
                done.raise();
                done.wait();
                ++over;
            }));
    }
    EXPECT_EQ(over, 200);
}

TEST(Lane, what_is_too_much_is_refused_and_the_rest_is_done) {
    std::vector<Signal*> waiting;
    std::mutex mutex;
    std::atomic<int> over = 0;
    Lane lane(1, 2, 3);
    const auto work = [&] {
        Signal done;
        {
            const std::lock_guard lock(mutex);
            waiting.push_back(&done);
        }
        done.wait();
        ++over;
    };
    int taken = 0;
    for (int i = 0; i < 2; ++i) taken += lane.enqueue(work) ? 1 : 0;
    ASSERT_TRUE(soon([&] {
        const std::lock_guard lock(mutex);
        return waiting.size() == 2;
    }));
    // Two are under way and three may wait to be begun.
    for (int i = 0; i < 10; ++i) taken += lane.enqueue(work) ? 1 : 0;
    EXPECT_EQ(taken, 5);
    for (std::size_t raised = 0; raised < 5;) {
        const std::lock_guard lock(mutex);
        for (; raised < waiting.size(); ++raised) waiting[raised]->raise();
    }
    EXPECT_TRUE(soon([&] { return over == 5; }));
}

TEST(Lane, its_end_waits_for_what_was_accepted) {
    std::promise<Signal*> begun;
    std::atomic<bool> over = false;
    auto lane = std::make_unique<Lane>(1, 10, 10);
    ASSERT_TRUE(lane->enqueue([&] {
        Signal done;
        begun.set_value(&done);
        done.wait();
        over = true;
    }));
    Signal* const done = begun.get_future().get();
    std::thread later([done] {
        std::this_thread::sleep_for(50ms);
        done->raise();
    });
    lane->shutdown();
    EXPECT_TRUE(over);
    EXPECT_FALSE(lane->enqueue([] {}));
    later.join();
}

TEST(Lane, stacks_are_deep_enough_and_exceptions_stay_on_theirs) {
    std::atomic<int> caught = 0;
    {
        Lane lane(2, 50, 1000);
        for (int i = 0; i < 300; ++i)
            lane.enqueue([&caught] {
                try {
                    Signal done;
                    std::thread(&Signal::raise, &done).detach();
                    done.wait();
                    throw std::runtime_error(std::to_string(depth(20)));
                } catch (const std::runtime_error& thrown) {
                    caught += thrown.what() == std::string("20") ? 1 : 0;
                }
            });
    }
    EXPECT_EQ(caught, 300);
}

TEST(Signal, wakes_a_thread_that_blocks_after_the_last_time) {
    Signal done(3);
    std::atomic<int> raised = 0;
    std::thread other([&] {
        for (int i = 0; i < 3; ++i) {
            std::this_thread::sleep_for(5ms);
            ++raised;
            done.raise();
        }
    });
    done.wait();
    EXPECT_EQ(raised, 3);
    other.join();
}

}  // namespace kongdi::server
