// SPDX-License-Identifier: Apache-2.0
// A wave whose last day is over, and that nobody closed.
#include "core/rules/wave_rules.hpp"
#include "tests/server/handlers/wave_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class WaveEndTest : public WaveFixture {
protected:
    static constexpr std::int64_t kEnd = kNowMs + 50 * kDayMs;
    std::string state() { return std::string(tree_of(read(path(""))).text("state")); }
    std::size_t told() { return tree_of(get("/api/v1/survey")).items("waves").size(); }
};

TEST_F(WaveEndTest, it_is_told_as_closed_and_may_be_published) {
    open_wave();
    answer(6);
    m_now_ms = kEnd - 1;
    EXPECT_EQ(state(), "open");
    EXPECT_EQ(told(), 1u);
    m_now_ms = kEnd;
    EXPECT_EQ(state(), "closed");
    EXPECT_EQ(tree_of(read("/api/v1/waves")).items("waves")[0].text("state"), "closed");
    EXPECT_EQ(tree_of(read(path("/progress")))["wave"].text("state"), "closed");
    EXPECT_EQ(tree_of(read(path("/results"))).text("state"), "closed");
    EXPECT_EQ(told(), 0u) << "until it is published";
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "publish"}})).status, 200);
    EXPECT_EQ(state(), "published");
    EXPECT_EQ(told(), 1u);
}

TEST_F(WaveEndTest, its_results_are_exact_once_late_answers_are_waited_for_no_longer) {
    open_wave();
    answer(12);
    m_now_ms = kEnd + kWaveLateMs - 1;
    Value row = row_of("community", std::string(kCommunityCode));
    EXPECT_EQ(row["satisfaction"]["n"].int_or(0), 10) << "one may still come";
    m_now_ms = kEnd + kWaveLateMs;
    row = row_of("community", std::string(kCommunityCode));
    EXPECT_EQ(row["satisfaction"]["n"].int_or(0), 12);
    EXPECT_EQ(storage().wave(id()).value()->state, WaveState::Closed);
}

TEST_F(WaveEndTest, before_its_first_day_nobody_is_asked) {
    Value tree = plan();
    tree.set("opens_at", format_time(kNowMs + kDayMs));
    ASSERT_EQ(post("/api/v1/waves", tree).status, 201);
    ASSERT_EQ(post(path("/events"), Value::map({{"move", "open"}})).status, 200);
    EXPECT_EQ(told(), 0u);
    answer(6);
    EXPECT_EQ(tree_of(read(path("/progress")))["answered"].int_or(-1), 0);
    m_now_ms = kNowMs + kDayMs;
    EXPECT_EQ(told(), 1u);
}

}  // namespace

}  // namespace kongdi::server::tests
