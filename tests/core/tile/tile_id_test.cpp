// SPDX-License-Identifier: Apache-2.0
#include "core/tile/tile_id.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/random.hpp"

namespace kongdi::tile {

namespace {
constexpr double kPi = 3.14159265358979323846;
}

// Tile numbers as the OpenStreetMap wiki computes them ("Slippy map tilenames").
TEST(TileId, agrees_with_the_published_formula) {
    tests::Random random(41);
    for (int i = 0; i < 20'000; ++i) {
        const Wgs84Point point{random.real(-179.9, 179.9), random.real(-85, 85)};
        const int z = static_cast<int>(random.below(20));
        const double n = std::exp2(z);
        const double lat = point.lat * kPi / 180;
        const auto x = static_cast<std::int64_t>(std::floor((point.lon + 180) / 360 * n));
        const auto y = static_cast<std::int64_t>(
            std::floor((1 - std::log(std::tan(lat) + 1 / std::cos(lat)) / kPi) / 2 * n));
        ASSERT_EQ(tile_at(to_world(point), z), (TileId{z, x, y}));
    }
}

TEST(TileId, hangzhou_lies_in_a_known_tile) {
    EXPECT_EQ(tile_at(to_world({120.1551, 30.2741}), 15), (TileId{15, 27320, 13490}));
}

TEST(TileId, a_point_and_its_place_in_the_world_are_each_others_inverse) {
    tests::Random random(42);
    for (int i = 0; i < 20'000; ++i) {
        const Wgs84Point point{random.real(-180, 180), random.real(-85, 85)};
        const Wgs84Point back = to_lon_lat(to_world(point));
        ASSERT_NEAR(back.lon, point.lon, 1e-9);
        ASSERT_NEAR(back.lat, point.lat, 1e-9);
    }
    EXPECT_NEAR(to_world({0, 90}).y, 0, 1e-9);
    EXPECT_NEAR(to_world({0, -90}).y, 1, 1e-9);
}

TEST(TileId, a_tile_lies_in_its_ancestors_and_in_no_other) {
    const TileId id{15, 27324, 13477};
    EXPECT_EQ(ancestor(id, 15), id);
    EXPECT_EQ(ancestor(id, 14), (TileId{14, 13662, 6738}));
    EXPECT_TRUE(holds(ancestor(id, 3), id));
    EXPECT_FALSE(holds({14, 13663, 6738}, id));
    EXPECT_FALSE(holds(id, ancestor(id, 14)));
}

TEST(TileId, each_tile_has_a_key_of_its_own) {
    std::set<std::uint64_t> keys;
    std::size_t count = 0;
    for (int z = 0; z <= 6; ++z)
        for (std::int64_t x = 0; x < 1 << z; ++x)
            for (std::int64_t y = 0; y < 1 << z; ++y, ++count) keys.insert(tile_key({z, x, y}));
    EXPECT_EQ(keys.size(), count);
}

TEST(TileId, a_tile_outside_the_scheme_is_none) {
    EXPECT_TRUE(is_tile({0, 0, 0}));
    EXPECT_FALSE(is_tile({0, 1, 0}));
    EXPECT_FALSE(is_tile({3, 0, 8}));
    EXPECT_FALSE(is_tile({3, -1, 0}));
    EXPECT_FALSE(is_tile({kMostZoom + 1, 0, 0}));
}

TEST(TileId, a_view_is_covered_from_its_middle_outwards) {
    const World middle = to_world({120.1551, 30.2741});
    const double half = 1.6 * tile_width(15);
    const WorldBox view{{middle.x - half, middle.y - half}, {middle.x + half, middle.y + half}};
    const std::vector<TileId> tiles = tiles_over(view, 15);
    ASSERT_FALSE(tiles.empty());
    EXPECT_EQ(tiles.front(), tile_at(middle, 15));
    std::set<std::uint64_t> seen;
    for (const TileId& id : tiles) seen.insert(tile_key(id));
    EXPECT_EQ(seen.size(), tiles.size());
    for (double x = view.low.x; x <= view.high.x; x += half / 7)
        for (double y = view.low.y; y <= view.high.y; y += half / 7)
            EXPECT_TRUE(seen.contains(tile_key(tile_at({x, y}, 15))));
}

TEST(TileId, beyond_the_world_and_beyond_reason_there_are_no_tiles) {
    EXPECT_TRUE(tiles_over({{1.5, 0}, {1.6, 1}}, 3).empty());
    EXPECT_EQ(tiles_over({{-5, -5}, {5, 5}}, 2).size(), 16);
    EXPECT_TRUE(tiles_over({{0, 0}, {1, 1}}, 15).empty());
    EXPECT_TRUE(tiles_over({{0, 0}, {1, 1}}, 99).empty());
}

TEST(TileId, a_path_gets_the_numbers_of_its_tile) {
    EXPECT_EQ(tile_path("/tiles/map/{z}/{x}/{y}.mvt", {15, 27324, 13477}),
              "/tiles/map/15/27324/13477.mvt");
    EXPECT_EQ(tile_path("/t/{y}/{x}", {2, 1, 3}), "/t/3/1");
}

TEST(TileId, a_box_is_that_of_its_corners) {
    const Box box = tile_box({1, 1, 0});
    EXPECT_NEAR(box.west, 0, 1e-9);
    EXPECT_NEAR(box.east, 180, 1e-9);
    EXPECT_NEAR(box.south, 0, 1e-9);
    EXPECT_NEAR(box.north, kMostMercatorLat, 1e-9);
}

}  // namespace kongdi::tile
