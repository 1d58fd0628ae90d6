// SPDX-License-Identifier: Apache-2.0
#include "server/tiles/tile_shape.hpp"

#include <cmath>
#include <numbers>

#include "server/tiles/tile_writer.hpp"
#include "tests/server/tiles/gdal_tile.hpp"
#include "tests/support/random.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;

constexpr TilePlace kPlace{15, 27320, 13490};

/// The point so many units from the tile's north-western corner.
Wgs84Point at(double x, double y) {
    const Box box = box_of(kPlace);
    const double all = kTileExtent + 2 * kTileBuffer;
    return {box.west + (x + kTileBuffer) / all * (box.east - box.west),
            box.north - (y + kTileBuffer) / all * (box.north - box.south)};
}

Ring square(double x, double y, double side) {
    return {at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side)};
}

std::int64_t double_area(const TilePath& ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += std::int64_t{ring[j].x} * ring[i].y - std::int64_t{ring[i].x} * ring[j].y;
    return sum;
}

TEST(TileGrid, a_point_of_a_known_tile_lies_where_others_put_it) {
    // Longitude 0, latitude 0 is the meeting point of the four middle tiles of each zoom.
    const TilePoint corner = point_in_tile({8, 128, 128}, {0, 0});
    EXPECT_NEAR(corner.x, 0, 1e-6);
    EXPECT_NEAR(corner.y, 0, 1e-6);
    const TilePoint inside = point_in_tile({15, 27320, 13490}, {120.155, 30.275});
    EXPECT_GT(inside.x, 0);
    EXPECT_LT(inside.x, kTileExtent);
    EXPECT_FALSE(is_tile({7, 1, 1}));
    EXPECT_FALSE(is_tile({16, 1, 1}));
    EXPECT_FALSE(is_tile({8, 256, 0}));
    EXPECT_FALSE(is_tile({8, 0, -1}));
    EXPECT_TRUE(is_tile({8, 255, 255}));
}

TEST(TileShape, outer_rings_wind_clockwise_and_holes_the_other_way_however_they_came) {
    for (const bool turned : {false, true}) {
        Polygon polygon{{square(100, 100, 1000), square(300, 300, 200)}};
        if (turned)
            for (Ring& ring : polygon.rings) std::reverse(ring.begin(), ring.end());
        const TileShape shape = shape_in_tile(kPlace, MultiPolygon{polygon}, 1);
        ASSERT_EQ(shape.paths.size(), 2u);
        EXPECT_GT(double_area(shape.paths[0]), 0);
        EXPECT_LT(double_area(shape.paths[1]), 0);
        EXPECT_EQ(shape.paths[0].size(), 4u);
    }
}

TEST(TileShape, what_is_smaller_than_a_unit_or_outside_leaves_nothing) {
    EXPECT_TRUE(shape_in_tile(kPlace, MultiPolygon{{{square(10, 10, 0.4)}}}, 1).paths.empty());
    EXPECT_TRUE(shape_in_tile(kPlace, MultiPolygon{{{square(9000, 10, 50)}}}, 1).paths.empty());
    EXPECT_TRUE(shape_in_tile(kPlace, Line{at(5000, 0), at(6000, 100)}, 1).paths.empty());
    EXPECT_TRUE(shape_in_tile(kPlace, at(-100, 0), 1).paths.empty());
    EXPECT_EQ(shape_in_tile(kPlace, at(-50, 0), 1).paths.size(), 1u);
    // A hole goes with its ring, and a ring stays when its hole is dust.
    const Polygon dusty{{square(10, 10, 100), square(20, 20, 0.3)}};
    EXPECT_EQ(shape_in_tile(kPlace, MultiPolygon{dusty}, 1).paths.size(), 1u);
}

TEST(TileShape, a_line_that_leaves_and_comes_back_is_two) {
    const Line line{at(100, 100), at(-500, 100), at(-500, 300), at(100, 300)};
    const TileShape shape = shape_in_tile(kPlace, line, 1);
    ASSERT_EQ(shape.paths.size(), 2u);
    EXPECT_EQ(shape.paths[0].back().x, -kTileBuffer);
    EXPECT_EQ(shape.paths[1].front().x, -kTileBuffer);
}

TEST(TileShape, what_covers_the_tile_is_the_square_of_its_buffer) {
    const TileShape shape = shape_in_tile(kPlace, MultiPolygon{{{square(-9000, -9000, 30000)}}}, 1);
    ASSERT_EQ(shape.paths.size(), 1u);
    const std::int64_t side = kTileExtent + 2 * kTileBuffer;
    EXPECT_EQ(double_area(shape.paths[0]), 2 * side * side);
}

/// A ring around a centre that never crosses itself.
Ring star(Random& random, double x, double y, double least, double most, int corners) {
    Ring out;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = random.real(least, most);
        out.push_back(at(x + r * std::cos(angle), y + r * std::sin(angle)));
    }
    return out;
}

double length_of(const OGRGeometry& geometry) {
    const OgrGeometry boundary(geometry.Boundary());
    return boundary ? OGR_G_Length(OGRGeometry::ToHandle(boundary.get())) : 0;
}

TEST(TileShape, areas_of_any_form_are_what_geos_leaves_of_them_as_gdal_reads_them) {
    Random random(6);
    std::map<std::int64_t, MultiPolygon> areas;
    std::string tile;
    {
        TileLayer layer(tile, "building");
        for (std::int64_t id = 1; id <= 300; ++id) {
            const double x = random.real(-1500, kTileExtent + 1500);
            const double y = random.real(-1500, kTileExtent + 1500);
            const double most = random.real(20, 4000);
            Polygon polygon{{star(random, x, y, most / 2, most, 5 + static_cast<int>(id % 60))}};
            if (id % 3 == 0) polygon.rings.push_back(star(random, x, y, most / 8, most / 4, 7));
            MultiPolygon area{polygon};
            if (id % 5 == 0) area.push_back({{star(random, x + 2.5 * most, y, 10, 40, 6)}});
            areas[id] = area;
            layer.add({id, "名" + std::to_string(id)}, shape_in_tile(kPlace, area, 1));
        }
        layer.finish();
    }
    auto read = read_with_gdal(tile, kPlace);
    const OgrGeometry square = square_of(kPlace);
    const double unit = unit_m(kPlace);
    int compared = 0;
    for (const auto& [id, area] : areas) {
        const OgrGeometry whole = in_mercator(area);
        const OgrGeometry wanted(whole->Intersection(square.get()));
        ASSERT_TRUE(wanted);
        const double wanted_area = OGR_G_Area(OGRGeometry::ToHandle(wanted.get()));
        const auto found = read.find(id);
        const double edge = length_of(*wanted);
        // Simplified within a unit and rounded by half of one, a strip beside the edge may differ.
        const double strip = edge * 1.7 * unit + 4 * unit * unit;
        if (found == read.end()) {
            EXPECT_LT(wanted_area, strip) << id;
            continue;
        }
        EXPECT_EQ(found->second.fields["name"], "名" + std::to_string(id));
        const OgrGeometry clean(found->second.geometry->Buffer(0));
        const OgrGeometry differing(clean->SymDifference(wanted.get()));
        ASSERT_TRUE(differing) << id;
        EXPECT_LT(OGR_G_Area(OGRGeometry::ToHandle(differing.get())), strip) << id;
        ++compared;
    }
    EXPECT_GT(compared, 150);
}

TEST(TileShape, lines_are_what_geos_leaves_of_them_as_gdal_reads_them) {
    Random random(7);
    const auto step = [&random] { return random.real(-600, 600); };
    std::map<std::int64_t, Line> lines;
    std::string tile;
    {
        TileLayer layer(tile, "road");
        for (std::int64_t id = 1; id <= 200; ++id) {
            double x = 2000 + 3 * step(), y = 2000 + 3 * step();
            Line line;
            for (int i = 0; i < 40; ++i) line.push_back(at(x += step(), y += step()));
            lines[id] = line;
            layer.add({id, "", "", "primary", 7.5}, shape_in_tile(kPlace, line, 1));
        }
        layer.finish();
    }
    auto read = read_with_gdal(tile, kPlace);
    EXPECT_GT(read.size(), 150u);
    const double unit = unit_m(kPlace);
    const OgrGeometry square = square_of(kPlace);
    for (const auto& [id, line] : lines) {
        const OgrGeometry wanted(in_mercator(line)->Intersection(square.get()));
        if (wanted->IsEmpty()) {
            EXPECT_EQ(read.count(id), 0u) << id;
            continue;
        }
        ASSERT_EQ(read.count(id), 1u) << id;
        const OgrGeometry& got = read[id].geometry;
        // Each lies within two units of the other.
        const OgrGeometry around_wanted(wanted->Buffer(2 * unit));
        const OgrGeometry around_got(got->Buffer(2 * unit));
        EXPECT_TRUE(around_wanted->Contains(got.get())) << id;
        // A piece shorter than a unit, at a corner of the square, is no line any more.
        const OgrGeometry missing(wanted->Difference(around_got.get()));
        EXPECT_LT(OGR_G_Length(OGRGeometry::ToHandle(missing.get())), 2 * unit) << id;
        EXPECT_EQ(read[id].fields["kind"], "primary");
        EXPECT_EQ(std::stod(read[id].fields["width"]), 7.5);
    }
}

}  // namespace

}  // namespace kongdi::server::tests
