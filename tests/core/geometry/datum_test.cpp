// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/datum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/geometry/distance.hpp"
#include "tests/support/random.hpp"

namespace kongdi {

namespace {

struct Vector {
    Wgs84Point wgs84;
    Gcj02Point gcj02;
    Bd09Point bd09;
};

// Computed apart from this program, seven digits (a centimetre).
constexpr Vector kVectors[] = {
    {{120.1551, 30.2741}, {120.1597945, 30.2717712}, {120.1663583, 30.2775992}},
    {{120.2640, 30.1836}, {120.2684623, 30.1811448}, {120.2749539, 30.1871735}},
    {{119.0420, 29.6090}, {119.0471725, 29.6065899}, {119.0535708, 29.6129174}},
};
constexpr double kSevenDigits = 6e-8;

double metres(double lon_a, double lat_a, double lon_b, double lat_b) {
    return distance_m({lon_a, lat_a}, {lon_b, lat_b});
}

Wgs84Point somewhere_in_china(tests::Random& random) {
    // Away from the rectangle's edge, where the shift begins in one step.
    return {random.real(73, 136.8), random.real(2, 55)};
}

}  // namespace

TEST(Datum, the_known_vectors_come_out_in_both_steps) {
    for (const Vector& row : kVectors) {
        const Gcj02Point gcj02 = to_gcj02(row.wgs84);
        EXPECT_NEAR(gcj02.lon, row.gcj02.lon, kSevenDigits);
        EXPECT_NEAR(gcj02.lat, row.gcj02.lat, kSevenDigits);
        const Bd09Point bd09 = to_bd09(gcj02);
        EXPECT_NEAR(bd09.lon, row.bd09.lon, kSevenDigits);
        EXPECT_NEAR(bd09.lat, row.bd09.lat, kSevenDigits);
    }
}

TEST(Datum, the_known_vectors_lead_back_to_wgs84) {
    for (const Vector& row : kVectors) {
        const Wgs84Point gcj02 = to_wgs84(row.gcj02.lon, row.gcj02.lat, Datum::Gcj02);
        EXPECT_LT(distance_m(gcj02, row.wgs84), 0.02);
        const Wgs84Point bd09 = to_wgs84(row.bd09.lon, row.bd09.lat, Datum::Bd09);
        EXPECT_LT(distance_m(bd09, row.wgs84), 0.02);
        const Wgs84Point wgs84 = to_wgs84(row.wgs84.lon, row.wgs84.lat, Datum::Wgs84);
        EXPECT_EQ(wgs84, row.wgs84);
    }
}

TEST(Datum, in_hangzhou_the_shift_is_five_hundred_metres_and_more) {
    for (const Vector& row : kVectors) {
        const double shift = metres(row.wgs84.lon, row.wgs84.lat, row.gcj02.lon, row.gcj02.lat);
        EXPECT_GT(shift, 500);
        EXPECT_LT(shift, 570);
    }
}

TEST(Datum, anywhere_in_china_gcj02_leads_back_within_a_millimetre) {
    tests::Random random(10);
    double worst_m = 0;
    for (int i = 0; i < 50'000; ++i) {
        const Wgs84Point point = somewhere_in_china(random);
        worst_m = std::max(worst_m, distance_m(to_wgs84(to_gcj02(point)), point));
    }
    EXPECT_LT(worst_m, 0.001);
}

TEST(Datum, in_hangzhou_gcj02_leads_back_within_two_hundredths_of_a_millimetre) {
    tests::Random random(11);
    for (int i = 0; i < 20'000; ++i) {
        const Wgs84Point point{random.real(118.3, 120.8), random.real(29.1, 30.6)};
        EXPECT_LT(distance_m(to_wgs84(to_gcj02(point)), point), 0.00002);
    }
}

TEST(Datum, anywhere_in_china_bd09_leads_back_within_a_millimetre) {
    tests::Random random(12);
    double worst_m = 0;
    for (int i = 0; i < 50'000; ++i) {
        const Gcj02Point point = to_gcj02(somewhere_in_china(random));
        const Gcj02Point back = to_gcj02(to_bd09(point));
        worst_m = std::max(worst_m, metres(back.lon, back.lat, point.lon, point.lat));
    }
    EXPECT_LT(worst_m, 0.001);
}

TEST(Datum, outside_chinas_rectangle_nothing_is_shifted) {
    for (const Wgs84Point point :
         {Wgs84Point{72.003, 30}, Wgs84Point{137.8348, 30}, Wgs84Point{110, 0.8292},
          Wgs84Point{110, 55.8272}, Wgs84Point{-0.1276, 51.5072}, Wgs84Point{151.2, -33.9}}) {
        EXPECT_EQ(to_gcj02(point), (Gcj02Point{point.lon, point.lat}));
        EXPECT_EQ(to_wgs84(Gcj02Point{point.lon, point.lat}), point);
    }
}

TEST(Datum, names_are_read_as_they_are_written) {
    for (int i = 0; i < static_cast<int>(Datum::Count_); ++i) {
        const auto datum = static_cast<Datum>(i);
        EXPECT_EQ(datum_from_name(datum_name(datum)), datum);
    }
    EXPECT_EQ(datum_name(Datum::Gcj02), "GCJ-02");
    for (const std::string_view bad : {"", "WGS84", "wgs-84", "GCJ-02 ", "CGCS2000"})
        EXPECT_FALSE(datum_from_name(bad)) << bad;
}

TEST(Datum, the_earth_ends_at_180_and_90_degrees) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    for (const double lon : {-180.0, 0.0, 180.0})
        for (const double lat : {-90.0, 0.0, 90.0}) EXPECT_TRUE(is_on_earth(lon, lat));
    EXPECT_FALSE(is_on_earth(std::nextafter(180.0, 181.0), 0));
    EXPECT_FALSE(is_on_earth(0, std::nextafter(-90.0, -91.0)));
    EXPECT_FALSE(is_on_earth(kNan, 0));
    EXPECT_FALSE(is_on_earth(0, kNan));
    EXPECT_FALSE(is_on_earth(kInfinite, 0));
    EXPECT_FALSE(is_on_earth(0, -kInfinite));
}

}  // namespace kongdi
