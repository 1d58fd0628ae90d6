// SPDX-License-Identifier: Apache-2.0
// One filter in the address, shared by table, map and downloads; communities by an indicator; a
// part of the map chosen and measured.
#include <algorithm>

#include "core/api/endpoints.hpp"
#include "core/api/indicator_messages.hpp"
#include "core/geometry/geodesic.hpp"
#include "shell/desk/plan_map_shapes.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kWest = "330106001051";
constexpr std::string_view kEast = "330106001052";

}  // namespace

class Planning : public testing::AppTest {
protected:
    void enter(std::string_view path) {
        open(path);
        answer("me", 200, Value::map({{"name", "p"}, {"role", "planner"}, {"device", ""}}));
        api::City city;
        city.name = "城";
        city.now_ms = 1'795'507'200'000;
        city.box = {120.10, 30.20, 120.20, 30.30};
        city.communities = {{std::string(kWest), "翠苑一区", "翠苑街道"},
                            {std::string(kEast), "翠苑二区", "翠苑街道"}};
        answer("city", 200, api::to_value(city));
        draw();
    }
    /// Two squares side by side.
    static Value outlines() {
        const auto square = [](double west) {
            return Value::list({Value::list(
                {west, 30.2, west + .05, 30.2, west + .05, 30.3, west, 30.3, west, 30.2})});
        };
        return Value::map(
            {{"communities",
              Value::list({Value::map({{"code", kWest}, {"rings", square(120.10)}}),
                           Value::map({{"code", kEast}, {"rings", square(120.15)}})})}});
    }
    static Value values(std::int64_t west, std::int64_t east) {
        CommunityFacts one{std::string(kWest), "翠苑一区", "翠苑街道"};
        CommunityFacts two{std::string(kEast), "翠苑二区", "翠苑街道"};
        one.idle_spaces = one.open_reports = west;
        two.idle_spaces = two.open_reports = east;
        return api::to_value(api::indicator_map(*indicator("idle_spaces"), {one, two}, true,
                                                ClassMethod::Quantiles, 5));
    }
    std::string last_path(std::string_view tag) {
        return std::string(request(tag)["path"].string_or(""));
    }
    std::string points_path() {
        std::string path;
        for (const Value& one : take("http.bytes")) path = one.text("path");
        return path;
    }
    void touch(widgets::PointerPhase phase, int finger, float dx, float dy, float wheel = 0) {
        const widgets::Node* map = node("planner-map/map");
        ASSERT_NE(map, nullptr);
        widgets::pointer({map->id, phase, finger, map->rect.x + map->rect.w / 2 + dx,
                          map->rect.y + map->rect.h / 2 + dy, wheel, 0});
        draw();
    }
    void drag(map::ScreenPoint from, map::ScreenPoint to) {
        touch(widgets::PointerPhase::Down, 1, from.x, from.y);
        touch(widgets::PointerPhase::Move, 1, to.x, to.y);
        touch(widgets::PointerPhase::Up, 1, to.x, to.y);
    }
    std::string address() {
        std::string path;
        for (const Value& one : take("nav.replace")) path = one.text("path");
        return path;
    }
};

TEST_F(Planning, an_address_of_a_colleague_opens_the_same_rows) {
    const std::string filter =
        "state=submitted,verified&type=I05,I09&community=330106&from=2026-03-01&to=2026-03-31"
        "&area=120.1,30.2,120.2,30.2,120.2,30.3";
    for (const std::string_view path : {"/planner", "/planner/map"}) {
        SetUp();
        enter(std::string(path) + "?" + filter);
        EXPECT_EQ(last_path("spaces"), "/api/v1/spaces?" + filter + "&sort=-received_at&limit=100");
        EXPECT_EQ(path_of(state().route), std::string(path) + "?" + filter);
    }
    const std::string points = points_path();
    EXPECT_NE(points.find("&" + filter), std::string::npos) << points;
    answer("spaces", 200, api::to_value(api::SpacePage{{}, 7}));
    press("planner-map/csv");
    const auto downloads = take("download");
    ASSERT_EQ(downloads.size(), 1u);
    EXPECT_NE(downloads[0].text("url").find("/export/spaces.csv?" + filter), std::string::npos);
    press("planner-map/table");
    EXPECT_EQ(path_of(state().route), "/planner?" + filter);
}

TEST_F(Planning, a_bad_address_is_said_and_asks_for_nothing) {
    enter("/planner?area=1,2,3");
    EXPECT_TRUE(last_path("spaces").empty());
    EXPECT_EQ(state().spaces.loading, Loading::Failed);
    EXPECT_NE(node("planner/failed"), nullptr);
}

TEST_F(Planning, chips_and_days_of_the_dialog_go_into_the_address) {
    enter("/planner");
    answer("spaces", 200, api::to_value(api::SpacePage{{}, 0}));
    press("planner/filter");
    press("planner/selects/states/submitted");
    press("planner/selects/states/verified");
    press("planner/selects/types/I09");
    EXPECT_EQ(address(), "/planner?state=submitted,verified&type=I09&ask=filter");
    type("planner/selects/from", "2026-03-0");
    EXPECT_EQ(state().spaces.query.filter.from_ms, std::nullopt);
    type("planner/selects/from", "2026-03-01");
    EXPECT_NE(last_path("spaces").find("from=2026-03-01"), std::string::npos);
    EXPECT_EQ(state().spaces.from_text, "2026-03-01");
    press("planner/selects/states/submitted");
    EXPECT_EQ(address(), "/planner?state=verified&type=I09&from=2026-03-01&ask=filter");
    press("planner/selects/all");
    EXPECT_EQ(address(), "/planner?ask=filter");
    EXPECT_TRUE(state().spaces.from_text.empty());
}

TEST_F(Planning, communities_are_coloured_by_their_class_and_small_numbers_apart) {
    enter("/planner/map");
    EXPECT_EQ(last_path("outlines"), api::kMapCommunities);
    answer("outlines", 200, outlines());
    answer("indicator", 200, values(20, 3));
    ASSERT_EQ(state().plan_map.shapes.size(), 2u);
    EXPECT_GE(state().plan_map.shapes[0].share, 0);
    EXPECT_LT(state().plan_map.shapes[1].share, 0) << "fewer than five are kept back";
    draw();
    ASSERT_NE(node("planner-map/330106001051"), nullptr) << "the list says the same";
    press("planner-map/330106001051");
    EXPECT_EQ(address(), "/planner/map?community=330106001051");
    EXPECT_NE(last_path("spaces").find("community=330106001051"), std::string::npos);
    EXPECT_EQ(state().plan_map.community, kWest);
    press("planner-map/close");
    EXPECT_EQ(address(), "/planner/map");
    EXPECT_TRUE(state().plan_map.community.empty());
}

TEST_F(Planning, another_indicator_or_method_is_asked_for) {
    enter("/planner/map");
    EXPECT_EQ(last_path("indicator"), "/api/v1/indicators/idle_spaces?method=quantiles");
    press("planner-map/classes/equal");
    EXPECT_EQ(last_path("indicator"), "/api/v1/indicators/idle_spaces?method=equal_steps");
    answer("indicator", 500, Value::map({{"code", "internal"}}));
    draw();
    EXPECT_NE(node("planner-map/no-values"), nullptr);
}

TEST_F(Planning, what_the_published_index_says_colours_the_communities_too) {
    enter("/planner/map");
    const widgets::Node* list = node("planner-map/indicator");
    ASSERT_NE(list, nullptr);
    // Nothing, the table, index and probability, two of each kind of facility.
    const std::string labels = list->options;
    const auto kinds = static_cast<std::ptrdiff_t>(state().catalogue.facilities.size());
    const auto table = static_cast<std::ptrdiff_t>(indicators().size());
    EXPECT_EQ(std::count(labels.begin(), labels.end(), '\n'), table + 2 + 2 * kinds);
    const std::string first = state().catalogue.facilities.front().code;
    widgets::choose(list->id, static_cast<int>(table) + 3);
    draw();
    EXPECT_EQ(last_path("indicator"), "/api/v1/indicators/coverage." + first + "?method=quantiles");
    widgets::choose(node("planner-map/indicator")->id, static_cast<int>(table) + 1);
    draw();
    EXPECT_EQ(last_path("indicator"), "/api/v1/indicators/index?method=quantiles");
    answer("outlines", 200, outlines());
    answer("indicator", 200,
           api::to_value(api::indicator_map(
               api::kIndexIndicator, api::index_indicator_scale(api::kIndexIndicator),
               {{std::string(kWest), "翠苑一区", "翠苑街道", {ValueKind::Shown, 61.25}},
                {std::string(kEast), "翠苑二区", "翠苑街道", {}}},
               ClassMethod::Quantiles, 5)));
    draw();
    ASSERT_EQ(state().plan_map.shapes.size(), 1u) << "the other has none";
    const widgets::Node* row = node("planner-map/330106001051");
    ASSERT_NE(row, nullptr);
    EXPECT_NE(row->hint.find("61.25"), std::string::npos) << row->hint;
}

TEST_F(Planning, the_list_of_communities_goes_on_until_all_are_there) {
    enter("/planner/map");
    std::vector<CommunityFacts> all;
    for (int i = 0; i < 45; ++i) all.push_back({std::to_string(330106001001 + i), "某社区"});
    answer("indicator", 200,
           api::to_value(api::indicator_map(*indicator("idle_spaces"), all, true,
                                            ClassMethod::Quantiles, 5)));
    draw();
    EXPECT_EQ(node("planner-map/330106001045"), nullptr);
    press("planner-map/more");
    draw();
    ASSERT_NE(node("planner-map/more"), nullptr) << "twenty at a time";
    press("planner-map/more");
    draw();
    EXPECT_NE(node("planner-map/330106001045"), nullptr);
    EXPECT_EQ(node("planner-map/more"), nullptr);
}

TEST_F(Planning, corners_are_set_at_the_middle_measured_and_chosen) {
    enter("/planner/map");
    ASSERT_TRUE(state().map_camera);
    press("planner-map/corner");
    const Wgs84Point middle = state().map_camera->centre;
    EXPECT_EQ(state().plan_map.corners, (Ring{middle}));
    draw();
    EXPECT_EQ(node("planner-map/choose"), nullptr) << "one corner is no area";
    press("planner-map/undo");
    EXPECT_TRUE(state().plan_map.corners.empty());
}

TEST_F(Planning, what_the_map_shows_becomes_the_area_of_the_filter) {
    enter("/planner/map");
    draw();
    ASSERT_FALSE(state().plan_map.view.empty());
    press("planner-map/view");
    const Box* box = std::get_if<Box>(&state().spaces.query.filter.area);
    ASSERT_NE(box, nullptr);
    EXPECT_NEAR(box->west, state().plan_map.view.west, 1e-6);
    EXPECT_NEAR(box->north, state().plan_map.view.north, 1e-6);
    const std::string filter = state().route.filter;
    EXPECT_EQ(filter, api::query_string(state().spaces.query.filter));
    EXPECT_NE(points_path().find("&" + filter), std::string::npos);
    EXPECT_NE(last_path("spaces").find(filter), std::string::npos);
}

TEST_F(Planning, a_rectangle_drawn_on_the_map_becomes_the_area_and_moves_nothing) {
    enter("/planner/map");
    press("planner-map/rectangle");
    draw();
    const map::Camera before = *state().map_camera;
    drag({-60, -40}, {80, 30});
    const Box* box = std::get_if<Box>(&state().spaces.query.filter.area);
    ASSERT_NE(box, nullptr);
    const Wgs84Point north_west = map::from_screen(before, -60, -40);
    const Wgs84Point south_east = map::from_screen(before, 80, 30);
    EXPECT_NEAR(box->west, north_west.lon, 1e-6);
    EXPECT_NEAR(box->north, north_west.lat, 1e-6);
    EXPECT_NEAR(box->east, south_east.lon, 1e-6);
    EXPECT_NEAR(box->south, south_east.lat, 1e-6);
    EXPECT_EQ(*state().map_camera, before);
    EXPECT_FALSE(state().plan_map.rectangle) << "the next drag moves the map again";
    EXPECT_EQ(state().route.filter, api::query_string(state().spaces.query.filter));
    drag({0, 0}, {50, 0});
    EXPECT_NE(*state().map_camera, before);
}

TEST_F(Planning, a_second_finger_gives_the_rectangle_up_and_a_press_is_none) {
    enter("/planner/map");
    press("planner-map/rectangle");
    draw();
    touch(widgets::PointerPhase::Down, 1, -60, -40);
    touch(widgets::PointerPhase::Move, 1, 60, 40);
    touch(widgets::PointerPhase::Down, 2, 0, 0);
    touch(widgets::PointerPhase::Up, 1, 60, 40);
    touch(widgets::PointerPhase::Up, 2, 0, 0);
    drag({10, 10}, {12, 11});
    EXPECT_TRUE(std::holds_alternative<std::monostate>(state().spaces.query.filter.area));
    EXPECT_TRUE(state().plan_map.rectangle);
    press("planner-map/stop");
    EXPECT_FALSE(state().plan_map.rectangle);
}

TEST_F(Planning, two_corners_at_the_middle_make_a_rectangle_for_whoever_has_keys_only) {
    enter("/planner/map");
    press("planner-map/rectangle");
    press("planner-map/corner");
    const Wgs84Point first = state().map_camera->centre;
    EXPECT_TRUE(std::holds_alternative<std::monostate>(state().spaces.query.filter.area));
    constexpr float kRight = 39;
    constexpr float kDown = 40;
    draw();
    for (const float key : {kRight, kDown}) touch(widgets::PointerPhase::Key, 0, 0, 0, key);
    press("planner-map/corner");
    const Wgs84Point second = state().map_camera->centre;
    const Box* box = std::get_if<Box>(&state().spaces.query.filter.area);
    ASSERT_NE(box, nullptr);
    EXPECT_NEAR(box->west, first.lon, 1e-6);
    EXPECT_NEAR(box->north, first.lat, 1e-6);
    EXPECT_NEAR(box->east, second.lon, 1e-6);
    EXPECT_NEAR(box->south, second.lat, 1e-6);
    EXPECT_TRUE(state().plan_map.corners.empty());
}

TEST_F(Planning, a_whole_district_can_be_chosen) {
    enter("/planner");
    answer("spaces", 200, api::to_value(api::SpacePage{{}, 0}));
    press("planner/filter");
    const widgets::Node* place = node("planner/selects/place");
    ASSERT_NE(place, nullptr);
    const std::string& labels = place->options;
    // All, none, the district with its two communities, its street, its communities.
    EXPECT_EQ(std::count(labels.begin(), labels.end(), '\n'), 5);
    EXPECT_NE(labels.find("Xihu District (2 communities)"), std::string::npos) << labels;
    widgets::choose(place->id, 2);
    draw();
    EXPECT_EQ(state().spaces.query.filter.community, "330106");
    EXPECT_EQ(state().route.filter, "community=330106");
}

TEST(PlanMapShapes, a_rectangle_of_a_turned_map_keeps_its_corners) {
    const std::vector<Wgs84Point> upright{{1, 2}, {3, 2}, {3, 1}, {1, 1}};
    EXPECT_EQ(rectangle_area(upright), FilterArea(Box{1, 1, 3, 2}));
    const std::vector<Wgs84Point> turned{{2, 3}, {3, 2}, {2, 1}, {1, 2}};
    EXPECT_EQ(rectangle_area(turned), FilterArea(Ring(turned)));
}

TEST(PlanMapShapes, a_point_lies_in_the_outline_around_it) {
    map::MapShape with_hole{
        map::ShapeKind::Class,
        {{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{4, 4}, {6, 4}, {6, 6}, {4, 6}}}};
    with_hole.id = "ring";
    EXPECT_EQ(outline_at({with_hole}, {1, 1}), "ring");
    EXPECT_EQ(outline_at({with_hole}, {5, 5}), "");
    EXPECT_EQ(outline_at({with_hole}, {11, 1}), "");
}

TEST(PlanMapShapes, the_area_of_the_filter_and_the_corners_lie_on_top) {
    PlanMap plan;
    plan.corners = {{1, 1}, {2, 2}};
    SpaceFilter filter;
    filter.area = Box{0, 0, 3, 3};
    const auto shapes = plan_shapes(plan, filter);
    ASSERT_EQ(shapes.size(), 2u);
    EXPECT_EQ(shapes[0].kind, map::ShapeKind::Area);
    EXPECT_EQ(shapes[1].kind, map::ShapeKind::Measure);
}

}  // namespace kongdi::shell
