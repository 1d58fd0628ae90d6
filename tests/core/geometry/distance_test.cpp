// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {
constexpr double kPi = 3.14159265358979323846;
}

TEST(Distance, a_degree_of_latitude_is_a_360th_of_the_circle) {
    const double degree_m = 2 * kPi * kEarthRadiusM / 360;
    EXPECT_NEAR(degree_m, 111'195.08, 0.01);
    EXPECT_NEAR(distance_m({120, 30}, {120, 31}), degree_m, 1e-4);
    EXPECT_NEAR(distance_m({120, 0}, {121, 0}), degree_m, 1e-4);
}

TEST(Distance, quarters_and_halves_of_the_circle_come_out) {
    const double half_m = kPi * kEarthRadiusM;
    EXPECT_NEAR(distance_m({0, 0}, {90, 0}), half_m / 2, 1e-3);
    EXPECT_NEAR(distance_m({0, 0}, {0, 90}), half_m / 2, 1e-3);
    EXPECT_NEAR(distance_m({0, 0}, {180, 0}), half_m, 1e-3);
    EXPECT_NEAR(distance_m({0, -90}, {77, 90}), half_m, 1e-3);
}

// On a sphere of this radius, by the spherical law of cosines.
TEST(Distance, from_hangzhou_to_beijing_and_shanghai) {
    const Wgs84Point hangzhou{120.1551, 30.2741};
    EXPECT_NEAR(distance_m(hangzhou, {116.4074, 39.9042}), 1'124'058, 2'000);
    EXPECT_NEAR(distance_m(hangzhou, {121.4737, 31.2304}), 165'000, 1'500);
    EXPECT_EQ(distance_m(hangzhou, hangzhou), 0);
}

TEST(Distance, the_line_of_dates_is_no_wall) {
    EXPECT_NEAR(distance_m({179.999, 10}, {-179.999, 10}), distance_m({0, 10}, {0.002, 10}), 1e-4);
}

TEST(Distance, agrees_with_the_law_of_cosines_and_is_the_same_both_ways) {
    tests::Random random(20);
    for (int i = 0; i < 10'000; ++i) {
        const Wgs84Point a{random.real(-180, 180), random.real(-90, 90)};
        const Wgs84Point b{random.real(-180, 180), random.real(-90, 90)};
        const double to_radians = kPi / 180;
        const double cosine = std::sin(a.lat * to_radians) * std::sin(b.lat * to_radians) +
                              std::cos(a.lat * to_radians) * std::cos(b.lat * to_radians) *
                                  std::cos((b.lon - a.lon) * to_radians);
        const double other = kEarthRadiusM * std::acos(std::clamp(cosine, -1.0, 1.0));
        ASSERT_NEAR(distance_m(a, b), other, 1.0);
        ASSERT_EQ(distance_m(a, b), distance_m(b, a));
    }
}

TEST(Distance, a_step_of_so_many_metres_is_as_long_as_it_says) {
    tests::Random random(21);
    const Wgs84Point from{120.1551, 30.2741};
    for (int i = 0; i < 1000; ++i) {
        const double east_m = random.real(-2000, 2000);
        const double north_m = random.real(-2000, 2000);
        const Wgs84Point there = moved_m(from, east_m, north_m);
        EXPECT_NEAR(distance_m(from, there), std::hypot(east_m, north_m), 1.0);
        EXPECT_EQ(there.lon > from.lon, east_m > 0);
        EXPECT_EQ(there.lat > from.lat, north_m > 0);
    }
}

}  // namespace kongdi
