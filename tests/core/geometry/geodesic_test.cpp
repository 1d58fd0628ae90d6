// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/geodesic.hpp"

#include <gtest/gtest.h>

namespace kongdi {

TEST(Geodesic, of_a_degree_at_the_equator_and_of_a_quarter_of_a_meridian) {
    EXPECT_NEAR(geodesic_m({0, 0}, {1, 0}), 111319.4908, 1e-3);
    EXPECT_NEAR(geodesic_m({120, 0}, {120, 90}), 10001965.7293, 1e-3);
    EXPECT_EQ(geodesic_m({120.1, 30.2}, {120.1, 30.2}), 0);
    EXPECT_NEAR(geodesic_m({179.5, 0}, {-179.5, 0}), 111319.4908, 1e-3) << "the short way around";
}

/// Flinders Peak to Buninyong, of the Australian Geodetic Datum's manual, on GRS80: 54972.271 m.
TEST(Geodesic, of_the_line_that_manuals_give) {
    const Wgs84Point flinders{144.0 + 25.0 / 60 + 29.52440 / 3600,
                              -(37.0 + 57.0 / 60 + 3.72030 / 3600)};
    const Wgs84Point buninyong{143.0 + 55.0 / 60 + 35.38390 / 3600,
                               -(37.0 + 39.0 / 60 + 10.15610 / 3600)};
    EXPECT_NEAR(geodesic_m(flinders, buninyong), 54972.271, 1e-3);
}

TEST(Geodesic, of_a_path_is_the_sum_of_its_legs_and_a_ring_comes_back) {
    const Ring ring{{120.1, 30.2}, {120.2, 30.2}, {120.2, 30.3}};
    const double legs = geodesic_m(ring[0], ring[1]) + geodesic_m(ring[1], ring[2]);
    EXPECT_DOUBLE_EQ(path_length_m(ring), legs);
    EXPECT_DOUBLE_EQ(ring_length_m(ring), legs + geodesic_m(ring[2], ring[0]));
    EXPECT_EQ(path_length_m({}), 0);
    EXPECT_EQ(ring_length_m({}), 0);
}

TEST(Geodesic, an_area_is_the_same_in_either_direction_and_none_without_corners) {
    const Ring ring{{120.1, 30.2}, {120.2, 30.2}, {120.2, 30.3}};
    EXPECT_DOUBLE_EQ(ring_area_m2(ring), ring_area_m2({ring[2], ring[1], ring[0]}));
    EXPECT_EQ(ring_area_m2({}), 0);
    EXPECT_EQ(ring_area_m2({{120.1, 30.2}}), 0);
    EXPECT_NEAR(ring_area_m2({{120.1, 30.2}, {120.2, 30.3}}), 0, 1e-3);
}

TEST(Geodesic, an_eighth_of_the_earth_is_an_eighth_of_its_area) {
    EXPECT_NEAR(ring_area_m2({{0, 0}, {90, 0}, {0, 90}}) * 8, 510'065'621'724'088.0, 1e9);
}

}  // namespace kongdi
