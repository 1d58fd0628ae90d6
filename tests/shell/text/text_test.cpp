// SPDX-License-Identifier: Apache-2.0
#include "shell/text/text.hpp"

#include <gtest/gtest.h>

namespace kongdi::text {
namespace {

constexpr std::int64_t kNoon = 1'772'683'200'000;  // 2026-03-05T04:00:00Z, noon in China

TEST(Text, writes_numbers_with_commas_from_ten_thousand) {
    const Text text(Language::Zh);
    EXPECT_EQ(text.number(2026), "2026");
    EXPECT_EQ(text.number(12345.678, 2), "12,345.68");
    EXPECT_EQ(text.number(-0.04, 1), "0.0");
    EXPECT_EQ(text.number(-6.2, 1), "−6.2");
    EXPECT_EQ(text.number(1e18 / 0.0), "–");
}

TEST(Text, writes_distances_as_people_say_them) {
    const Text text(Language::Zh);
    EXPECT_EQ(text.distance_m(23.4), "23 米");
    EXPECT_EQ(text.distance_m(999.9), "1.0 公里");
    EXPECT_EQ(text.distance_m(12'300), "12 公里");
    EXPECT_EQ(Text(Language::En).distance_m(23.4), "23 m");
}

TEST(Text, says_today_and_yesterday_by_the_local_calendar) {
    const Text text(Language::Zh);
    EXPECT_EQ(text.moment(kNoon, kNoon + 3'600'000), "今天 12:00");
    EXPECT_EQ(text.moment(kNoon, kNoon + 13 * 3'600'000), "昨天 12:00");
    EXPECT_EQ(text.moment(kNoon, kNoon + 3 * 86'400'000ll), "3月5日 12:00");
    EXPECT_EQ(text.moment(kNoon, kNoon + 400 * 86'400'000ll), "2026年3月5日");
}

TEST(Text, follows_the_clock_of_the_phone) {
    Text text(Language::En);
    text.set_utc_offset_min(0);
    EXPECT_EQ(text.moment(kNoon, kNoon), "today 04:00");
    EXPECT_EQ(text.date(kNoon), "5 Mar 2026");
}

}  // namespace
}  // namespace kongdi::text
