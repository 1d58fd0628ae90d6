// SPDX-License-Identifier: Apache-2.0
#include "core/geometry/polygon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/ascii_map.hpp"
#include "tests/support/random.hpp"

namespace kongdi {

using tests::AsciiMap;
using tests::rectangle;

namespace {

/// Each `#` of the map lies inside the area and each `.` outside.
void expect_drawn(const MultiPolygon& area, const AsciiMap& map) {
    for (std::size_t row = 0; row < map.height(); ++row)
        for (std::size_t column = 0; column < map.width(); ++column)
            EXPECT_EQ(contains(area, AsciiMap::middle(column, row)), map.at(column, row) == '#')
                << "column " << column << ", row " << row;
}

/// How often a ring goes round a point; the other way of asking the same question.
int winding_number(const Ring& ring, Wgs84Point p) {
    int turns = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Wgs84Point a = ring[i];
        const Wgs84Point b = ring[(i + 1) % ring.size()];
        const double side = (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat);
        if (a.lat <= p.lat && b.lat > p.lat && side > 0) ++turns;
        if (a.lat > p.lat && b.lat <= p.lat && side < 0) --turns;
    }
    return turns;
}

/// A ring that does not cross itself: round a middle, near and far by turns of the dice.
Ring random_star(tests::Random& random, Wgs84Point middle) {
    const std::size_t corners = 3 + random.below(15);
    Ring ring;
    for (std::size_t i = 0; i < corners; ++i) {
        const double turn =
            6.283185307179586 * static_cast<double>(i) / static_cast<double>(corners);
        const double far = random.real(0.2, 2.0);
        ring.push_back({middle.lon + far * std::cos(turn), middle.lat + far * std::sin(turn)});
    }
    if (random.once_in(2)) std::reverse(ring.begin(), ring.end());
    if (random.once_in(2)) ring.push_back(ring.front());
    return ring;
}

}  // namespace

TEST(Polygon, a_corner_cut_out_is_outside) {
    const Ring ring{{1, 1}, {7, 1}, {7, 3}, {4, 3}, {4, 5}, {1, 5}};
    expect_drawn({Polygon{{ring}}}, AsciiMap({"........",  //
                                              ".###....",  //
                                              ".###....",  //
                                              ".######.",  //
                                              ".######.",  //
                                              "........"}));
}

TEST(Polygon, a_hole_is_outside_and_an_island_in_it_may_be_a_part_of_its_own) {
    const Polygon around{{rectangle(1, 1, 8, 6), rectangle(2, 2, 7, 5)}};
    const Polygon island{{rectangle(4, 3, 5, 4)}};
    expect_drawn({around, island}, AsciiMap({".........",  //
                                             ".#######.",  //
                                             ".#.....#.",  //
                                             ".#..#..#.",  //
                                             ".#.....#.",  //
                                             ".#######.",  //
                                             "........."}));
}

TEST(Polygon, parts_apart_from_each_other_are_both_inside) {
    expect_drawn({Polygon{{rectangle(0, 0, 2, 1)}}, Polygon{{rectangle(4, 1, 6, 3)}}},
                 AsciiMap({"....##",  //
                           "....##",  //
                           "##...."}));
}

TEST(Polygon, a_ring_may_be_closed_or_not_and_run_either_way) {
    const Ring closed = rectangle(1, 1, 3, 3);
    const Ring open(closed.begin(), closed.end() - 1);
    const Ring other_way(closed.rbegin(), closed.rend());
    for (const Ring& ring : {closed, open, other_way})
        expect_drawn({Polygon{{ring}}}, AsciiMap({"....",  //
                                                  ".##.",  //
                                                  ".##.",  //
                                                  "...."}));
}

TEST(Polygon, nothing_contains_nothing) {
    EXPECT_FALSE(contains(Polygon{}, {0, 0}));
    EXPECT_FALSE(contains(Polygon{{Ring{}}}, {0, 0}));
    EXPECT_FALSE(contains(MultiPolygon{}, {0, 0}));
    EXPECT_FALSE(contains(Polygon{{Ring{{0, 0}}}}, {0, 0}));
    EXPECT_TRUE(box_of(MultiPolygon{}).empty());
}

TEST(Polygon, agrees_with_the_winding_number_on_random_shapes) {
    tests::Random random(30);
    int inside = 0;
    for (int i = 0; i < 2'000; ++i) {
        const Wgs84Point middle{random.real(119, 121), random.real(29, 31)};
        const Ring ring = random_star(random, middle);
        for (int k = 0; k < 50; ++k) {
            const Wgs84Point point{middle.lon + random.real(-2, 2),
                                   middle.lat + random.real(-2, 2)};
            const bool expected = winding_number(ring, point) != 0;
            ASSERT_EQ(contains(Polygon{{ring}}, point), expected);
            if (expected) ++inside;
            if (contains(Polygon{{ring}}, point)) {
                ASSERT_TRUE(box_of(MultiPolygon{Polygon{{ring}}}).contains(point));
            }
        }
    }
    EXPECT_GT(inside, 10'000);
    EXPECT_LT(inside, 90'000);
}

TEST(Polygon, each_point_of_a_divided_town_belongs_to_exactly_one_part) {
    // A grid whose inner corners are pushed about, each square cut along a diagonal.
    tests::Random random(31);
    constexpr std::size_t kSide = 8;
    std::vector<Wgs84Point> corners;
    for (std::size_t y = 0; y <= kSide; ++y)
        for (std::size_t x = 0; x <= kSide; ++x) {
            const bool edge = x == 0 || y == 0 || x == kSide || y == kSide;
            const double push = edge || random.once_in(3) ? 0 : 0.3;
            corners.push_back({static_cast<double>(x) + random.real(-push, push),
                               static_cast<double>(y) + random.real(-push, push)});
        }
    std::vector<Polygon> parts;
    for (std::size_t y = 0; y < kSide; ++y)
        for (std::size_t x = 0; x < kSide; ++x) {
            const Wgs84Point a = corners[y * (kSide + 1) + x];
            const Wgs84Point b = corners[y * (kSide + 1) + x + 1];
            const Wgs84Point c = corners[(y + 1) * (kSide + 1) + x + 1];
            const Wgs84Point d = corners[(y + 1) * (kSide + 1) + x];
            parts.push_back(Polygon{{Ring{a, b, c}}});
            parts.push_back(Polygon{{Ring{c, d, a}}});
        }
    const auto owners = [&parts](Wgs84Point point) {
        return std::count_if(parts.begin(), parts.end(),
                             [point](const Polygon& part) { return contains(part, point); });
    };
    for (std::size_t y = 1; y < kSide; ++y)
        for (std::size_t x = 1; x < kSide; ++x)
            EXPECT_EQ(owners(corners[y * (kSide + 1) + x]), 1) << "corner " << x << ", " << y;
    for (const Polygon& part : parts) {
        const Ring& ring = part.rings[0];
        for (std::size_t i = 0; i < 3; ++i) {
            const Wgs84Point a = ring[i];
            const Wgs84Point b = ring[(i + 1) % 3];
            const Wgs84Point half{(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
            const bool inner = half.lon > 0 && half.lat > 0 && half.lon < kSide && half.lat < kSide;
            if (inner) {
                EXPECT_EQ(owners(half), 1) << half.lon << ", " << half.lat;
            }
        }
    }
    for (int i = 0; i < 5'000; ++i)
        ASSERT_EQ(owners({random.real(0, kSide), random.real(0, kSide)}), 1);
}

TEST(Box, is_empty_until_something_is_added) {
    Box box;
    EXPECT_TRUE(box.empty());
    EXPECT_FALSE(box.contains({0, 0}));
    EXPECT_FALSE(box.touches(Box{-180, -90, 180, 90}));
    box.add(Wgs84Point{120, 30});
    EXPECT_FALSE(box.empty());
    EXPECT_EQ(box.centre(), (Wgs84Point{120, 30}));
    box.add(Box{118, 29, 119, 31});
    EXPECT_EQ(box, (Box{118, 29, 120, 31}));
    box.add(Box{});
    EXPECT_EQ(box, (Box{118, 29, 120, 31}));
}

TEST(Box, touches_what_shares_at_least_a_point) {
    const Box box{1, 1, 3, 3};
    EXPECT_TRUE(box.touches({3, 3, 4, 4}));
    EXPECT_TRUE(box.touches({0, 0, 9, 9}));
    EXPECT_TRUE(box.touches({2, 0, 2.5, 9}));
    EXPECT_FALSE(box.touches({3.1, 1, 4, 3}));
    EXPECT_FALSE(box.touches({1, 3.1, 3, 4}));
}

}  // namespace kongdi
