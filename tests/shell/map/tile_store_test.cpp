// SPDX-License-Identifier: Apache-2.0
#include "shell/map/tile_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "shell/map/painter.hpp"
#include "shell/platform/native.hpp"
#include "tests/support/tile_builder.hpp"

namespace kongdi::map {
namespace {

using tile::Part;
using tile::Shape;
using tile::TileId;

const TileSource kSource{"/tiles/map/{z}/{x}/{y}.mvt", "1", 8, 15};
const World kMiddle = to_world({120.1499, 30.2653});

tile::WorldBox view_of(double tiles) {
    const double half = tiles * tile::tile_width(15) / 2;
    return {{kMiddle.x - half, kMiddle.y - half}, {kMiddle.x + half, kMiddle.y + half}};
}

/// A tile with one community over its western half, and a road.
std::string western_half() {
    tests::LayerBuilder communities("community");
    const Part ring{{-64, -64}, {2048, -64}, {2048, 4160}, {-64, 4160}};
    communities.add(Shape::Polygon, {ring}, {{"name", "翠苑社区"}, {"code", "339901001001"}});
    tests::LayerBuilder roads("road");
    roads.add(Shape::Line, {{{0, 10}, {4096, 20}}}, {{"name", "文一路"}, {"kind", "primary"}});
    return communities.bytes() + roads.bytes();
}

bool shows(const std::vector<TileShown>& shown, const TileId& id) {
    return std::any_of(shown.begin(), shown.end(),
                       [&id](const TileShown& one) { return one.id == id; });
}

class TileStoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        platform::native::set_work_cost(0);
        store.open(kSource);
    }
    /// Gives the store all that it wants of a view until it wants nothing more.
    void fill(const tile::WorldBox& box, double zoom, const std::string& bytes) {
        for (int i = 0; i < 50; ++i) {
            store.view(box, zoom);
            const std::vector<TileId> ids = store.take_requests(0);
            if (ids.empty()) return;
            for (const TileId& id : ids) store.take(id, bytes);
            while (store.work(1)) {
            }
        }
    }

    TileStore store;
};

TEST_F(TileStoreTest, asks_for_what_a_view_lacks_the_middle_first_and_only_once) {
    EXPECT_TRUE(store.view(view_of(2), 17).empty());
    const std::vector<TileId> ids = store.take_requests(0);
    ASSERT_FALSE(ids.empty());
    EXPECT_EQ(ids.front(), tile::tile_at(kMiddle, 15));
    EXPECT_LE(ids.size(), TileStore::kMostInFlight);
    store.view(view_of(2), 17);
    for (const TileId& id : store.take_requests(0))
        EXPECT_EQ(std::find(ids.begin(), ids.end(), id), ids.end());
}

TEST_F(TileStoreTest, a_tile_that_came_is_not_asked_for_again_before_the_next_view) {
    store.view(view_of(2), 17);
    std::vector<TileId> asked;
    for (std::vector<TileId> ids = store.take_requests(0); !ids.empty();
         ids = store.take_requests(0)) {
        for (const TileId& id : ids) {
            EXPECT_EQ(std::find(asked.begin(), asked.end(), id), asked.end());
            asked.push_back(id);
            store.take(id, western_half());
            store.work(1);
        }
        ASSERT_LT(asked.size(), 100u);
    }
}

TEST_F(TileStoreTest, shows_every_tile_of_a_view_once_it_is_there) {
    fill(view_of(3), 17, western_half());
    const std::vector<TileShown> shown = store.view(view_of(3), 17);
    for (const TileId& id : tile::tiles_over(view_of(3), 15)) EXPECT_TRUE(shows(shown, id));
    EXPECT_TRUE(store.take_requests(0).empty());
    EXPECT_FALSE(store.waits());
}

TEST_F(TileStoreTest, shows_every_tile_that_comes_while_others_are_being_made) {
    store.view(view_of(2), 17);
    const std::vector<TileId> ids = store.take_requests(0);
    ASSERT_GT(ids.size(), 2);
    for (const TileId& id : ids) {
        store.take(id, western_half());
        store.work(1);
        store.view(view_of(2), 17);
    }
    for (const TileId& id : ids) EXPECT_TRUE(shows(store.view(view_of(2), 17), id));
}

TEST_F(TileStoreTest, a_wider_tile_stands_in_for_the_part_that_is_missing) {
    const TileId wide = tile::tile_at(kMiddle, 14);
    store.view(view_of(0.1), 15);
    ASSERT_EQ(store.take_requests(0), std::vector{wide});
    store.take(wide, western_half());
    store.work(1);
    const std::vector<TileShown> shown = store.view(view_of(0.1), 18);
    ASSERT_EQ(shown.size(), 1);
    EXPECT_EQ(shown[0].id, wide);
    EXPECT_EQ(shown[0].cell, tile::tile_at(kMiddle, 15));
}

TEST_F(TileStoreTest, narrower_tiles_stand_in_after_zooming_out) {
    fill(view_of(0.1), 18, western_half());
    const std::vector<TileShown> shown = store.view(view_of(0.1), 14);
    ASSERT_EQ(shown.size(), 1);
    EXPECT_EQ(shown[0].id, tile::tile_at(kMiddle, 15));
}

TEST_F(TileStoreTest, nearer_than_the_last_zoom_its_tiles_are_used) {
    fill(view_of(0.1), 20, western_half());
    EXPECT_EQ(store.view(view_of(0.1), 20).front().id.z, 15);
}

TEST_F(TileStoreTest, a_tile_that_failed_is_asked_for_again_later_and_later) {
    store.view(view_of(0.1), 17);
    const TileId id = store.take_requests(0).front();
    store.fail(id, 0);
    EXPECT_TRUE(store.take_requests(100).empty());
    EXPECT_EQ(store.next_try_ms(), 2000);
    ASSERT_EQ(store.take_requests(2000).size(), 1);
    store.fail(id, 2000);
    EXPECT_EQ(store.next_try_ms(), 6000);
}

TEST_F(TileStoreTest, a_tile_that_is_none_is_taken_as_empty) {
    fill(view_of(0.1), 17, "this is no tile");
    EXPECT_EQ(store.view(view_of(0.1), 17).size(), 1);
    EXPECT_TRUE(store.take_requests(1e9).empty());
}

TEST_F(TileStoreTest, says_in_which_community_a_point_lies) {
    EXPECT_FALSE(store.community_at(kMiddle).known);
    fill(view_of(0.1), 17, western_half());
    const World origin = tile::tile_origin(tile::tile_at(kMiddle, 15));
    const double width = tile::tile_width(15);
    const Whereabouts west = store.community_at({origin.x + 0.49 * width, kMiddle.y});
    EXPECT_TRUE(west.known);
    EXPECT_EQ(west.community, (CommunityName{"339901001001", "翠苑社区"}));
    const Whereabouts east = store.community_at({origin.x + 0.51 * width, kMiddle.y});
    EXPECT_TRUE(east.known);
    EXPECT_TRUE(east.community.code.empty());
    const tile::WorldBox extent = store.extent_of("339901001001");
    EXPECT_NEAR(extent.high.x, origin.x + 0.5 * width, 1e-12);
    EXPECT_GT(store.extent_of("none").low.x, 1);
}

TEST_F(TileStoreTest, keeps_within_its_bytes_but_never_drops_what_is_seen) {
    store = TileStore(20'000);
    store.open(kSource);
    for (int i = 0; i < 40; ++i) {
        const double x = kMiddle.x + i * tile::tile_width(15);
        fill({{x, kMiddle.y}, {x, kMiddle.y}}, 17, western_half());
        ASSERT_EQ(store.view({{x, kMiddle.y}, {x, kMiddle.y}}, 17).size(), 1);
    }
    EXPECT_LE(store.bytes(), 20'000);
    EXPECT_LT(store.size(), 40);
    EXPECT_GT(store.size(), 1);
}

TEST_F(TileStoreTest, another_version_begins_anew_and_takes_no_late_answers) {
    fill(view_of(0.1), 17, western_half());
    store.view(view_of(1.5), 17);
    const std::vector<TileId> late = store.take_requests(0);
    ASSERT_FALSE(late.empty());
    TileSource next = kSource;
    next.version = "2";
    store.open(next);
    EXPECT_EQ(store.size(), 0);
    store.take(late.front(), western_half());
    EXPECT_FALSE(store.waits());
    EXPECT_EQ(store.bytes(), 0);
}

TEST_F(TileStoreTest, work_stops_when_its_time_is_over_and_goes_on_later) {
    store.view(view_of(0.1), 17);
    const TileId id = store.take_requests(0).front();
    tests::LayerBuilder buildings("building");
    for (int i = 0; i < 500; ++i) {
        const int x = i % 25 * 100;
        const int y = i / 25 * 100;
        buildings.add(Shape::Polygon, {{{x, y}, {x + 50, y}, {x + 50, y + 50}, {x, y + 50}}});
    }
    store.take(id, buildings.bytes());
    platform::native::set_work_cost(1);
    int turns = 1;
    while (store.work(work_clock_ms() + 4)) ++turns;
    platform::native::set_work_cost(0);
    EXPECT_GT(turns, 5);
    EXPECT_EQ(store.view(view_of(0.1), 17).front().content->mesh.layers[3].count,
              500 * (6 + 4 * 6 + 4 * 3 * 4));
}

}  // namespace
}  // namespace kongdi::map
