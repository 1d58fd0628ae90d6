// SPDX-License-Identifier: Apache-2.0
#include "server/features/shape.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::features {

namespace {

Shape point(double x, double y) { return {{{x, y}}, {}, {}}; }
Shape line(Path path) { return {{}, {std::move(path)}, {}}; }

/// From 0 to 4 with a hole from 1 to 3.
Shape frame() {
    return {{},
            {},
            {{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {3, 1}, {3, 3}, {1, 3}, {1, 1}}}}};
}

bool meet(const Shape& a, const Shape& b) {
    EXPECT_EQ(intersects(a, b), intersects(b, a));
    return intersects(a, b);
}

TEST(Shape, a_point_meets_an_area_inside_and_on_its_edge_and_not_in_its_hole) {
    EXPECT_TRUE(meet(point(0.5, 0.5), frame()));
    EXPECT_TRUE(meet(point(4, 2), frame()));
    EXPECT_TRUE(meet(point(4, 4), frame()));
    EXPECT_TRUE(meet(point(3, 2), frame()));
    EXPECT_FALSE(meet(point(2, 2), frame()));
    EXPECT_FALSE(meet(point(4.1, 2), frame()));
}

TEST(Shape, areas_meet_where_edges_cross_or_one_lies_in_the_other) {
    EXPECT_TRUE(meet(rectangle({3.5, 3.5}, {6, 6}), frame()));
    EXPECT_TRUE(meet(rectangle({4, 4}, {6, 6}), frame())) << "a corner";
    EXPECT_TRUE(meet(rectangle({-1, -1}, {5, 5}), frame())) << "around it";
    EXPECT_TRUE(meet(rectangle({0.2, 0.2}, {0.8, 0.8}), frame())) << "in it";
    EXPECT_FALSE(meet(rectangle({1.5, 1.5}, {2.5, 2.5}), frame())) << "in its hole";
    EXPECT_FALSE(meet(rectangle({5, 0}, {6, 4}), frame()));
}

TEST(Shape, lines_meet_what_they_cross_or_touch) {
    EXPECT_TRUE(meet(line({{-1, 2}, {0.5, 2}}), frame()));
    EXPECT_TRUE(meet(line({{0.2, 0.2}, {0.4, 0.4}}), frame()));
    EXPECT_FALSE(meet(line({{1.5, 1.5}, {2.5, 2.5}}), frame()));
    EXPECT_TRUE(meet(line({{0, 0}, {2, 2}}), line({{0, 2}, {2, 0}})));
    EXPECT_TRUE(meet(line({{0, 0}, {2, 2}}), point(1, 1)));
    EXPECT_FALSE(meet(line({{0, 0}, {2, 2}}), point(1, 1.1)));
    EXPECT_FALSE(meet(line({{0, 0}, {1, 1}}), line({{2, 2}, {3, 3}}))) << "on one line, apart";
}

TEST(Shape, nothing_meets_nothing) {
    EXPECT_FALSE(meet({}, {}));
    EXPECT_FALSE(meet({}, frame()));
}

}  // namespace

}  // namespace kongdi::server::features
