// SPDX-License-Identifier: Apache-2.0
#include "shell/map/raster_ground.hpp"

#include "core/geometry/datum.hpp"
#include "core/geometry/distance.hpp"
#include "shell/map/map_view.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::map {
namespace {

constexpr std::string_view kCredit = "审图号：GS（2023）1234号 · 来源：天地图";
const RasterSource kSource{"/tiles/base/{z}/{x}/{y}?v=1", Datum::Wgs84, 3, 18};

struct Ground {
    explicit Ground(const RasterSource& source, std::string_view credit = kCredit) {
        tiles.raster().open(source);
        tiles.raster().credit = credit;
    }
    void operator()() {
        widgets::Page page({.id = "map", .title = "地图"});
        map_view("map", camera, {}, {.label = "地图", .tiles = &tiles});
    }
    Camera camera{{120.155, 30.275}, 15};
    TileStore tiles;
};

const widgets::Node* credit_in(const widgets::Stage& stage) {
    return widgets::find_node(stage.nodes(), widgets::Role::Paragraph, kCredit);
}

TEST(RasterGround, its_number_and_source_stand_on_the_map) {
    Ground ground(kSource);
    for (const float width : {360.0f, 390.0f, 1280.0f})
        for (const bool elder : {false, true}) {
            const widgets::Stage stage([&] { ground(); }, width, 800, {.elder = elder});
            const widgets::Node* credit = credit_in(stage);
            ASSERT_NE(credit, nullptr);
            const widgets::Rect map = stage.node("map/map").rect;
            EXPECT_GE(credit->rect.x, map.x);
            EXPECT_LE(credit->rect.right(), map.right());
            EXPECT_NEAR(credit->rect.bottom(), map.bottom(), 0.5);
            EXPECT_GT(credit->rect.h, 10);
        }
}

TEST(RasterGround, without_these_words_no_picture_is_asked_for) {
    Ground ground(kSource, "");
    const widgets::Stage stage([&] { ground(); });
    EXPECT_TRUE(widgets::take_wanted_pictures().empty());
}

TEST(RasterGround, without_a_source_nothing_is_said) {
    Ground ground({});
    const widgets::Stage stage([&] { ground(); });
    EXPECT_EQ(credit_in(stage), nullptr);
    EXPECT_TRUE(widgets::take_wanted_pictures().empty());
}

TEST(RasterGround, asks_for_the_squares_of_the_view_once) {
    Ground ground(kSource);
    widgets::Stage stage([&] { ground(); });
    const auto names = widgets::take_wanted_pictures();
    const std::string middle =
        tile::tile_path(kSource.pattern, tile::tile_at(to_world(ground.camera.centre), 15));
    EXPECT_NE(std::find(names.begin(), names.end(), middle), names.end());
    EXPECT_LE(names.size(), 24u);
    stage.again();
    EXPECT_TRUE(widgets::take_wanted_pictures().empty());
}

TEST(RasterGround, squares_in_shifted_coordinates_are_asked_for_where_they_lie) {
    Ground ground({kSource.pattern, Datum::Gcj02, 18, 18});
    ground.camera.zoom = 18;
    const widgets::Stage stage([&] { ground(); });
    const auto names = widgets::take_wanted_pictures();
    const Gcj02Point shifted = to_gcj02(ground.camera.centre);
    const auto has = [&](Wgs84Point at) {
        const std::string name = tile::tile_path(kSource.pattern, tile::tile_at(to_world(at), 18));
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    EXPECT_TRUE(has({shifted.lon, shifted.lat}));
    // Half a kilometre off, which is more than the view.
    EXPECT_FALSE(has(ground.camera.centre));
}

TEST(RasterGround, pictures_that_were_not_seen_for_long_are_given_back) {
    Ground ground(kSource);
    ground.camera.zoom = 17;
    widgets::Stage stage([&] { ground(); });
    std::size_t loaded = 0;
    std::size_t dropped = 0;
    for (int i = 0; i < 40; ++i) {
        for (const std::string& name : widgets::take_wanted_pictures())
            widgets::set_picture(name, ++loaded, 256, 256);
        ground.camera = panned(ground.camera, -400, 0);
        stage.again();
        dropped += widgets::take_dropped_textures().size();
    }
    EXPECT_GT(loaded, 240u);
    EXPECT_LE(loaded - dropped, 140u);
}

TEST(RasterGround, what_could_not_be_had_is_asked_for_again_later_and_not_at_once) {
    Ground ground(kSource);
    widgets::Stage stage([&] { ground(); });
    for (const std::string& name : widgets::take_wanted_pictures()) widgets::fail_picture(name);
    for (int i = 0; i < 3; ++i) stage.again();
    EXPECT_TRUE(widgets::take_wanted_pictures().empty());
    platform::native::advance_ms(20'000);
    for (int i = 0; i < 3; ++i) stage.again();
    EXPECT_FALSE(widgets::take_wanted_pictures().empty());
}

}  // namespace
}  // namespace kongdi::map
