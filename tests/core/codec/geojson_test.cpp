// SPDX-License-Identifier: Apache-2.0
#include "core/codec/geojson.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "core/codec/json.hpp"
#include "tests/support/ascii_map.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi {

namespace {

Value json(std::string_view text) { return parse_own_json(text).value(); }

std::string coordinate(double degrees) {
    std::string out;
    append_coordinate(out, degrees);
    return out;
}

/// Every geometry or feature of a file is one that we read.
bool is_read(const Value& tree) {
    if (tree.text("type") == "Feature") return feature_of(tree).has_value();
    if (tree.text("type") != "FeatureCollection") return geometry_of(tree).has_value();
    const Value::List* features = tree["features"].if_list();
    return features != nullptr &&
           std::all_of(features->begin(), features->end(),
                       [](const Value& feature) { return feature_of(feature).has_value(); });
}

}  // namespace

TEST(GeoJson, each_kind_of_geometry_reads_back_as_it_was_written) {
    const Polygon square{{tests::rectangle(0, 0, 4, 4), tests::rectangle(1, 1, 2, 2)}};
    const Polygon island{{tests::rectangle(10, 10, 11, 11)}};
    for (const Geometry& geometry :
         {Geometry(Wgs84Point{120.1551, -30.25}), Geometry(Line{{0, 0}, {1, 1}, {2, 0.5}}),
          Geometry(MultiPolygon{square}), Geometry(MultiPolygon{square, island})}) {
        const Value tree = json(write_json(geometry_tree(geometry)));
        const Result<Geometry> again = geometry_of(tree);
        ASSERT_TRUE(again.has_value()) << write_json(tree);
        EXPECT_EQ(*again, geometry);
    }
}

TEST(GeoJson, one_part_is_a_polygon_and_several_are_a_multi_polygon) {
    const Polygon square{{tests::rectangle(0, 0, 1, 1)}};
    EXPECT_EQ(geometry_tree(MultiPolygon{square}).text("type"), "Polygon");
    EXPECT_EQ(geometry_tree(MultiPolygon{square, square}).text("type"), "MultiPolygon");
}

TEST(GeoJson, an_open_ring_is_closed_when_it_is_written) {
    EXPECT_EQ(write_json(geometry_tree(MultiPolygon{Polygon{{Ring{{0, 0}, {1, 0}, {1, 1}}}}})),
              R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})");
}

TEST(GeoJson, what_is_no_geometry_is_refused_with_the_place_named) {
    struct Case {
        std::string_view text;
        Error error;
    };
    for (const Case& row : {
             Case{"{}", {ErrorCode::FieldChoice, "/type"}},
             Case{"null", {ErrorCode::FieldChoice, "/type"}},
             Case{R"({"type":"point","coordinates":[1,2]})", {ErrorCode::FieldChoice, "/type"}},
             Case{R"({"type":"MultiPoint","coordinates":[[1,2]]})",
                  {ErrorCode::FieldChoice, "/type"}},
             Case{R"({"type":"Point"})", {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"Point","coordinates":[1]})", {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"Point","coordinates":["1","2"]})",
                  {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"Point","coordinates":[1,2,"f"]})",
                  {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"Point","coordinates":[181,2]})",
                  {ErrorCode::CoordinatesRange, "/coordinates"}},
             Case{R"({"type":"Point","coordinates":[30.2,120.1]})",
                  {ErrorCode::CoordinatesRange, "/coordinates"}},
             Case{R"({"type":"LineString","coordinates":[[1,2]]})",
                  {ErrorCode::FieldRange, "/coordinates"}},
             Case{R"({"type":"LineString","coordinates":{}})",
                  {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"Polygon","coordinates":[]})",
                  {ErrorCode::FieldRange, "/coordinates"}},
             Case{R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]})",
                  {ErrorCode::FieldRange, "/coordinates"}},
             Case{R"({"type":"Polygon","coordinates":[5]})",
                  {ErrorCode::FieldType, "/coordinates"}},
             Case{R"({"type":"MultiPolygon","coordinates":[[[1]]]})",
                  {ErrorCode::FieldRange, "/coordinates"}},
             Case{R"({"type":"MultiPolygon","coordinates":1})",
                  {ErrorCode::FieldType, "/coordinates"}},
         }) {
        const Result<Geometry> geometry = geometry_of(json(row.text));
        ASSERT_FALSE(geometry.has_value()) << row.text;
        EXPECT_EQ(geometry.error(), row.error) << row.text;
    }
}

TEST(GeoJson, a_height_is_read_over) {
    EXPECT_EQ(*geometry_of(json(R"({"type":"Point","coordinates":[100,0,15]})")),
              Geometry(Wgs84Point{100, 0}));
}

TEST(GeoJson, a_feature_has_a_geometry_and_may_have_properties) {
    const Feature sent{Wgs84Point{120, 30}, Value::map({{"name", "车棚"}, {"area", 60}})};
    const Result<Feature> got = feature_of(json(write_json(feature_tree(sent))));
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->geometry, sent.geometry);
    EXPECT_EQ(got->properties, sent.properties);

    const std::string geometry = R"("geometry":{"type":"Point","coordinates":[1,2]})";
    EXPECT_EQ(feature_of(json(R"({"type":"Feature",)" + geometry + "}"))->properties, Value::map());
    EXPECT_EQ(feature_of(json("{" + geometry + "}")).error(),
              (Error{ErrorCode::FieldChoice, "/type"}));
    EXPECT_EQ(feature_of(json(R"({"type":"Feature","properties":[],)" + geometry + "}")).error(),
              (Error{ErrorCode::FieldType, "/properties"}));
    EXPECT_EQ(feature_of(json(R"({"type":"Feature","geometry":null})")).error(),
              (Error{ErrorCode::FieldChoice, "/geometry/type"}));
    EXPECT_EQ(feature_of(json(R"({"type":"Feature","geometry":{"type":"Point"}})")).error(),
              (Error{ErrorCode::FieldType, "/geometry/coordinates"}));
}

TEST(GeoJson, a_box_holds_each_kind_of_geometry) {
    EXPECT_EQ(box_of(Geometry(Wgs84Point{1, 2})), (Box{1, 2, 1, 2}));
    EXPECT_EQ(box_of(Geometry(Line{{0, 5}, {3, 1}})), (Box{0, 1, 3, 5}));
    EXPECT_EQ(box_of(Geometry(MultiPolygon{Polygon{{tests::rectangle(0, 0, 1, 1)}},
                                           Polygon{{tests::rectangle(5, 6, 7, 8)}}})),
              (Box{0, 0, 7, 8}));
}

TEST(GeoJson, a_coordinate_has_seven_digits_at_most_and_no_zeros_behind) {
    struct Case {
        double degrees;
        std::string_view text;
    };
    for (const Case& row :
         {Case{0, "0"}, Case{-0.0, "0"}, Case{120, "120"}, Case{-180, "-180"}, Case{120.5, "120.5"},
          Case{120.1551, "120.1551"}, Case{-0.0000001, "-0.0000001"}, Case{0.00000004, "0"},
          Case{-0.00000004, "0"}, Case{29.99999999, "30"}, Case{1.00000016, "1.0000002"},
          Case{90.0000001, "90.0000001"}, Case{-0.5, "-0.5"}})
        EXPECT_EQ(coordinate(row.degrees), row.text);
    tests::Random random(110);
    for (int i = 0; i < 50'000; ++i) {
        const double degrees = random.real(-180, 180);
        ASSERT_NEAR(std::strtod(coordinate(degrees).c_str(), nullptr), degrees, 5.001e-8);
    }
}

// Why each is refused, or read in spite of what the linter says of it.
TEST(GeoJson, the_files_of_geojsonhint_and_the_fixtures_are_answered_as_we_mean_to) {
    enum class Read { Yes, No };
    const std::map<std::string_view, Read> kFiles{
        {"geojsonhint/test/data/bad/bad-featurelist", Read::No},
        {"geojsonhint/test/data/bad/bad-json", Read::No},
        {"geojsonhint/test/data/bad/bad-object-type", Read::No},
        {"geojsonhint/test/data/bad/bad-properties-as-array", Read::No},
        {"geojsonhint/test/data/bad/bad-duplicate-properties", Read::No},
        {"geojsonhint/test/data/bad/badcoord", Read::No},
        {"geojsonhint/test/data/bad/badcoordtype", Read::No},
        {"geojsonhint/test/data/bad/badfeature", Read::No},
        {"geojsonhint/test/data/bad/expected_object", Read::No},
        {"geojsonhint/test/data/bad/false", Read::No},
        {"geojsonhint/test/data/bad/featurecollection", Read::No},
        {"geojsonhint/test/data/bad/featurecollection-obj", Read::No},
        {"geojsonhint/test/data/bad/featurecollection-type-case", Read::No},
        {"geojsonhint/test/data/bad/multiple_problems", Read::No},
        {"geojsonhint/test/data/bad/multipoint-multidimension", Read::No},
        {"geojsonhint/test/data/bad/nofeaturetype", Read::No},
        {"geojsonhint/test/data/bad/notype", Read::No},
        {"geojsonhint/test/data/bad/point", Read::No},
        {"geojsonhint/test/data/bad/point-labeled-as-a-multipolygon", Read::No},
        {"geojsonhint/test/data/bad/point-string", Read::No},
        {"geojsonhint/test/data/bad/point-toofew", Read::No},
        {"geojsonhint/test/data/bad/rootstring", Read::No},
        {"geojsonhint/test/data/bad/short-line", Read::No},
        {"geojsonhint/test/data/bad/short-linearring", Read::No},
        {"geojsonhint/test/data/bad/stringcoord", Read::No},
        {"geojsonhint/test/data/bad/unknowntype", Read::No},
        // We close rings ourselves.
        {"geojsonhint/test/data/bad/different-first-last", Read::Yes},
        {"geojsonhint/test/data/bad/different-first-size", Read::Yes},
        // Even-odd asks nobody which way a ring runs.
        {"geojsonhint/test/data/bad/polygon_winding_order", Read::Yes},
        {"geojsonhint/test/data/bad/bad-polygon-interiorring-rhr", Read::Yes},
        // Members beside type, geometry, coordinates and properties are read over.
        {"geojsonhint/test/data/bad/bbox-string", Read::Yes},
        {"geojsonhint/test/data/bad/badfeatureid", Read::Yes},
        {"geojsonhint/test/data/bad/feature_changed_semantics", Read::Yes},
        {"geojsonhint/test/data/bad/excessive_precision_truncated", Read::Yes},
        {"geojsonhint/test/data/good/good-feature", Read::Yes},
        {"geojsonhint/test/data/good/good-feature-with-id", Read::Yes},
        {"geojsonhint/test/data/good/good-linestring", Read::Yes},
        {"geojsonhint/test/data/good/good-point", Read::Yes},
        {"geojsonhint/test/data/good/good-point-3d", Read::Yes},
        {"geojsonhint/test/data/good/good-polygon", Read::Yes},
        {"geojsonhint/test/data/good/multipolygon", Read::Yes},
        {"geojsonhint/test/data/good/nullproperties", Read::Yes},
        // Kinds of geometry that no space, road or community has.
        {"geojsonhint/test/data/good/good-multipoint", Read::No},
        {"geojsonhint/test/data/good/good-geometrycollection", Read::No},
        {"geojsonhint/test/data/good/nullgeometry", Read::No},
        // It lies outside the world.
        {"geojsonhint/test/data/good/issue82", Read::No},
        {"geojson-fixtures/geometry/point", Read::Yes},
        {"geojson-fixtures/geometry/point-xyz", Read::Yes},
        {"geojson-fixtures/geometry/linestring", Read::Yes},
        {"geojson-fixtures/geometry/linestring-xyz", Read::Yes},
        {"geojson-fixtures/geometry/polygon", Read::Yes},
        {"geojson-fixtures/geometry/polygon-xyz", Read::Yes},
        {"geojson-fixtures/geometry/multipolygon", Read::Yes},
        {"geojson-fixtures/geometry/multipolygon-xyz", Read::Yes},
        {"geojson-fixtures/geometry/multilinestring", Read::No},
        {"geojson-fixtures/feature/one", Read::Yes},
        {"geojson-fixtures/featurecollection/one", Read::Yes},
    };
    const auto folder = tests::shared_data("bad_input");
    if (folder.empty()) return;
    for (const auto& row : kFiles) {
        const auto path = folder / (std::string(row.first) + ".geojson");
        const Result<Value> tree = parse_own_json(tests::file_bytes(path));
        EXPECT_EQ(tree.has_value() && is_read(*tree), row.second == Read::Yes) << row.first;
    }
}

}  // namespace kongdi
