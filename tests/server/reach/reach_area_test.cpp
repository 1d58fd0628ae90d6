// SPDX-License-Identifier: Apache-2.0
#include "server/reach/reach_area.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/geodesic.hpp"
#include "server/reach/contour.hpp"
#include "server/reach/walker.hpp"
#include "tests/server/reach/drawn_roads.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

constexpr double kNearM = 0.05;  // a line along a parallel is not straight on the plane

ReachArea area_of(const WalkingNetwork& network, Wgs84Point point, double metres,
                  const AreaSettings& settings = {}) {
    return reach_areas(network, point, {&metres, 1}, settings).at(0);
}

double length_m(const std::vector<Line>& ways) {
    double sum = 0;
    for (const Line& one : ways)
        for (std::size_t i = 1; i < one.size(); ++i) sum += distance_m(one[i - 1], one[i]);
    return sum;
}

double area_m2(const MultiPolygon& area) {
    double sum = 0;
    for (const Polygon& one : area)
        for (std::size_t i = 0; i < one.rings.size(); ++i)
            sum += (i == 0 ? 1 : -1) * std::abs(ring_area_m2(one.rings[i]));
    return sum;
}

/// Metres to the nearest way.
double beside_m(const std::vector<Line>& ways, const LocalPlane& plane, Metres place) {
    double least = HUGE_VAL;
    for (const Line& one : ways) {
        const Metres a = plane.to_plane(one.front());
        const Metres b = plane.to_plane(one.back());
        least = std::min(least, gap_m(place, a + nearest_part(place, a, b) * (b - a)));
    }
    return least;
}

TEST(ReachArea, on_one_road_it_is_the_road_to_both_sides_and_the_ground_beside_it) {
    const WalkingNetwork network(std::vector<RoadLine>{{{square_at(0, 0), square_at(100, 0)}}});
    const ReachArea reach = area_of(network, square_at(40, 0), 200);
    EXPECT_TRUE(reach.by_network);
    EXPECT_EQ(reach.metres, 200);
    EXPECT_NEAR(length_m(reach.ways), 400, kNearM);
    ASSERT_EQ(reach.area.size(), 1u);
    EXPECT_EQ(reach.area[0].rings.size(), 1u);
    const double strip_m2 = 400 * 60 + 3.14159265 * 30 * 30;
    EXPECT_NEAR(area_m2(reach.area), strip_m2, 0.03 * strip_m2);
    EXPECT_TRUE(contains(reach.area, square_at(22, 2)));
    EXPECT_FALSE(contains(reach.area, square_at(40, 3.3)));
    EXPECT_FALSE(contains(reach.area, square_at(16, 0)));
}

TEST(ReachArea, the_way_to_the_road_counts_and_may_be_all_there_is) {
    const WalkingNetwork network(std::vector<RoadLine>{{{square_at(0, 0), square_at(100, 0)}}});
    EXPECT_NEAR(length_m(area_of(network, square_at(40, 10), 180).ways), 100 + 80 + 80, kNearM);
    const ReachArea shorter = area_of(network, square_at(40, 10), 60);
    EXPECT_NEAR(length_m(shorter.ways), 60, kNearM);
    EXPECT_TRUE(contains(shorter.area, square_at(40, 10)));
    EXPECT_FALSE(contains(shorter.area, square_at(40, 0)));
    EXPECT_EQ(length_m(area_of(network, square_at(40, 10), 0).ways), 0);
    EXPECT_EQ(length_m(area_of(network, square_at(40, 10), -5).ways), 0);
}

TEST(ReachArea, roads_are_cut_where_the_metres_end_even_between_two_ends_that_are_reached) {
    std::vector<RoadLine> lines{{{square_at(0, 0), square_at(80, 0)}},
                                {{square_at(0, 0), square_at(0, 30)}},
                                {{square_at(0, 30), square_at(80, 30)}},
                                {{square_at(80, 0), square_at(80, 30)}}};
    const WalkingNetwork network(lines);
    // All around are 2200 metres, and at 1100 both walks meet.
    EXPECT_NEAR(length_m(area_of(network, square_at(0, 0), 1200).ways), 2200, kNearM);
    EXPECT_NEAR(length_m(area_of(network, square_at(0, 0), 1090).ways), 2180, kNearM);
    EXPECT_NEAR(length_m(area_of(network, square_at(0, 0), 500).ways), 1000, kNearM);
}

TEST(ReachArea, ground_that_no_way_leads_to_is_a_hole) {
    std::vector<RoadLine> lines{{{square_at(0, 0), square_at(40, 0), square_at(40, 40),
                                  square_at(0, 40), square_at(0, 0)}}};
    const ReachArea reach = area_of(WalkingNetwork(lines), square_at(0, 0), 1000);
    ASSERT_EQ(reach.area.size(), 1u);
    ASSERT_EQ(reach.area[0].rings.size(), 2u);
    EXPECT_FALSE(contains(reach.area, square_at(20, 20)));
    EXPECT_TRUE(contains(reach.area, square_at(20, 1)));
    EXPECT_NEAR(std::abs(ring_area_m2(reach.area[0].rings[1])), 340 * 340, 0.02 * 340 * 340);
}

TEST(ReachArea, far_from_all_roads_it_is_a_circle_and_says_so) {
    const WalkingNetwork network(std::vector<RoadLine>{{{square_at(0, 0), square_at(100, 0)}}});
    const ReachArea reach = area_of(network, square_at(40, 30), 130);
    EXPECT_FALSE(reach.by_network);
    EXPECT_TRUE(reach.ways.empty());
    EXPECT_NEAR(area_m2(reach.area), 3.14159265 * 100 * 100, 0.01 * 3.14159265 * 100 * 100);
    EXPECT_TRUE(contains(reach.area, square_at(49, 30)));
    EXPECT_TRUE(contains(area_of(WalkingNetwork({}), square_at(0, 0), 130).area, square_at(0, 9)));
}

TEST(ReachArea, an_area_as_large_as_a_region_is_drawn_more_coarsely) {
    std::vector<RoadLine> lines{{{{119, 29}, {121, 31}}}};
    const ReachArea reach = area_of(WalkingNetwork(lines), {119, 29}, 1e12);
    // Nobody walks more than 100 kilometres.
    EXPECT_NEAR(length_m(reach.ways), 100'000, 20);
    EXPECT_TRUE(contains(reach.area, {119.001, 29.001}));
    EXPECT_FALSE(contains(reach.area, {119.5, 30.5}));
    EXPECT_LT(reach.area[0].rings[0].size(), 500u);
}

TEST(ReachArea, at_random_it_holds_what_the_walk_reaches_and_nothing_far_from_it) {
    const LocalPlane plane({120.15, 30.27});
    int inside = 0, outside = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        const auto spot = [&] { return Metres{random.real(0, 900), random.real(0, 900)}; };
        std::vector<RoadLine> lines(12);
        for (RoadLine& line : lines)
            for (std::size_t points = 2 + random.below(3); points > 0; --points)
                line.path.push_back(plane.on_earth(spot()));
        const WalkingNetwork network(lines, {.least_island_m = 0});
        const Wgs84Point point = plane.on_earth(spot());
        const auto from = network.foothold(network.plane().to_plane(point));
        if (!from) continue;
        const std::vector<double> limits{300, 600, 900};
        const std::vector<ReachArea> areas = reach_areas(network, point, limits);
        Walker walker(network);
        walker.walk(*from, 5000);
        for (std::size_t i = 0; i < limits.size(); ++i) {
            const ReachArea& reach = areas[i];
            EXPECT_TRUE(contains(reach.area, point));
            for (int k = 0; k < 150; ++k) {
                // A place on some road is reached, and enclosed, when the walk says so.
                const auto piece =
                    static_cast<std::uint32_t>(random.below(network.pieces().size()));
                const double along_m = random.real(0, network.pieces()[piece].length_m);
                const Metres place = network.place_on(piece, along_m);
                const double left_m = limits[i] - walker.distance_m({piece, along_m, 0});
                const double gap = beside_m(reach.ways, network.plane(), place);
                if (left_m > 0.01) {
                    ASSERT_LT(gap, 0.01) << "seed " << seed;
                    ASSERT_TRUE(contains(reach.area, network.plane().on_earth(place)))
                        << "seed " << seed;
                    ++inside;
                }
                const Metres anywhere = network.plane().to_plane(plane.on_earth(spot()));
                const double away_m = beside_m(reach.ways, network.plane(), anywhere);
                const bool is_in = contains(reach.area, network.plane().on_earth(anywhere));
                // Holes of less than some houses are filled: 2500 m², 28 metres to the middle.
                if (away_m > 30 + 2 + 29) {
                    ASSERT_FALSE(is_in) << "seed " << seed;
                    ++outside;
                }
                ASSERT_TRUE(is_in || away_m > 25) << "seed " << seed;
            }
        }
    }
    EXPECT_GT(inside, 3000);
    EXPECT_GT(outside, 3000);
}

}  // namespace

}  // namespace kongdi::server::tests
