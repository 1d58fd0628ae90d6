// SPDX-License-Identifier: Apache-2.0
#include "shell/map/mesh_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/support/random.hpp"

namespace kongdi::map {

namespace {

using tile::Part;
using tile::TilePoint;

Part rectangle(std::int32_t west, std::int32_t north, std::int32_t east, std::int32_t south) {
    return {{west, north}, {east, north}, {east, south}, {west, south}};
}

struct Place {
    double x = 0, y = 0;
};

/// Where a corner is when a half metre is so many units wide.
Place place_of(const MeshVertex& vertex, double units_of_half_metre) {
    const double half = vertex.width * units_of_half_metre / 2;
    return {vertex.x + vertex.out_x * half / kOut, vertex.y + vertex.out_y * half / kOut};
}

double area_of(const Mesh& mesh, MeshLayer layer, double units = 1) {
    const MeshRange range = mesh.layers[static_cast<std::size_t>(layer)];
    double area = 0;
    for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
        const Place a = place_of(mesh.vertices[mesh.indices[i]], units);
        const Place b = place_of(mesh.vertices[mesh.indices[i + 1]], units);
        const Place c = place_of(mesh.vertices[mesh.indices[i + 2]], units);
        area += std::fabs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
    }
    return area;
}

bool covers(const Mesh& mesh, MeshLayer layer, Place at, double units) {
    const MeshRange range = mesh.layers[static_cast<std::size_t>(layer)];
    const auto side = [at](Place a, Place b) {
        return (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
    };
    for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
        const Place a = place_of(mesh.vertices[mesh.indices[i]], units);
        const Place b = place_of(mesh.vertices[mesh.indices[i + 1]], units);
        const Place c = place_of(mesh.vertices[mesh.indices[i + 2]], units);
        const double u = side(a, b), v = side(b, c), w = side(c, a);
        if ((u >= -1e-9 && v >= -1e-9 && w >= -1e-9) || (u <= 1e-9 && v <= 1e-9 && w <= 1e-9))
            return true;
    }
    return false;
}

double away(Place p, Place a, Place b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
    const double t = std::fmin(1, std::fmax(0, along));
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

}  // namespace

TEST(MeshBuilder, an_area_is_as_large_as_its_ring_without_its_holes) {
    MeshBuilder builder;
    const std::vector<Part> rings{rectangle(0, 0, 1000, 600), rectangle(100, 100, 300, 200)};
    builder.add_area(MeshLayer::Ground, Paint::Green, rings);
    const Mesh mesh = builder.finish();
    EXPECT_DOUBLE_EQ(area_of(mesh, MeshLayer::Ground), 1000 * 600 - 200 * 100);
    EXPECT_FALSE(covers(mesh, MeshLayer::Ground, {200, 150}, 1)) << "the hole stays open";
    EXPECT_TRUE(covers(mesh, MeshLayer::Ground, {500, 150}, 1));
    for (const MeshVertex& vertex : mesh.vertices) {
        EXPECT_EQ(vertex.paint, static_cast<std::uint8_t>(Paint::Green));
        EXPECT_EQ(vertex.width, 0);
    }
}

TEST(MeshBuilder, layers_lie_one_after_another_and_no_two_meshes_have_one_number) {
    MeshBuilder builder;
    builder.add_line(MeshLayer::Roads, Paint::Road, {{0, 0}, {100, 0}}, 6);
    builder.add_area(MeshLayer::Ground, Paint::Water, std::vector<Part>{rectangle(0, 0, 9, 9)});
    const Mesh mesh = builder.finish();
    std::uint32_t next = 0;
    for (const MeshRange& range : mesh.layers) {
        EXPECT_EQ(range.first, next);
        next += range.count;
    }
    EXPECT_EQ(next, mesh.indices.size());
    EXPECT_EQ(mesh.layers[static_cast<std::size_t>(MeshLayer::Ground)].count, 6u);
    const Mesh empty = builder.finish();
    EXPECT_TRUE(empty.vertices.empty()) << "the builder begins anew";
    EXPECT_NE(empty.number, mesh.number);
}

TEST(MeshBuilder, a_straight_line_is_as_wide_as_said_and_round_at_its_ends) {
    MeshBuilder builder;
    builder.add_line(MeshLayer::Roads, Paint::Road, {{100, 100}, {1100, 100}}, 8);
    const Mesh mesh = builder.finish();
    constexpr double kUnits = 4;  // 16 half metres: 64 units across
    EXPECT_TRUE(covers(mesh, MeshLayer::Roads, {600, 131}, kUnits));
    EXPECT_FALSE(covers(mesh, MeshLayer::Roads, {600, 133}, kUnits));
    EXPECT_TRUE(covers(mesh, MeshLayer::Roads, {70, 100}, kUnits));
    EXPECT_FALSE(covers(mesh, MeshLayer::Roads, {72, 128}, kUnits)) << "the corner is cut round";
}

TEST(MeshBuilder, bends_leave_no_gap_and_nothing_reaches_further_than_half_the_width) {
    tests::Random random(61);
    constexpr double kUnits = 4;
    constexpr double kHalf = 32;  // of 8 m
    for (int round = 0; round < 60; ++round) {
        const bool closed = random.once_in(2);
        Part line;
        const std::size_t points = 3 + random.below(4);
        while (line.size() < points)
            line.push_back({static_cast<std::int32_t>(random.between(0, 1500)),
                            static_cast<std::int32_t>(random.between(0, 1500))});
        MeshBuilder builder;
        builder.add_line(MeshLayer::Roads, Paint::Road, line, 8, closed);
        const Mesh mesh = builder.finish();
        const std::size_t pieces = closed ? line.size() : line.size() - 1;
        const auto nearest = [&](Place p) {
            double least = 1e9;
            for (std::size_t i = 0; i < pieces; ++i) {
                const TilePoint a = line[i];
                const TilePoint b = line[(i + 1) % line.size()];
                least = std::fmin(least,
                                  away(p, {double(a.x), double(a.y)}, {double(b.x), double(b.y)}));
            }
            return least;
        };
        for (const MeshVertex& vertex : mesh.vertices)
            ASSERT_LT(nearest(place_of(vertex, kUnits)), kHalf * 1.02) << round;
        for (int i = 0; i < 300; ++i) {
            const Place p{random.real(-40, 1540), random.real(-40, 1540)};
            // A round join is made of straight pieces: half a hundredth of its radius short.
            if (nearest(p) < kHalf * 0.97) {
                ASSERT_TRUE(covers(mesh, MeshLayer::Roads, p, kUnits)) << round;
            }
        }
    }
}

TEST(MeshBuilder, a_line_without_length_is_nothing) {
    MeshBuilder builder;
    builder.add_line(MeshLayer::Roads, Paint::Road, {}, 6);
    builder.add_line(MeshLayer::Roads, Paint::Road, {{5, 5}}, 6);
    builder.add_line(MeshLayer::Roads, Paint::Road, {{5, 5}, {5, 5}, {5, 5}}, 6, true);
    EXPECT_TRUE(builder.finish().vertices.empty());
}

TEST(MeshBuilder, coordinates_that_do_not_fit_are_held_at_the_border) {
    MeshBuilder builder;
    builder.add_line(MeshLayer::Roads, Paint::Road, {{-100'000, 0}, {100'000, 0}}, 500);
    const Mesh mesh = builder.finish();
    EXPECT_EQ(mesh.vertices[0].x, -32768);
    EXPECT_EQ(mesh.vertices[0].width, 255);
}

TEST(MeshBuilder, rings_of_a_feature_become_areas_with_their_holes) {
    tile::Feature feature;
    const Part outer = rectangle(0, 0, 100, 100);
    Part hole = rectangle(10, 10, 20, 20);
    std::reverse(hole.begin(), hole.end());
    const Part second = rectangle(200, 0, 300, 100);
    ASSERT_GT(tile::doubled_area(outer), 0);
    ASSERT_LT(tile::doubled_area(hole), 0);
    feature.parts = {outer, hole, {{1, 1}, {2, 2}}, {{0, 0}, {5, 5}, {9, 9}}, second};
    const auto areas = areas_of(feature);
    ASSERT_EQ(areas.size(), 2u);
    EXPECT_EQ(areas[0], (std::vector<Part>{outer, hole}));
    EXPECT_EQ(areas[1], (std::vector<Part>{second}));
}

}  // namespace kongdi::map
