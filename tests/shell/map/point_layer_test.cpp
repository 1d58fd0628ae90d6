// SPDX-License-Identifier: Apache-2.0
#include "shell/map/point_layer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/geometry/distance.hpp"
#include "core/model/catalogue.hpp"
#include "shell/map/painter.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::map {

namespace {

constexpr Camera kCity{{120.15, 30.27}, 12};
constexpr double kWide = 4000;  // all points are in view

api::MapPoints some_points(std::size_t count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> away(-0.05, 0.05);
    api::MapPoints out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string id = "018c0000-0000-7000-8000-000000000000";
        const std::string number = std::to_string(i);
        id.replace(id.size() - number.size(), number.size(), number);
        out.add(id, {120.15 + away(random), 30.27 + away(random)}, i % 5 == 0 ? "I05" : "I09",
                i % 3 == 0 ? "verified" : "submitted", static_cast<std::int64_t>(i % 90));
    }
    return out;
}

void take(PointLayer& layer, std::string body) {
    layer.take(std::move(body));
    while (layer.work(work_clock_ms() + 4)) {
    }
}

PointLayer layer_of(const api::MapPoints& points) {
    PointLayer layer;
    take(layer, api::map_points_body(points, 7));
    EXPECT_FALSE(layer.failed());
    return layer;
}

}  // namespace

TEST(PointLayer, a_frame_shows_what_was_counted_last_and_the_rest_is_counted_between_frames) {
    PointLayer layer = layer_of(some_points(3000));
    const auto first = layer.shown({kCity.centre, 12}, kWide, kWide).size();
    EXPECT_FALSE(layer.wishes());
    EXPECT_EQ(layer.shown({kCity.centre, 14}, kWide, kWide).size(), first);
    EXPECT_TRUE(layer.wishes());
    layer.work(work_clock_ms() + 4);
    EXPECT_FALSE(layer.wishes());
    const auto second = layer.shown({kCity.centre, 14}, kWide, kWide).size();
    EXPECT_GT(second, first);
    EXPECT_EQ(second, layer.groups({kCity.centre, 14}, kWide, kWide).size());
}

TEST(PointLayer, circles_hold_every_point_once_and_tell_how_many_are_verified_at_every_zoom) {
    PointLayer layer = layer_of(some_points(3000));
    for (double zoom = 9; zoom <= 14; zoom += 0.5) {
        std::size_t all = 0;
        std::uint32_t verified = 0;
        for (const PointGroup& group : layer.groups({kCity.centre, zoom}, kWide, kWide)) {
            all += group.count;
            verified += group.verified;
            EXPECT_LE(group.verified, group.count);
        }
        EXPECT_EQ(all, 3000u) << zoom;
        EXPECT_EQ(verified, 1000u) << zoom;
    }
}

TEST(PointLayer, far_away_there_are_few_circles_and_near_many) {
    PointLayer layer = layer_of(some_points(3000));
    const std::size_t far = layer.groups({kCity.centre, 10}, kWide, kWide).size();
    const std::size_t near = layer.groups({kCity.centre, 14}, kWide, kWide).size();
    EXPECT_LT(far, 100u);
    EXPECT_GT(near, 3 * far);
}

TEST(PointLayer, the_nearest_points_are_those_that_all_distances_say) {
    const api::MapPoints points = some_points(800);
    PointLayer layer = layer_of(points);
    for (const Wgs84Point place : {Wgs84Point{120.15, 30.27}, Wgs84Point{120.10, 30.22}}) {
        for (const double reach_m : {300.0, 2000.0, 50'000.0}) {
            std::vector<double> all;
            for (const Wgs84Point& point : points.points)
                if (const double m = distance_m(place, point); m <= reach_m) all.push_back(m);
            std::sort(all.begin(), all.end());
            if (all.size() > 20) all.resize(20);
            const auto& found = layer.nearest(place, 20, reach_m);
            ASSERT_EQ(found.size(), all.size()) << reach_m;
            for (std::size_t i = 0; i < all.size(); ++i) EXPECT_NEAR(found[i].away_m, all[i], 0.1);
        }
    }
}

TEST(PointLayer, near_the_ground_a_single_point_says_what_kind_it_is) {
    api::MapPoints points;
    const auto add = [&](char number, Wgs84Point at, std::string_view type) {
        points.add("018c0000-0000-7000-8000-00000000000" + std::string(1, number), at, type,
                   "submitted", 1);
    };
    add('1', {120.15, 30.27}, "I05");
    add('2', {120.153, 30.27}, "I09");
    add('3', {120.15, 30.272}, "");  // a check-up has no kind
    // Two in one place are a circle with a number.
    add('4', {120.153, 30.272}, "I05");
    add('5', {120.153, 30.272}, "I09");
    PointLayer layer = layer_of(points);
    std::vector<SpaceType> types(2);
    types[0].code = "I05";
    types[0].label.by_language = {{"zh", "车棚"}, {"en", "Bike shed"}};
    types[1].code = "I09";
    types[1].label.by_language = {{"zh", "边角地"}, {"en", "Leftover corner"}};
    const auto names = [&](double zoom, std::string_view language) {
        const Camera camera{{120.1515, 30.271}, zoom};
        const widgets::Rect view{0, 0, 800, 800};
        std::vector<std::string> out;
        widgets::Stage stage([&] {
            const widgets::Page page({.id = "map", .title = "图"});
            const auto& groups = layer.groups(camera, 800, 800);
            LabelLayer labels;
            keep_free(camera, view, groups, labels);
            wish_types(camera, view, layer, groups, {&types, language}, labels);
            labels.draw(view, 0xFFFFFFFF, 80);
            out.clear();
            for (const LabelWish& wish : labels.drawn()) out.emplace_back(wish.text);
            std::sort(out.begin(), out.end());
        });
        return out;
    };
    EXPECT_EQ(names(17, "zh"), (std::vector<std::string>{"车棚", "边角地"}));
    EXPECT_EQ(names(17, "en"), (std::vector<std::string>{"Bike shed", "Leftover corner"}));
    EXPECT_TRUE(names(15, "zh").empty()) << "far away they would lie in each other's way";
}

TEST(PointLayer, what_cannot_be_read_leaves_what_was_shown) {
    PointLayer layer = layer_of(some_points(10));
    take(layer, R"({"types":["I05"],"ids":["x"]})");
    EXPECT_TRUE(layer.failed());
    EXPECT_EQ(layer.points().size(), 10u);
    take(layer, api::map_points_body(some_points(20), 5));
    EXPECT_FALSE(layer.failed());
    EXPECT_EQ(layer.points().size(), 20u);
}

}  // namespace kongdi::map
