// SPDX-License-Identifier: Apache-2.0
#include "core/tile/simplify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "tests/support/random.hpp"

namespace kongdi::tile {

namespace {

std::vector<PlanePoint> wandering(tests::Random& random, std::size_t points) {
    std::vector<PlanePoint> line{{random.real(-10, 10), random.real(-10, 10)}};
    while (line.size() < points)
        line.push_back(
            {line.back().x + random.real(-1, 2), line.back().y + random.real(-1.5, 1.5)});
    return line;
}

}  // namespace

TEST(Simplify, what_is_left_out_lies_within_the_tolerance) {
    tests::Random random(51);
    for (int round = 0; round < 500; ++round) {
        const std::vector<PlanePoint> line = wandering(random, 3 + random.below(120));
        const double tolerance = random.real(0.01, 3);
        const std::vector<PlanePoint> less = simplified(line, tolerance);
        ASSERT_EQ(less.front(), line.front());
        ASSERT_EQ(less.back(), line.back());
        std::size_t next = 0;
        for (const PlanePoint& point : line) {
            if (next < less.size() && point == less[next]) {
                ++next;
                continue;
            }
            ASSERT_LE(segment_distance(point, less[next - 1], less[next]), tolerance);
        }
        ASSERT_EQ(next, less.size());
    }
}

TEST(Simplify, a_straight_line_keeps_its_ends_only) {
    const std::vector<PlanePoint> line{{0, 0}, {1, 1}, {2, 2}, {5, 5}};
    EXPECT_EQ(simplified(line, 0.001), (std::vector<PlanePoint>{{0, 0}, {5, 5}}));
}

TEST(Simplify, a_line_that_goes_there_and_back_keeps_its_far_end) {
    const std::vector<PlanePoint> line{{0, 0}, {10, 0}, {1, 0}};
    EXPECT_EQ(simplified(line, 0.5), line);
}

TEST(Simplify, short_lines_stay_as_they_are) {
    EXPECT_TRUE(simplified({}, 1).empty());
    const std::vector<PlanePoint> two{{0, 0}, {0.1, 0}};
    EXPECT_EQ(simplified(two, 1), two);
}

TEST(Simplify, a_very_long_line_exhausts_nothing) {
    std::vector<PlanePoint> stairs;
    for (int i = 0; i < 20'000; ++i) stairs.push_back({double(i), i % 2 == 0 ? 0.0 : 0.1});
    EXPECT_EQ(simplified(stairs, 0.2).size(), 2);
    tests::Random random(52);
    EXPECT_GT(simplified(wandering(random, 200'000), 1).size(), 1000);
}

}  // namespace kongdi::tile
