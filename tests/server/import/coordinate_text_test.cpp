// SPDX-License-Identifier: Apache-2.0
#include "server/import/coordinate_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kongdi::server::tests {

namespace {

TEST(CoordinateText, a_number_may_name_its_side_of_the_earth) {
    for (const std::string text : {"120.1551", " 120.1551 ", "+120.1551", "120.1551°", "120.1551°E",
                                   "120.1551 E", "E120.1551", "东经120.1551°", "120.1551度"})
        EXPECT_EQ(coordinate_of(text, Axis::Lon), 120.1551) << text;
    EXPECT_EQ(coordinate_of("30.2741°N", Axis::Lat), 30.2741);
    EXPECT_EQ(coordinate_of("北纬30.2741", Axis::Lat), 30.2741);
    EXPECT_EQ(coordinate_of("30.2741北", Axis::Lat), 30.2741);
    EXPECT_EQ(coordinate_of("-71.06", Axis::Lon), -71.06);
    EXPECT_EQ(coordinate_of("71.06°W", Axis::Lon), -71.06);
    EXPECT_EQ(coordinate_of("33.9 S", Axis::Lat), -33.9);
    EXPECT_EQ(coordinate_of("40514427", Axis::Lon), 40514427.0) << "metres of a zone";
}

TEST(CoordinateText, degrees_minutes_and_seconds_are_read_as_such) {
    // 120 + 9 / 60 + 18.4 / 3600
    for (const std::string text : {"120°9'18.4\"", "120° 9′ 18.4″", "120°9'18.4''E",
                                   "东经120度9分18.4秒", "120°09'18.40\" E"}) {
        ASSERT_TRUE(coordinate_of(text, Axis::Lon)) << text;
        EXPECT_NEAR(*coordinate_of(text, Axis::Lon), 120.155111, 1e-6) << text;
    }
    EXPECT_NEAR(coordinate_of("30°16.446'N", Axis::Lat).value_or(0), 30.2741, 1e-9);
    EXPECT_NEAR(coordinate_of("71°3'36\"W", Axis::Lon).value_or(0), -71.06, 1e-9);
}

TEST(CoordinateText, what_is_not_wholly_a_coordinate_is_none) {
    for (const std::string text :
         {"", "abc", "120,1551", "120.1551,30.2741", "120°9'18.4", "120°61'", "120°9'60\"",
          "120.5°9'", "120°9.5'18\"", "120 9 18", "120.15 m", "-120 W", "E120W", "--120", "nan",
          "inf", "120°9'18\"N", "1,200"})
        EXPECT_FALSE(coordinate_of(text, Axis::Lon)) << text;
    EXPECT_FALSE(coordinate_of("120.15E", Axis::Lat)) << "the other column's";
}

}  // namespace

}  // namespace kongdi::server::tests
