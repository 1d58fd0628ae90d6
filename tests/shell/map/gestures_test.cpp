// SPDX-License-Identifier: Apache-2.0
#include "shell/map/gestures.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace kongdi::map {
namespace {

using widgets::PointerPhase;

struct Hand {
    Gestures gestures;
    Camera camera{{120.123, 30.287}, 17};
    double at_ms = 0;

    void touch(PointerPhase phase, float x, float y, int pointer = 1) {
        at_ms += 16;
        gestures.take({1, phase, pointer, x, y, 0, at_ms}, x, y, camera);
    }
    double away_px(LonLat point, double x, double y) const {
        double sx = 0;
        double sy = 0;
        to_screen(camera, point, sx, sy);
        return std::hypot(sx - x, sy - y);
    }
};

TEST(Gestures, a_press_that_hardly_moves_is_a_tap_and_moves_nothing) {
    Hand hand;
    const Camera before = hand.camera;
    hand.touch(PointerPhase::Down, 10, 10);
    hand.touch(PointerPhase::Move, 14, 12);
    hand.touch(PointerPhase::Up, 14, 12);
    float x = 0;
    float y = 0;
    EXPECT_TRUE(hand.gestures.take_tap(x, y));
    EXPECT_EQ(x, 14);
    EXPECT_EQ(hand.camera, before);
    EXPECT_FALSE(hand.gestures.take_moved());
}

TEST(Gestures, two_taps_near_each_other_zoom_and_two_far_apart_are_two_taps) {
    struct Second {
        float x;
        bool zooms;
    };
    for (const Second& second : {Second{14, true}, Second{48, true}, Second{52, false}}) {
        Hand hand;
        const double before = hand.camera.zoom;
        for (const float at : {10.0f, second.x}) {
            hand.touch(PointerPhase::Down, at, 10);
            hand.touch(PointerPhase::Up, at, 10);
        }
        EXPECT_EQ(hand.camera.zoom > before, second.zooms) << second.x;
        float x = 0;
        float y = 0;
        EXPECT_TRUE(hand.gestures.take_tap(x, y));
        EXPECT_EQ(x, second.zooms ? 10 : second.x);
    }
}

TEST(Gestures, a_view_that_moves_under_a_finger_does_not_move_the_map) {
    Hand still;
    Hand moving;
    for (Hand* hand : {&still, &moving}) {
        hand->gestures.view_at(200, 100);
        hand->touch(PointerPhase::Down, 0, 0);
        hand->touch(PointerPhase::Move, 20, 10);
    }
    // A list below goes, and the page has scrolled the view down by three hundred pixels: the
    // finger, which went on by ten, is as far above its middle now.
    moving.gestures.view_at(200, 400);
    moving.touch(PointerPhase::Move, 30, 20 - 300);
    still.touch(PointerPhase::Move, 30, 20);
    EXPECT_EQ(moving.camera, still.camera);
    moving.gestures.view_at(200, 400);
    moving.touch(PointerPhase::Move, 40, 30 - 300);
    still.touch(PointerPhase::Move, 40, 30);
    EXPECT_EQ(moving.camera, still.camera);
}

TEST(Gestures, the_place_under_the_finger_follows_the_finger) {
    Hand hand;
    hand.touch(PointerPhase::Down, 0, 0);
    hand.touch(PointerPhase::Move, 20, 0);
    const LonLat held = from_screen(hand.camera, 20, 0);
    hand.touch(PointerPhase::Move, 60, 40);
    hand.touch(PointerPhase::Move, 90, -10);
    EXPECT_LT(hand.away_px(held, 90, -10), 1);
    float x = 0;
    float y = 0;
    hand.touch(PointerPhase::Up, 90, -10);
    EXPECT_FALSE(hand.gestures.take_tap(x, y));
}

TEST(Gestures, a_pinch_keeps_the_world_under_both_fingers) {
    Hand hand;
    hand.touch(PointerPhase::Down, -50, 0, 1);
    hand.touch(PointerPhase::Down, 50, 0, 2);
    const LonLat left = from_screen(hand.camera, -50, 0);
    const LonLat right = from_screen(hand.camera, 50, 0);
    for (int i = 1; i <= 20; ++i) {
        hand.touch(PointerPhase::Move, -50.0f - static_cast<float>(i) * 3, static_cast<float>(i),
                   1);
        hand.touch(PointerPhase::Move, 50.0f + static_cast<float>(i) * 3, static_cast<float>(i), 2);
    }
    EXPECT_LT(hand.away_px(left, -110, 20), 1);
    EXPECT_LT(hand.away_px(right, 110, 20), 1);
    EXPECT_NEAR(hand.camera.zoom, 17 + std::log2(2.2), 0.01);
}

/// Two fingers 100 px apart turn around their middle by so many degrees, clockwise.
void turn_fingers(Hand& hand, double degrees, bool let_go) {
    hand.touch(PointerPhase::Down, -50, 0, 1);
    hand.touch(PointerPhase::Down, 50, 0, 2);
    for (int i = 1; i <= 20; ++i) {
        const double angle = degrees * i / 20 * 3.14159265358979 / 180;
        const auto x = static_cast<float>(50 * std::cos(angle));
        const auto y = static_cast<float>(50 * std::sin(angle));
        hand.touch(PointerPhase::Move, -x, -y, 1);
        hand.touch(PointerPhase::Move, x, y, 2);
    }
    if (!let_go) return;
    hand.touch(PointerPhase::Up, 0, 0, 1);
    hand.touch(PointerPhase::Up, 0, 0, 2);
}

TEST(Gestures, two_fingers_turn_the_map_with_them_once_it_is_meant) {
    Hand hand;
    turn_fingers(hand, 90, false);
    // What they turned before it was clear is not made up for.
    EXPECT_LT(hand.camera.bearing, -70);
    EXPECT_GT(hand.camera.bearing, -90);
    EXPECT_NEAR(hand.camera.zoom, 17, 0.01) << "a turn is no pinch";
    EXPECT_LT(hand.away_px({120.123, 30.287}, 0, 0), 1) << "the middle between them stays";
}

TEST(Gestures, two_fingers_that_turn_the_other_way_turn_the_map_the_other_way) {
    Hand hand;
    turn_fingers(hand, -60, true);
    EXPECT_GT(hand.camera.bearing, 40);
    EXPECT_LT(hand.camera.bearing, 60);
}

TEST(Gestures, fingers_that_pinch_turn_a_little_and_the_map_does_not) {
    Hand hand;
    turn_fingers(hand, 12, true);
    EXPECT_EQ(hand.camera.bearing, 0);
}

TEST(Gestures, let_go_close_to_north_the_map_turns_to_north) {
    Hand hand;
    turn_fingers(hand, 22, true);
    EXPECT_EQ(hand.camera.bearing, 0);
}

TEST(Gestures, a_cancelled_press_is_no_tap) {
    Hand hand;
    hand.touch(PointerPhase::Down, 0, 0);
    hand.touch(PointerPhase::Cancel, 0, 0);
    float x = 0;
    float y = 0;
    EXPECT_FALSE(hand.gestures.take_tap(x, y));
}

TEST(Gestures, a_flick_glides_on_slows_down_and_stops) {
    Hand hand;
    hand.touch(PointerPhase::Down, 0, 0);
    for (int i = 1; i <= 6; ++i) hand.touch(PointerPhase::Move, static_cast<float>(i) * 20, 0);
    hand.touch(PointerPhase::Up, 120, 0);
    EXPECT_FALSE(hand.gestures.take_settled());
    double last = 1e9;
    int frames = 0;
    while (hand.gestures.glide(hand.at_ms += 16, hand.camera, false)) {
        const LonLat before = hand.camera.centre;
        Hand next = hand;
        next.gestures.glide(next.at_ms + 16, next.camera, false);
        const double step = before.lon - next.camera.centre.lon;
        EXPECT_LE(step, last + 1e-12);
        last = step;
        ASSERT_LT(++frames, 500);
    }
    EXPECT_GT(frames, 5);
    EXPECT_TRUE(hand.gestures.take_settled());
}

TEST(Gestures, two_taps_in_a_row_zoom_in_at_the_finger) {
    Hand hand;
    const LonLat under = from_screen(hand.camera, 40, 30);
    for (int i = 0; i < 2; ++i) {
        hand.touch(PointerPhase::Down, 40, 30);
        hand.touch(PointerPhase::Up, 40, 30);
    }
    EXPECT_EQ(hand.camera.zoom, 18);
    EXPECT_LT(hand.away_px(under, 40, 30), 0.1);
}

TEST(Gestures, keys_move_and_zoom) {
    Hand hand;
    hand.gestures.take({1, PointerPhase::Key, 0, 0, 0, 39, 0}, 0, 0, hand.camera);
    EXPECT_GT(hand.camera.centre.lon, 120.123);
    hand.gestures.take({1, PointerPhase::Key, 0, 0, 0, 43, 0}, 0, 0, hand.camera);
    EXPECT_EQ(hand.camera.zoom, 18);
    EXPECT_TRUE(hand.gestures.take_settled());
}

TEST(Gestures, a_third_finger_is_ignored) {
    Hand hand;
    hand.touch(PointerPhase::Down, 0, 0, 1);
    hand.touch(PointerPhase::Down, 50, 0, 2);
    hand.touch(PointerPhase::Down, 90, 0, 3);
    const Camera before = hand.camera;
    hand.touch(PointerPhase::Move, 190, 80, 3);
    EXPECT_EQ(hand.camera, before);
}

}  // namespace
}  // namespace kongdi::map
