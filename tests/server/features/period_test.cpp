// SPDX-License-Identifier: Apache-2.0
#include "server/features/period.hpp"

#include <gtest/gtest.h>

#include <string>

#include "core/base/time.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::int64_t kEarliest = Period().from_ms;
constexpr std::int64_t kLatest = Period().to_ms;

std::int64_t at(std::string_view utc) { return parse_time(utc).value(); }

TEST(PeriodTest, an_instant_may_have_an_offset_and_a_fraction) {
    const std::int64_t eight = at("2026-11-24T08:00:00Z");
    EXPECT_EQ(instant_of("2026-11-24T08:00:00Z"), eight);
    EXPECT_EQ(instant_of("2026-11-24t08:00:00z"), eight);
    EXPECT_EQ(instant_of("2026-11-24T16:00:00+08:00"), eight);
    EXPECT_EQ(instant_of("2026-11-24T02:30:00-05:30"), eight);
    EXPECT_EQ(instant_of("2026-11-24T08:00:00.1Z"), eight + 100);
    EXPECT_EQ(instant_of("2026-11-24T08:00:00.123456789Z"), eight + 123);
}

TEST(PeriodTest, what_is_no_instant_is_none) {
    for (const std::string_view text :
         {"", "2026-11-24T08:00:00", "2026-11-24T08:00:00.Z", "2026-11-24T08:00:00+8",
          "2026-11-24T08:00:00+24:00", "2026-13-24T08:00:00Z", "2026-02-30T08:00:00Z",
          "99999-01-01T00:00:00Z", "2026-11-24T08:00:00ZZ"})
        EXPECT_FALSE(instant_of(text)) << text;
}

TEST(PeriodTest, an_interval_may_be_open_at_one_end) {
    const std::int64_t first = at("2026-11-24T08:00:00Z");
    const std::int64_t last = at("2026-11-25T08:00:00Z");
    const std::string a = "2026-11-24T08:00:00Z";
    const std::string b = "2026-11-25T08:00:00Z";
    EXPECT_EQ(*period_of(a), (Period{first, first}));
    EXPECT_EQ(*period_of(a + "/" + b), (Period{first, last}));
    for (const std::string open : {"..", ""}) {
        EXPECT_EQ(*period_of(a + "/" + open), (Period{first, kLatest}));
        EXPECT_EQ(*period_of(open + "/" + b), (Period{kEarliest, last}));
    }
}

TEST(PeriodTest, a_date_is_a_whole_day_in_china) {
    const std::int64_t midnight = at("2026-11-23T16:00:00Z");
    EXPECT_EQ(*period_of("2026-11-24"), (Period{midnight, midnight + 86'400'000 - 1}));
    EXPECT_EQ(period_of("2026-11-24/2026-11-25")->to_ms, midnight + 2 * 86'400'000 - 1);
    EXPECT_EQ(day_of(midnight), day_of(midnight + 86'399'999));
    EXPECT_EQ(day_of(midnight - 1) + 1, day_of(midnight));
    EXPECT_EQ(day_of(at("1970-01-01T00:00:00Z")), 0);
    EXPECT_EQ(day_of(-8 * 3'600'000 - 1), -1);
}

TEST(PeriodTest, anything_else_is_refused_by_its_name) {
    const std::string day = "2026-11-24";
    for (const std::string& text :
         {std::string(), std::string("/"), std::string("../.."), std::string("../"),
          std::string("today"), day + "/" + day + "/" + day, "2026-11-25/" + day,
          std::string(100'000, '9'), day + std::string(1, '\0')}) {
        const auto period = period_of(text);
        ASSERT_FALSE(period) << text.substr(0, 40);
        EXPECT_EQ(period.error(), (Error{ErrorCode::RequestFormat, "/datetime"}));
    }
}

TEST(PeriodTest, periods_meet_when_they_share_a_moment) {
    EXPECT_TRUE((Period{1, 2}.meets({2, 3})));
    EXPECT_FALSE((Period{1, 2}.meets({3, 4})));
    EXPECT_TRUE((Period{1, 9}.meets({3, 4})));
    EXPECT_TRUE(Period().meets({3, 4}));
}

}  // namespace

}  // namespace kongdi::server::features
