// SPDX-License-Identifier: Apache-2.0
#include "core/tile/mvt.hpp"

#include <gtest/gtest.h>

#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"
#include "tests/support/tile_builder.hpp"

namespace kongdi::tile {

namespace {

const Part kSquare{{0, 0}, {100, 0}, {100, 100}, {0, 100}};
const Part kHole{{20, 20}, {20, 60}, {60, 60}, {60, 20}};

std::string small_tile() {
    tests::LayerBuilder roads("road");
    roads.add(Shape::Line, {{{0, 0}, {50, 20}, {4096, 30}}, {{-64, 5}, {7, 9}}},
              {{"name", "文一路"}, {"kind", "primary"}}, 24);
    tests::LayerBuilder green("green");
    green.add(Shape::Polygon, {kSquare, kHole}, {{"name", "中心绿地"}});
    tests::LayerBuilder spaces("facility");
    spaces.add(Shape::Point, {{{5, 6}, {7, 8}}});
    return roads.bytes() + green.bytes() + spaces.bytes();
}

ErrorCode code_of(std::string_view bytes, const MvtLimits& limits = {}) {
    const Result<Tile> tile = read_mvt(bytes, limits);
    return tile ? ErrorCode::Count_ : tile.error().code;
}

/// A layer with one feature of these geometry words.
std::string tile_of(Shape shape, const std::vector<std::uint32_t>& words) {
    std::string geometry;
    for (const std::uint32_t word : words) tests::put_varint(geometry, word);
    std::string feature;
    tests::put_number(feature, 3, static_cast<std::uint64_t>(shape));
    tests::put_bytes(feature, 4, geometry);
    std::string layer;
    tests::put_number(layer, 15, 2);
    tests::put_bytes(layer, 1, "x");
    tests::put_bytes(layer, 2, feature);
    std::string tile;
    tests::put_bytes(tile, 3, layer);
    return tile;
}

}  // namespace

TEST(Mvt, reads_layers_features_and_their_attributes) {
    const Result<Tile> tile = read_mvt(small_tile());
    ASSERT_TRUE(tile) << tile.error().path;
    ASSERT_EQ(tile->layers.size(), 3);
    const Layer& roads = tile->layers[0];
    EXPECT_EQ(roads.name, "road");
    EXPECT_EQ(roads.extent, 4096);
    ASSERT_EQ(roads.features.size(), 1);
    const Feature& road = roads.features[0];
    EXPECT_EQ(road.id, 1);
    EXPECT_EQ(road.shape, Shape::Line);
    ASSERT_EQ(road.parts.size(), 2);
    EXPECT_EQ(road.parts[0], (Part{{0, 0}, {50, 20}, {4096, 30}}));
    EXPECT_EQ(road.parts[1], (Part{{-64, 5}, {7, 9}}));
    EXPECT_EQ(roads.text(road, "name"), "文一路");
    EXPECT_EQ(roads.number_or(road, "width", 0), 24);
    EXPECT_EQ(roads.text(road, "code"), "");
    EXPECT_EQ(roads.number_or(road, "name", 3), 3);
    const Feature& green = tile->layers[1].features[0];
    ASSERT_EQ(green.parts.size(), 2);
    EXPECT_GT(doubled_area(green.parts[0]), 0);
    EXPECT_LT(doubled_area(green.parts[1]), 0);
    EXPECT_EQ(tile->layers[2].features[0].parts[0], (Part{{5, 6}, {7, 8}}));
}

// The example of the specification, 4.3.5.2: a linestring.
TEST(Mvt, reads_the_example_of_the_specification) {
    const Result<Tile> tile = read_mvt(tile_of(Shape::Line, {9, 4, 4, 18, 0, 16, 16, 0}));
    ASSERT_TRUE(tile) << tile.error().path;
    EXPECT_EQ(tile->layers[0].features[0].parts[0], (Part{{2, 2}, {2, 10}, {10, 10}}));
}

TEST(Mvt, an_empty_tile_is_a_tile) {
    const Result<Tile> tile = read_mvt("");
    ASSERT_TRUE(tile);
    EXPECT_TRUE(tile->layers.empty());
}

TEST(Mvt, a_geometry_against_the_rules_is_refused_with_its_place) {
    const Result<Tile> tile = read_mvt(tile_of(Shape::Line, {18, 0, 16, 16, 0}));
    ASSERT_FALSE(tile);
    EXPECT_EQ(tile.error(), (Error{ErrorCode::FieldFormat, "/layers/0/features/0/geometry"}));
    EXPECT_EQ(code_of(tile_of(Shape::Line, {9, 4})), ErrorCode::FieldFormat);
    EXPECT_EQ(code_of(tile_of(Shape::Line, {9, 4, 4, 15})), ErrorCode::FieldFormat);
    EXPECT_EQ(code_of(tile_of(Shape::Point, {10, 4, 4})), ErrorCode::FieldFormat);
    EXPECT_EQ(code_of(tile_of(Shape::Line, {11, 4, 4})), ErrorCode::FieldFormat);
    EXPECT_EQ(code_of(tile_of(Shape::Line, {17, 4, 4, 4, 4})), ErrorCode::FieldFormat);
    EXPECT_EQ(code_of(tile_of(Shape::Polygon, {9, 0, 0, 18, 2, 2, 4, 4, 9, 0, 0})),
              ErrorCode::FieldFormat);
}

TEST(Mvt, a_count_that_promises_more_than_there_is_costs_nothing) {
    EXPECT_EQ(code_of(tile_of(Shape::Point, {0xFFFFFFF9u, 2, 2})), ErrorCode::FieldFormat);
}

TEST(Mvt, limits_hold) {
    const std::string bytes = small_tile();
    EXPECT_EQ(code_of(bytes, {.bytes = 10}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes, {.layers = 2}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes, {.features = 2}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes, {.points = 8}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes, {.values = 3}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes, {.reach = 4095}), ErrorCode::FieldRange);
    EXPECT_EQ(code_of(bytes), ErrorCode::Count_);
}

TEST(Mvt, a_text_that_is_no_utf_8_is_refused) {
    EXPECT_EQ(code_of(tests::LayerBuilder("\xFF").bytes()), ErrorCode::FieldFormat);
    tests::LayerBuilder layer("road");
    layer.add(Shape::Point, {{{1, 1}}}, {{"name", "\xE6\x96"}});
    EXPECT_EQ(code_of(layer.bytes()), ErrorCode::FieldFormat);
}

TEST(Mvt, an_attribute_that_does_not_exist_is_refused) {
    std::string feature;
    tests::put_bytes(feature, 2, std::string("\x00\x05", 2));
    tests::put_number(feature, 3, 1);
    std::string geometry;
    for (const std::uint64_t word : {9, 2, 2}) tests::put_varint(geometry, word);
    tests::put_bytes(feature, 4, geometry);
    std::string layer;
    tests::put_bytes(layer, 1, "x");
    tests::put_bytes(layer, 2, feature);
    tests::put_bytes(layer, 3, "name");
    std::string tile;
    tests::put_bytes(tile, 3, layer);
    EXPECT_EQ(code_of(tile), ErrorCode::FieldRange);
}

TEST(Mvt, every_beginning_of_a_tile_is_read_or_refused) {
    const std::string bytes = small_tile();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const Result<Tile> tile = read_mvt(std::string_view(bytes).substr(0, size));
        EXPECT_LT(tile ? tile->layers.size() : 0, 3);
    }
}

// Sanitizers and the limits find what goes wrong here; see tests/run fuzz for longer runs.
TEST(Mvt, bytes_of_chance_break_nothing) {
    const std::string whole = small_tile();
    tests::Random random(43);
    std::size_t read = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string bytes = whole;
        const std::size_t changes = 1 + random.below(4);
        for (std::size_t k = 0; k < changes; ++k) {
            const std::size_t at = random.below(bytes.size());
            switch (random.below(4)) {
                case 0: bytes[at] = static_cast<char>(random.next()); break;
                case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8))); break;
                case 2: bytes.erase(at, 1 + random.below(4)); break;
                default: bytes.insert(at, 1, static_cast<char>(random.next())); break;
            }
            if (bytes.empty()) break;
        }
        const Result<Tile> tile = read_mvt(bytes, {.points = 1000, .reach = 1 << 16});
        if (!tile) {
            ASSERT_TRUE(tile.error().code == ErrorCode::FieldFormat ||
                        tile.error().code == ErrorCode::FieldRange);
            continue;
        }
        ++read;
        for (const Layer& layer : tile->layers)
            for (const Feature& feature : layer.features) {
                for (const auto& [key, value] : feature.tags) {
                    ASSERT_LT(key, layer.keys.size());
                    ASSERT_LT(value, layer.values.size());
                }
                for (const Part& part : feature.parts)
                    for (const TilePoint point : part) {
                        ASSERT_LE(std::abs(point.x), 1 << 16);
                        ASSERT_LE(std::abs(point.y), 1 << 16);
                    }
            }
    }
    // Many changes do no harm to the form; a reader that refuses everything would prove nothing.
    EXPECT_GT(read, 10'000);
}

}  // namespace kongdi::tile
