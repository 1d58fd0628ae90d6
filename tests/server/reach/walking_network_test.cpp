// SPDX-License-Identifier: Apache-2.0
#include "server/reach/walking_network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "server/reach/walker.hpp"
#include "tests/server/reach/drawn_roads.hpp"

namespace kongdi::server::tests {

namespace {

constexpr double kNearM = 0.01;

/// Metres on foot, or infinity.
double walked_m(const WalkingNetwork& network, Wgs84Point from, Wgs84Point to,
                double limit_m = 1e6) {
    const auto begin = network.foothold(network.plane().to_plane(from));
    const auto end = network.foothold(network.plane().to_plane(to));
    if (!begin || !end) return HUGE_VAL;
    Walker walker(network);
    walker.walk(*begin, limit_m);
    return walker.distance_m(*end);
}

double walked_m(const DrawnRoads& roads, char from, char to, const NetworkSettings& settings = {}) {
    return walked_m(WalkingNetwork(roads.lines, settings), roads.letters.at(from),
                    roads.letters.at(to));
}

RoadLine line_of(std::vector<std::pair<double, double>> squares, int level = 0) {
    RoadLine line;
    for (const auto& [east, north] : squares) line.path.push_back(square_at(east, north));
    line.level = level;
    return line;
}

TEST(LocalPlane, metres_on_it_are_metres_on_the_ground_and_lead_back) {
    const LocalPlane plane({120.15, 30.27});
    for (const Wgs84Point b : {Wgs84Point{120.16, 30.28}, {120.9, 29.7}, {119.3, 30.9}}) {
        const Wgs84Point a{b.lon + 0.003, b.lat - 0.002};
        EXPECT_NEAR(gap_m(plane.to_plane(a), plane.to_plane(b)) / distance_m(a, b), 1, 1e-4);
        const Wgs84Point back = plane.on_earth(plane.to_plane(b));
        EXPECT_NEAR(back.lon, b.lon, 1e-11);
        EXPECT_NEAR(back.lat, b.lat, 1e-11);
    }
}

TEST(WalkingNetwork, a_way_follows_the_roads_and_not_the_crow) {
    const DrawnRoads roads({
        "+---------+",
        "|         |",
        "|A       B|",
        "|         |",
        "|         |",
        "+         +",
    });
    // 10 to the road, 20 up, 100 along, 20 down, 10 from the road.
    EXPECT_NEAR(walked_m(roads, 'A', 'B'), 160, kNearM);
}

TEST(WalkingNetwork, of_two_ways_the_shorter_one_counts) {
    const DrawnRoads roads({
        "+---------+",
        "|         |",
        "|         |",
        "|A       B|",
        "|         |",
        "+---------+",
    });
    EXPECT_NEAR(walked_m(roads, 'A', 'B'), 10 + 20 + 100 + 20 + 10, kNearM);
}

TEST(WalkingNetwork, on_one_road_people_walk_along_it) {
    const DrawnRoads roads({
        "  A     B ",
        "+--------+",
        "    C     ",
    });
    EXPECT_NEAR(walked_m(roads, 'A', 'B'), 10 + 60 + 10, kNearM);
    EXPECT_NEAR(walked_m(roads, 'A', 'C'), 10 + 20 + 10, kNearM);
    EXPECT_NEAR(walked_m(roads, 'C', 'C'), 20, kNearM);
}

TEST(WalkingNetwork, an_island_is_reached_from_nowhere_else) {
    const DrawnRoads roads({
        " A      B ",
        "+---+ +--+",
        "          ",
        " C        ",
        "+--------+",
    });
    const NetworkSettings all{.least_island_m = 0};
    EXPECT_EQ(walked_m(roads, 'A', 'B', all), HUGE_VAL);
    EXPECT_EQ(walked_m(roads, 'A', 'C', all), HUGE_VAL);
    EXPECT_NEAR(walked_m(roads, 'A', 'A', all), 20, kNearM);
}

TEST(WalkingNetwork, roads_that_hang_together_over_little_are_gaps_of_the_layer) {
    const DrawnRoads roads({
        " A      B ",
        "+---+ +--+",
        "          ",
        " C        ",
        "+--------+",
    });
    // The long one is 90 metres, and stays however much is asked.
    const NetworkSettings strict{.least_island_m = 1000};
    EXPECT_NEAR(WalkingNetwork(roads.lines, strict).length_m(), 90, kNearM);
    EXPECT_NEAR(walked_m(roads, 'A', 'C', strict), 40 + 10, kNearM);
    EXPECT_NEAR(walked_m(roads, 'A', 'B', strict), 40 + 70 + 40, kNearM);
}

TEST(WalkingNetwork, lines_drawn_across_each_other_join) {
    const DrawnRoads roads({
        "   |B ",
        "   |  ",
        "---x--",
        "A  |  ",
        "   |  ",
    });
    EXPECT_NEAR(walked_m(roads, 'A', 'B'), 10 + 30 + 20 + 10, kNearM);
}

TEST(WalkingNetwork, a_point_of_one_line_on_the_other_joins_them_too) {
    const std::vector<RoadLine> lines{line_of({{0, 2}, {5, 2}}), line_of({{3, 0}, {3, 2}, {4, 5}})};
    const WalkingNetwork network(lines);
    EXPECT_NEAR(walked_m(network, square_at(0, 2), square_at(3, 0)), 50, kNearM);
}

TEST(WalkingNetwork, a_bridge_does_not_join_what_runs_below_but_its_own_approach) {
    const std::vector<RoadLine> lines{
        line_of({{0, 5}, {20, 5}}),          // on the ground
        line_of({{10, 0}, {10, 10}}, 1),     // across
        line_of({{10, 10}, {10, 20}}),       // the approach, by a point in common
        line_of({{10.05, -10}, {10, -.08}})  // the other one, by ends that nearly touch
    };
    const WalkingNetwork network(lines, {.least_island_m = 0});
    EXPECT_EQ(walked_m(network, square_at(0, 5), square_at(10, 20)), HUGE_VAL);
    EXPECT_NEAR(walked_m(network, square_at(10.05, -10), square_at(10, 20)), 300, 0.1);
}

TEST(WalkingNetwork, an_end_that_nearly_touches_a_line_is_joined_to_it) {
    const auto network = [](double gap_in_m) {
        return WalkingNetwork(std::vector<RoadLine>{line_of({{0, 0}, {10, 0}}),
                                                    line_of({{4, gap_in_m / kSquareM}, {4, 8}})},
                              {.least_island_m = 0});
    };
    EXPECT_NEAR(walked_m(network(0), square_at(0, 0), square_at(4, 8)), 120, kNearM);
    EXPECT_NEAR(walked_m(network(0.9), square_at(0, 0), square_at(4, 8)), 120, kNearM);
    EXPECT_NEAR(walked_m(network(-0.9), square_at(0, 0), square_at(4, 8)), 120, kNearM);
    EXPECT_EQ(walked_m(network(1.1), square_at(0, 0), square_at(4, 8)), HUGE_VAL);
}

TEST(WalkingNetwork, whoever_lives_too_far_from_all_roads_has_no_way) {
    const WalkingNetwork network(std::vector<RoadLine>{line_of({{0, 0}, {100, 0}})});
    EXPECT_NEAR(walked_m(network, square_at(10, 14.9), square_at(10, 0)), 149, 0.1);
    EXPECT_EQ(walked_m(network, square_at(10, 15.1), square_at(10, 0)), HUGE_VAL);
    EXPECT_FALSE(WalkingNetwork({}).foothold({0, 0}));
    EXPECT_TRUE(WalkingNetwork({}).empty());
}

TEST(WalkingNetwork, a_line_on_the_other_side_of_the_earth_costs_nothing) {
    std::vector<RoadLine> lines{line_of({{0, 0}, {10, 0}}), line_of({{10, 0}, {10, 10}}),
                                line_of({{10, 10}, {20, 10}})};
    lines.push_back({{{0, 0}, {-120, -80}}});
    lines[0].path.insert(lines[0].path.begin(), {0, 0});
    const WalkingNetwork network(lines);
    EXPECT_NEAR(network.length_m(), 300, kNearM);
}

TEST(WalkingNetwork, a_walk_ends_at_its_limit_and_leaves_no_trace_for_the_next) {
    const DrawnRoads roads({
        "+-+-+-+-+-+-+-+",
        "A              ",
    });
    const WalkingNetwork network(roads.lines);
    const auto from = network.foothold(network.plane().to_plane(roads.letters.at('A')));
    Walker walker(network);
    walker.walk(*from, 75);
    // 10 to the road, then 0, 20, 40 and 60 along.
    EXPECT_EQ(walker.vertices().size(), 4u);
    EXPECT_EQ(walker.pieces().size(), 4u);
    walker.walk(*from, 30);
    EXPECT_EQ(walker.vertices().size(), 2u);
    walker.walk(*from, 75);
    EXPECT_EQ(walker.vertices().size(), 4u);
    walker.walk(*from, 5);
    EXPECT_TRUE(walker.vertices().empty());
    EXPECT_EQ(walker.pieces().size(), 1u);
}

}  // namespace

}  // namespace kongdi::server::tests
