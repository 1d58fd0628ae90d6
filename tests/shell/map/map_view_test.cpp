// SPDX-License-Identifier: Apache-2.0
#include "shell/map/map_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "shell/widgets/context.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::map {
namespace {

using widgets::PointerPhase;

struct Place {
    Camera camera{{120.123, 30.287}, 18};
    std::vector<MapShape> shapes;
    MapOptions options{.label = "地图", .zoom_in_label = "放大"};
    std::string pressed;
    bool settled = false;

    void operator()() {
        widgets::Page page({.id = "place", .title = "位置"});
        const MapResult result = map_view("map", camera, shapes, options);
        if (result.moved) camera = result.camera;
        if (!result.pressed.empty()) pressed = result.pressed;
        settled = settled || result.settled;
    }
};

void touch(const widgets::Node& map, PointerPhase phase, float dx, float dy, double at_ms) {
    widgets::pointer({map.id, phase, 1, map.rect.x + map.rect.w / 2 + dx,
                      map.rect.y + map.rect.h / 2 + dy, 0, at_ms});
}

TEST(MapView, a_finger_moves_the_map_and_says_when_it_rests) {
    Place place;
    widgets::Stage stage([&] { place(); });
    const widgets::Node map = stage.node("place/map");
    EXPECT_EQ(map.role, widgets::Role::Map);
    touch(map, PointerPhase::Down, 0, 0, 0);
    touch(map, PointerPhase::Move, 100, 0, 16);
    touch(map, PointerPhase::Up, 100, 0, 900);
    stage.again();
    EXPECT_LT(place.camera.centre.lon, 120.123);
    EXPECT_TRUE(place.settled);
}

TEST(MapView, a_tap_on_a_point_says_which) {
    Place place;
    place.shapes.push_back({ShapeKind::Point, {{{120.123, 30.287}}}, "2", 8, "here"});
    place.shapes.push_back({ShapeKind::Point, {{{120.124, 30.287}}}, "1", 8, "there"});
    widgets::Stage stage([&] { place(); });
    const widgets::Node map = stage.node("place/map");
    touch(map, PointerPhase::Down, 6, -5, 0);
    touch(map, PointerPhase::Up, 6, -5, 50);
    stage.again();
    EXPECT_EQ(place.pressed, "here");
}

/// How wide what is drawn in a colour is.
float width_of(ImU32 colour) {
    float low = 1e9f, high = -1e9f;
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (const ImDrawList* list : drawn->CmdLists)
        for (const ImDrawVert& corner : list->VtxBuffer)
            if (corner.col == colour) {
                low = std::min(low, corner.pos.x);
                high = std::max(high, corner.pos.x);
            }
    return high - low;
}

TEST(MapView, a_dot_with_a_letter_grows_with_its_share_and_tells_it_below) {
    Place place;
    place.shapes.push_back({ShapeKind::Point, {{{120.123, 30.287}}}, "A", 8, "here"});
    widgets::Stage stage([&] { place(); });
    const ImU32 gold = widgets::palette().gold;
    const float small = width_of(gold);
    place.shapes[0].share = 1;
    stage.again();
    EXPECT_NEAR(width_of(gold), 2 * small, 2);
    place.shapes[0].share = 0.5f;
    stage.again();
    EXPECT_NEAR(width_of(gold), std::sqrt(2.5f) * small, 2);
    const auto corners = [] { return ImGui::GetDrawData()->TotalVtxCount; };
    const int before = corners();
    place.shapes[0].under = "12";
    stage.again();
    EXPECT_GT(corners(), before);
}

TEST(MapView, the_round_button_zooms_around_the_middle) {
    Place place;
    widgets::Stage stage([&] { place(); });
    stage.press(widgets::Role::Button, "放大");
    EXPECT_NEAR(place.camera.zoom, 19, 1e-9);
    EXPECT_NEAR(place.camera.centre.lon, 120.123, 1e-9);
}

TEST(MapView, takes_what_is_left_of_the_page_and_keeps_room_below) {
    Place place;
    place.options.leave_below = 200;
    widgets::Stage stage([&] { place(); });
    const widgets::Node& map = stage.node("place/map");
    EXPECT_NEAR(map.rect.bottom(), 844 - 200, 16);
    EXPECT_EQ(map.rect.w, 390);
}

TEST(MapView, shapes_without_points_or_of_one_point_are_harmless) {
    Place place;
    place.shapes.push_back({ShapeKind::Building, {}, "空"});
    place.shapes.push_back({ShapeKind::Building, {{}}, "空"});
    place.shapes.push_back({ShapeKind::Road, {{{120.123, 30.287}}}});
    place.shapes.push_back({ShapeKind::Point, {}, "", 8, "none"});
    place.options.fix = Fix{{120.123, 30.287}, 1e6};
    widgets::Stage stage([&] { place(); });
    EXPECT_EQ(stage.node("place/map").name, "地图");
}

}  // namespace
}  // namespace kongdi::map
