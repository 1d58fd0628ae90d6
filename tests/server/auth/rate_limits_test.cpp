// SPDX-License-Identifier: Apache-2.0
#include "server/auth/rate_limits.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kNowMs = 1'795'507'200'000;
constexpr RateClass kSend = RateClass::Send;
constexpr RateBy kSeat = RateBy::Seat;

std::uint32_t let_in(RateLimits& limits, RateClass rates, RateBy by, const std::string& who,
                     std::int64_t now_ms, int tries) {
    std::uint32_t out = 0;
    for (int i = 0; i < tries; ++i)
        if (limits.take(rates, by, who, now_ms).wait_s == 0) ++out;
    return out;
}

TEST(RateLimits, let_in_as_many_at_once_as_the_table_says_and_then_as_many_a_second) {
    RateLimits limits;
    const RateQuota quota = rate_row(kSend).quotas[static_cast<std::size_t>(kSeat)];
    EXPECT_EQ(let_in(limits, kSend, kSeat, "a", kNowMs, 1000), quota.at_once);
    EXPECT_EQ(limits.refused(kSend, kSeat), 1000 - quota.at_once);
    EXPECT_EQ(let_in(limits, kSend, kSeat, "b", kNowMs, 1), 1u) << "another one's is another's";
    EXPECT_EQ(let_in(limits, RateClass::Look, kSeat, "a", kNowMs, 1), 1u) << "so is another class";
    const std::int64_t later = kNowMs + 20'000;
    EXPECT_EQ(let_in(limits, kSend, kSeat, "a", later, 100),
              static_cast<std::uint32_t>(20 * quota.per_s));
    const std::int64_t rested = later + 3'600'000;
    EXPECT_EQ(let_in(limits, kSend, kSeat, "a", rested, 1000), quota.at_once);
}

TEST(RateLimits, say_what_is_left_and_when_to_come_again) {
    RateLimits limits;
    const RateQuota quota = limits.quota(kSend, kSeat);
    const RateStanding first = limits.take(kSend, kSeat, "a", kNowMs);
    EXPECT_EQ(first.quota, quota.at_once);
    EXPECT_EQ(first.left, quota.at_once - 1);
    EXPECT_EQ(first.window_s, static_cast<std::int64_t>(quota.at_once / quota.per_s));
    EXPECT_EQ(first.whole_s, 1);
    EXPECT_EQ(let_in(limits, kSend, kSeat, "a", kNowMs, 500), quota.at_once - 1);
    const RateStanding over = limits.take(kSend, kSeat, "a", kNowMs);
    EXPECT_EQ(over.left, 0u);
    ASSERT_EQ(over.wait_s, 1);
    EXPECT_EQ(limits.take(kSend, kSeat, "a", kNowMs + 900).wait_s, 1);
    EXPECT_EQ(limits.take(kSend, kSeat, "a", kNowMs + 1000).wait_s, 0) << "who tries loses nothing";
}

TEST(RateLimits, take_a_batch_whole_and_what_it_is_over_from_what_comes) {
    RateLimits limits;
    const std::uint32_t most = limits.quota(kSend, kSeat).at_once;
    EXPECT_EQ(limits.take(kSend, kSeat, "a", kNowMs, most + 10).wait_s, 0)
        << "ten more than there are";
    EXPECT_EQ(limits.take(kSend, kSeat, "a", kNowMs + 9'000).wait_s, 2);
    EXPECT_EQ(limits.take(kSend, kSeat, "a", kNowMs + 11'000).wait_s, 0);
    limits.take(kSend, kSeat, "b", kNowMs, 1'000'000);
    EXPECT_LE(limits.take(kSend, kSeat, "b", kNowMs).wait_s, 602) << "nobody is shut out for days";
}

TEST(RateLimits, a_clock_that_is_put_back_shuts_nobody_out) {
    RateLimits limits;
    let_in(limits, kSend, kSeat, "a", kNowMs, 500);
    const std::int64_t back = kNowMs - 30LL * 24 * 3'600'000;
    const std::int64_t wait_s = limits.take(kSend, kSeat, "a", back).wait_s;
    EXPECT_LE(wait_s, 602);
    EXPECT_EQ(limits.take(kSend, kSeat, "a", back + wait_s * 1000).wait_s, 0);
}

TEST(RateLimits, a_share_of_the_table_is_a_share_of_all_of_it) {
    const RateLimits half(50);
    const RateLimits tenfold(1000);
    const RateQuota whole = rate_row(RateClass::Look).quotas[0];
    EXPECT_EQ(half.quota(RateClass::Look, RateBy::Address).at_once, whole.at_once / 2);
    EXPECT_EQ(half.quota(RateClass::Look, RateBy::Address).per_s, whole.per_s / 2);
    EXPECT_EQ(tenfold.quota(RateClass::Look, RateBy::Address).at_once, whole.at_once * 10);
    EXPECT_GE(RateLimits(1).quota(RateClass::Guess, RateBy::Seat).at_once, 1u);
    EXPECT_EQ(RateLimits(1).quota(RateClass::Free, RateBy::Address).at_once, 0u) << "not counted";
}

TEST(RateLimits, a_flood_of_names_pushes_out_those_who_used_least_and_not_who_asked_too_much) {
    RateLimits limits(100, 512);
    let_in(limits, kSend, kSeat, "greedy", kNowMs, 500);
    for (int i = 0; i < 100'000; ++i)
        limits.take(kSend, kSeat, "one of many " + std::to_string(i), kNowMs);
    EXPECT_GT(limits.take(kSend, kSeat, "greedy", kNowMs).wait_s, 0);
}

TEST(RateLimits, many_threads_together_get_no_more_than_one) {
    RateLimits limits;
    std::atomic<std::uint32_t> in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { in += let_in(limits, kSend, kSeat, "a", kNowMs, 200); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(in, limits.quota(kSend, kSeat).at_once);
}

TEST(RateLimits, an_address_is_what_one_subscriber_has) {
    EXPECT_EQ(rate_address("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(rate_address("2001:db8:1:2::1"), rate_address("2001:db8:1:2:ffff::9"));
    EXPECT_NE(rate_address("2001:db8:1:2::1"), rate_address("2001:db8:1:3::1"));
    EXPECT_EQ(rate_address("::ffff:192.0.2.1"), "192.0.2.1");
    // RFC 6052, 2.4: the well-known prefix of translators.
    EXPECT_EQ(rate_address("64:ff9b::192.0.2.33"), "192.0.2.33");
    for (const char* own : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
        EXPECT_EQ(rate_address(own), "") << own;
    EXPECT_EQ(rate_address("whatever a front says: it counts"), "whatever a front says: it counts");
}

}  // namespace

}  // namespace kongdi::server::tests
