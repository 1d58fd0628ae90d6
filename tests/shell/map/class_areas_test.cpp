// SPDX-License-Identifier: Apache-2.0
#include "shell/map/class_areas.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "shell/map/class_colours.hpp"

namespace kongdi::map {
namespace {

MapShape square(double west, float share) {
    MapShape out{ShapeKind::Class,
                 {{{west, 30}, {west + 1, 30}, {west + 1, 31}, {west, 31}, {west, 30}}}};
    out.share = share;
    return out;
}

/// What the triangles of a paint cover, square units.
double area_of(const ClassAreas& areas, std::size_t paint) {
    const MeshRange& range = areas.mesh.layers[static_cast<std::size_t>(MeshLayer::Ground)];
    double area = 0;
    for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
        const auto corner = [&](std::uint32_t k) {
            return areas.mesh.vertices[areas.mesh.indices[i + k]];
        };
        const MeshVertex a = corner(0);
        const MeshVertex b = corner(1);
        const MeshVertex c = corner(2);
        if (a.paint != paint) continue;
        area += std::abs(double(b.x - a.x) * (c.y - a.y) - double(c.x - a.x) * (b.y - a.y)) / 2;
    }
    return area;
}

TEST(ClassAreas, each_class_has_a_paint_and_neighbours_fill_the_whole) {
    const ClassAreas areas =
        class_areas(std::vector{square(120, 0), square(121, 1), square(122, kKeptBack)});
    EXPECT_EQ(areas.shares, (std::vector<float>{0, 1, kKeptBack}));
    const double high = (to_world({120, 30}).y - to_world({120, 31}).y) / areas.unit;
    const double wide = 1.0 / 360 / areas.unit;
    for (std::size_t paint = 0; paint < 3; ++paint)
        EXPECT_NEAR(area_of(areas, paint) / (high * wide), 1, 1e-3);
}

TEST(ClassAreas, a_hole_stays_open) {
    MapShape ring = square(120, 0);
    ring.parts.push_back({{120.25, 30.25}, {120.75, 30.25}, {120.75, 30.75}, {120.25, 30.75}});
    const double whole = area_of(class_areas(std::vector{square(120, 0)}), 0);
    EXPECT_NEAR(area_of(class_areas(std::vector{ring}), 0) / whole, 0.75, 0.01);
}

TEST(ClassAreas, other_shapes_and_none_make_nothing) {
    EXPECT_TRUE(class_areas({}).mesh.indices.empty());
    MapShape area = square(120, 0);
    area.kind = ShapeKind::Area;
    EXPECT_TRUE(class_areas(std::vector{area}).mesh.indices.empty());
}

}  // namespace
}  // namespace kongdi::map
