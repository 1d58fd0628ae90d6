// SPDX-License-Identifier: Apache-2.0
#include "server/auth/work_gate.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kStartMs = 1'790'000'000'000;

class WorkGateTest : public ::testing::Test {
protected:
    /// So many a second, one after the other; whether work was asked for at the end.
    int come(int per_s, int seconds, WorkGate& gate) {
        int bits = 0;
        for (int i = 0; i < per_s * seconds; ++i)
            bits = gate.count(m_now_ms + std::int64_t{1000} * i / per_s);
        m_now_ms += std::int64_t{1000} * seconds;
        return bits;
    }
    WorkGate m_gate{WorkGate::Key{1, 2, 3}};
    std::int64_t m_now_ms = kStartMs;
};

TEST_F(WorkGateTest, a_wave_and_a_hall_are_as_usual) {
    EXPECT_EQ(come(20, 600, m_gate), 0) << "two million answers in ten evenings";
    EXPECT_EQ(m_gate.count(m_now_ms, 1500), 0) << "a hall that answers at once";
    EXPECT_EQ(come(499, 60, m_gate), 0);
}

TEST_F(WorkGateTest, twice_the_usual_for_some_seconds_is_not) {
    EXPECT_EQ(come(1000, 4, m_gate), 0);
    EXPECT_EQ(come(1000, 2, m_gate), kLeastGateBits);
}

TEST_F(WorkGateTest, work_is_asked_for_a_minute_longer_than_the_flood_lasts) {
    ASSERT_GT(come(2000, 10, m_gate), 0);
    EXPECT_EQ(m_gate.bits(m_now_ms + 59'000), kLeastGateBits);
    EXPECT_EQ(m_gate.bits(m_now_ms + 70'000), 0);
    m_now_ms += 70'000;
    EXPECT_EQ(come(100, 10, m_gate), 0) << "and it is as before";
}

TEST_F(WorkGateTest, it_gets_harder_by_what_gets_through_and_not_by_what_is_turned_away) {
    ASSERT_EQ(come(5000, 60, m_gate), kLeastGateBits);
    const auto work = [this](int n) { m_gate.passed(m_now_ms, static_cast<std::uint32_t>(n)); };
    work(2499);
    EXPECT_EQ(m_gate.bits(m_now_ms), kLeastGateBits);
    work(1);
    EXPECT_EQ(m_gate.bits(m_now_ms), kLeastGateBits + 1);
    work(100'000);
    EXPECT_EQ(m_gate.bits(m_now_ms), kMostGateBits);
    EXPECT_EQ(m_gate.bits(m_now_ms + 30'000), kLeastGateBits) << "and easier again";
    EXPECT_EQ(m_gate.counts.solved.load(), 3);
}

TEST_F(WorkGateTest, a_challenge_is_good_for_two_minutes_at_least_and_four_at_most) {
    const std::string challenge = m_gate.challenge(m_now_ms);
    EXPECT_EQ(challenge.size(), 16u);
    for (const std::int64_t later_ms : {std::int64_t{0}, kChallengeMs})
        EXPECT_TRUE(m_gate.is_current(challenge, m_now_ms + later_ms)) << later_ms;
    EXPECT_FALSE(m_gate.is_current(challenge, m_now_ms + 2 * kChallengeMs));
    EXPECT_FALSE(m_gate.is_current(challenge, m_now_ms - kChallengeMs)) << "not made in advance";
    EXPECT_NE(m_gate.challenge(m_now_ms + kChallengeMs), challenge);
    EXPECT_FALSE(m_gate.is_current("", m_now_ms));
}

TEST_F(WorkGateTest, servers_with_one_key_take_each_others_challenges_and_others_do_not) {
    const WorkGate same(WorkGate::Key{1, 2, 3});
    const WorkGate other(WorkGate::Key{1, 2, 4});
    EXPECT_TRUE(same.is_current(m_gate.challenge(m_now_ms), m_now_ms));
    EXPECT_FALSE(other.is_current(m_gate.challenge(m_now_ms), m_now_ms));
}

TEST_F(WorkGateTest, always_is_always) {
    const WorkGate always(WorkGate::Key{}, true);
    EXPECT_EQ(always.bits(m_now_ms), kLeastGateBits);
}

TEST_F(WorkGateTest, those_who_cannot_work_have_a_little_together) {
    int in = 0;
    for (int i = 0; i < 1000; ++i) in += m_gate.take_unworked(m_now_ms) ? 1 : 0;
    EXPECT_EQ(in, 100);
    EXPECT_EQ(m_gate.counts.turned_away.load(), 900);
    for (int i = 0; i < 1000; ++i) in += m_gate.take_unworked(m_now_ms + 1000) ? 1 : 0;
    EXPECT_EQ(in, 150);
}

TEST_F(WorkGateTest, a_clock_that_is_put_back_neither_ends_nor_prolongs_it_beyond_measure) {
    ASSERT_GT(come(2000, 10, m_gate), 0);
    EXPECT_EQ(m_gate.bits(m_now_ms - 3'600'000), 0);
    EXPECT_GT(m_gate.count(m_now_ms - 3'600'000), 0) << "the flood goes on";
    EXPECT_EQ(m_gate.bits(m_now_ms - 3'600'000 + 61'000), 0);
}

}  // namespace

}  // namespace kongdi::server::tests
