// SPDX-License-Identifier: Apache-2.0
#include "shell/map/camera.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kongdi::map {
namespace {

const Camera kHangzhou{{120.123, 30.287}, 17};

TEST(Camera, the_centre_is_in_the_middle_of_the_view) {
    double x = 1;
    double y = 1;
    to_screen(kHangzhou, kHangzhou.centre, x, y);
    EXPECT_NEAR(x, 0, 1e-9);
    EXPECT_NEAR(y, 0, 1e-9);
}

TEST(Camera, a_place_on_the_screen_and_back_is_the_same_place) {
    const LonLat point = from_screen(kHangzhou, 137, -221);
    double x = 0;
    double y = 0;
    to_screen(kHangzhou, point, x, y);
    EXPECT_NEAR(x, 137, 1e-6);
    EXPECT_NEAR(y, -221, 1e-6);
}

TEST(Camera, at_the_equator_zoom_0_has_156_km_a_pixel_on_a_tile_of_256) {
    // 40075016.686 m / 256 px: the figure every web map gives.
    EXPECT_NEAR(1 / px_per_metre({{0, 0}, 0}), 156543.03, 0.01);
}

TEST(Camera, zooming_keeps_the_point_under_the_finger) {
    const LonLat before = from_screen(kHangzhou, 80, 60);
    const Camera after = zoomed(kHangzhou, 1.7, 80, 60);
    double x = 0;
    double y = 0;
    to_screen(after, before, x, y);
    EXPECT_NEAR(x, 80, 1e-4);
    EXPECT_NEAR(y, 60, 1e-4);
}

TEST(Camera, zoom_stays_within_its_bounds) {
    EXPECT_EQ(zoomed(kHangzhou, 100, 0, 0).zoom, kMostZoom);
    EXPECT_EQ(zoomed(kHangzhou, -100, 0, 0).zoom, kLeastZoom);
}

TEST(Camera, a_box_fits_with_a_margin) {
    const LonLat a{120.12, 30.28};
    const LonLat b{120.13, 30.29};
    const Camera camera = fitted(a, b, 390, 500);
    double x = 0;
    double y = 0;
    to_screen(camera, b, x, y);
    EXPECT_LT(x, 195);
    EXPECT_GT(y, -250);
    EXPECT_GT(std::max(x / 195, -y / 250), 0.8);
}

}  // namespace
}  // namespace kongdi::map
