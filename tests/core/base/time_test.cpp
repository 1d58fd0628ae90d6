// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.hpp"

#include <gtest/gtest.h>

#include "tests/support/random.hpp"

namespace kongdi {

TEST(Time, known_instants_are_read) {
    EXPECT_EQ(parse_time("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(parse_time("1970-01-01T00:00:00.001Z"), 1);
    EXPECT_EQ(parse_time("2001-09-09T01:46:40Z"), 1'000'000'000'000);
    EXPECT_EQ(parse_time("2026-11-24T08:00:00.000Z"), 1'795'507'200'000);
    EXPECT_EQ(parse_time("9999-12-31T23:59:59.999Z"), 253'402'300'799'999);
}

TEST(Time, a_fraction_of_one_two_or_three_digits_means_tenths_hundredths_or_thousandths) {
    EXPECT_EQ(parse_time("1970-01-01T00:00:00.5Z"), 500);
    EXPECT_EQ(parse_time("1970-01-01T00:00:00.05Z"), 50);
    EXPECT_EQ(parse_time("1970-01-01T00:00:00.005Z"), 5);
}

TEST(Time, the_29th_of_february_exists_in_leap_years_only) {
    for (const int year : {1972, 2000, 2024, 2028, 2400})
        EXPECT_TRUE(parse_time(std::to_string(year) + "-02-29T12:00:00Z")) << year;
    for (const int year : {1970, 1971, 2023, 2025, 2026, 2100, 2200, 2300})
        EXPECT_FALSE(parse_time(std::to_string(year) + "-02-29T12:00:00Z")) << year;
}

TEST(Time, no_month_is_longer_than_it_is) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
        const std::string front =
            std::string("2026-") + (month < 10 ? "0" : "") + std::to_string(month) + "-";
        EXPECT_TRUE(parse_time(front + std::to_string(kDays[month - 1]) + "T00:00:00Z"));
        EXPECT_FALSE(parse_time(front + std::to_string(kDays[month - 1] + 1) + "T00:00:00Z"));
    }
}

TEST(Time, what_is_no_instant_of_utc_is_none) {
    for (const std::string_view bad : {
             "",
             "2026",
             "2026-11-24",
             "2026-11-24T08:00Z",
             "2026-11-24T08:00:00",
             "2026-11-24 08:00:00Z",
             "2026-11-24t08:00:00z",
             "2026-11-24T08:00:00+00:00",
             "2026-11-24T08:00:00+08:00",
             "2026-11-24T24:00:00Z",
             "2026-11-24T08:60:00Z",
             "2026-11-24T08:00:60Z",
             "2026-00-24T08:00:00Z",
             "2026-13-24T08:00:00Z",
             "2026-11-00T08:00:00Z",
             "2026-11-31T08:00:00Z",
             "1969-12-31T23:59:59Z",
             "0000-01-01T00:00:00Z",
             "-026-11-24T08:00:00Z",
             "2026-11-24T08:00:00.Z",
             "2026-11-24T08:00:00.1234Z",
             "2026-11-24T08:00:00,5Z",
             "2026-11-24T08:00:00.5",
             "2026-11-24T08:00:00.5ZZ",
             "2026-11-24T08:00:00Z ",
             " 2026-11-24T08:00:00Z",
             "2026-1-24T08:00:00.0Z",
             "2026-11-4T08:00:00.00Z",
             "+026-11-24T08:00:00Z",
             "2026-11-24T+8:00:00Z",
             "2026-11-24T08:00:00.-5Z",
             "20261-1-24T08:00:00Z",
             "２０２６-11-24T08Z",
             "2026-11-24T08:00:0",
             "2026-W48-2T08:00:00Z",
             "Tue, 24 Nov 2026 GMT",
         })
        EXPECT_FALSE(parse_time(bad)) << bad;
}

TEST(Time, what_is_written_reads_back_and_sorts_as_it_happened) {
    tests::Random random(2);
    constexpr std::int64_t kLast = 253'402'300'799'999;
    for (int i = 0; i < 20'000; ++i) {
        const std::int64_t one = random.between(0, kLast);
        const std::int64_t other = random.between(0, kLast);
        EXPECT_EQ(format_time(one).size(), 24U);
        EXPECT_EQ(parse_time(format_time(one)), one);
        EXPECT_EQ(one < other, format_time(one) < format_time(other));
    }
}

TEST(Time, every_day_of_four_centuries_reads_back) {
    constexpr std::int64_t kDayMs = 86'400'000;
    for (std::int64_t day = 0; day < 146'097; ++day) {
        const std::int64_t noon = day * kDayMs + kDayMs / 2;
        ASSERT_EQ(parse_time(format_time(noon)), noon) << day;
    }
}

TEST(Time, a_clock_far_out_of_order_is_written_all_the_same) {
    EXPECT_EQ(format_time(253'402'300'800'000), "10000-01-01T00:00:00.000Z");
    EXPECT_EQ(format_time(-1), "1969-12-31T23:59:59.999Z");
}

TEST(Time, an_offset_moves_the_calendar_into_another_day_or_year) {
    const std::int64_t late = *parse_time("2026-12-31T18:30:45.250Z");
    const CivilTime hangzhou = civil_time(late, 8 * 60);
    EXPECT_EQ(hangzhou.year, 2027);
    EXPECT_EQ(hangzhou.month, 1);
    EXPECT_EQ(hangzhou.day, 1);
    EXPECT_EQ(hangzhou.hour, 2);
    EXPECT_EQ(hangzhou.minute, 30);
    EXPECT_EQ(hangzhou.second, 45);
    EXPECT_EQ(hangzhou.millisecond, 250);
    EXPECT_EQ(civil_time(0, -60).year, 1969);
    EXPECT_EQ(civil_time(0, -60).hour, 23);
}

}  // namespace kongdi
