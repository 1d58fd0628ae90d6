// SPDX-License-Identifier: Apache-2.0
#include "server/features/cql2.hpp"

#include <gtest/gtest.h>

#include <array>

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 6> kFields{{
    {"name", FieldType::Text},
    {"rank", FieldType::Whole},
    {"area_m2", FieldType::Number},
    {"received_on", FieldType::Date},
    {"received_at", FieldType::Time},
    {"facts", FieldType::List},
}};

FeatureRow canteen() {
    return {"1",
            Wgs84Point{120.1551, 30.2741},
            {"翠苑老年食堂's", std::int64_t{7}, Value(), "2026-11-24", "2026-11-24T08:00:00.000Z",
             Value::list({"dry"})},
            {}};
}

bool is_so(std::string_view filter, const FeatureRow& row = canteen(),
           const Crs& crs = usual_crs()) {
    const auto tree = parse_cql(filter, kFields, crs);
    EXPECT_TRUE(tree) << filter << ": " << (tree ? "" : tree.error().detail);
    return tree && matches(*tree, row);
}

bool is_refused(std::string_view filter) {
    const auto tree = parse_cql(filter, kFields, usual_crs());
    return !tree && tree.error() == Error{ErrorCode::RequestFormat, "/filter"};
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Cql2, fields_are_compared_with_literals_from_either_side) {
    EXPECT_TRUE(is_so("rank = 7"));
    EXPECT_TRUE(is_so("7 >= rank"));
    EXPECT_TRUE(is_so("rank <> 8 AND rank < 8 and rank <= 7 And rank > 6.5 AND rank >= 7e0"));
    EXPECT_FALSE(is_so("rank = 8"));
    EXPECT_TRUE(is_so("\"name\" = '翠苑老年食堂''s'"));
    EXPECT_TRUE(is_so(R"(name = '翠苑老年食堂\'s')"));
    EXPECT_FALSE(is_so("name = '翠苑'"));
    EXPECT_TRUE(is_so("rank = rank"));
}

TEST(Cql2, dates_and_times_are_compared_as_such) {
    EXPECT_TRUE(is_so("received_on = DATE('2026-11-24')"));
    EXPECT_TRUE(is_so("received_on > '2026-01-31'"));
    EXPECT_FALSE(is_so("received_on < date('2026-11-24')"));
    EXPECT_TRUE(is_so("received_at = TIMESTAMP('2026-11-24T16:00:00+08:00')"));
    EXPECT_TRUE(is_so("received_at < TIMESTAMP('2026-11-24T08:00:00.001Z')"));
    EXPECT_TRUE(is_refused("received_on = DATE('2026-02-30')"));
    EXPECT_TRUE(is_refused("received_on = DATE(20260101)"));
    EXPECT_TRUE(is_refused("received_at = 'yesterday'"));
}

TEST(Cql2, and_binds_more_closely_than_or_and_not_most_of_all) {
    EXPECT_TRUE(is_so("rank = 7 OR rank = 8 AND rank = 9"));
    EXPECT_FALSE(is_so("(rank = 7 OR rank = 8) AND rank = 9"));
    EXPECT_FALSE(is_so("NOT rank = 7 AND rank = 8"));
    EXPECT_TRUE(is_so("NOT (rank = 7 AND rank = 8)"));
    EXPECT_TRUE(is_so("NOT NOT TRUE AND (NOT (FALSE))"));
}

TEST(Cql2, what_is_not_known_matches_neither_a_question_nor_its_opposite) {
    EXPECT_FALSE(is_so("area_m2 = 5"));
    EXPECT_FALSE(is_so("area_m2 <> 5"));
    EXPECT_FALSE(is_so("NOT area_m2 = 5"));
    EXPECT_TRUE(is_so("area_m2 = 5 OR rank = 7"));
    EXPECT_FALSE(is_so("NOT (area_m2 = 5 AND rank = 7)"));
    EXPECT_TRUE(is_so("NOT (area_m2 = 5 AND rank = 8)"));
    EXPECT_TRUE(is_so("area_m2 IS NULL"));
    EXPECT_FALSE(is_so("area_m2 is not null"));
    EXPECT_TRUE(is_so("rank IS NOT NULL AND geometry IS NOT NULL"));
    EXPECT_FALSE(is_so("area_m2 IN (1, 2)"));
    EXPECT_FALSE(is_so("area_m2 NOT IN (1, 2)"));
    EXPECT_FALSE(is_so("area_m2 BETWEEN 1 AND 2"));
    EXPECT_FALSE(is_so("rank / 0 = 1 OR NOT rank / 0 = 1"));
}

TEST(Cql2, like_knows_any_text_and_one_character) {
    EXPECT_TRUE(is_so("name LIKE '翠苑%'"));
    EXPECT_TRUE(is_so("name LIKE '%老年%'"));
    EXPECT_TRUE(is_so("name NOT LIKE '%小学%'"));
    EXPECT_TRUE(is_like("翠苑", "翠_"));
    EXPECT_FALSE(is_like("翠苑", "翠"));
    EXPECT_TRUE(is_like("", "%%"));
    EXPECT_FALSE(is_like("", "_"));
    EXPECT_TRUE(is_like("100%", R"(100\%)"));
    EXPECT_FALSE(is_like("1000", R"(100\%)"));
    EXPECT_TRUE(is_like("abcabd", "%ab_"));
    EXPECT_FALSE(is_like("ABC", "abc"));
    // Ends soon, though each % could stand for many texts.
    EXPECT_FALSE(is_like(std::string(2000, 'a'), repeated("%a", 200) + "b"));
}

TEST(Cql2, between_and_in_are_short_for_comparisons) {
    EXPECT_TRUE(is_so("rank BETWEEN 7 AND 9 AND rank NOT BETWEEN 8 AND 9"));
    EXPECT_TRUE(is_so("received_on BETWEEN DATE('2026-01-01') AND '2026-12-31'"));
    EXPECT_TRUE(is_so("name IN ('a', '翠苑老年食堂''s')"));
    EXPECT_TRUE(is_so("rank NOT IN (1,2,3)"));
}

TEST(Cql2, numbers_can_be_reckoned_with) {
    EXPECT_TRUE(is_so("rank + 1 = 2 * 4"));
    EXPECT_TRUE(is_so("rank - 2 - 3 = 2 AND 14 / 2 = rank"));
    EXPECT_TRUE(is_so("( - (rank)) = -7"));
    EXPECT_TRUE(is_so("1 + 2 * 3 = rank"));
    EXPECT_TRUE(is_refused("name + 1 = 2"));
}

TEST(Cql2, a_geometry_meets_points_rectangles_lines_and_areas) {
    EXPECT_TRUE(is_so("S_INTERSECTS(geometry, BBOX(120.1,30.2,120.2,30.3))"));
    EXPECT_TRUE(is_so("s_intersects(\"geometry\",bbox(120.1,30.2,0,120.2,30.3,9))"));
    EXPECT_FALSE(is_so("S_INTERSECTS(geometry, BBOX(121,30.2,122,30.3))"));
    EXPECT_FALSE(is_so("NOT S_INTERSECTS(geometry, BBOX(-180,-90,180,90))"));
    EXPECT_TRUE(is_so("S_INTERSECTS(POINT(120.1551 30.2741), geometry)"));
    EXPECT_FALSE(is_so("S_INTERSECTS(geometry, POINT(-120.1551 30.2741))"));
    EXPECT_TRUE(is_so("S_INTERSECTS(geometry, LINESTRING(120.1551 30, 120.1551 31))"));
    EXPECT_TRUE(is_so("S_INTERSECTS(geometry, POLYGON((120 30, 121 30, 120.2 31, 120 30)))"));
    EXPECT_FALSE(is_so("S_INTERSECTS(geometry, POLYGON((121 30, 122 30, 121 31, 121 30)))"));
    FeatureRow nowhere = canteen();
    nowhere.geometry.reset();
    EXPECT_FALSE(is_so("S_INTERSECTS(geometry, BBOX(-180,-90,180,90))", nowhere));
    EXPECT_TRUE(is_so("geometry IS NULL", nowhere));
}

TEST(Cql2, coordinates_are_those_of_the_filters_system) {
    const Crs& grid = *crs_of_uri("http://www.opengis.net/def/crs/EPSG/0/4549");
    EXPECT_TRUE(
        is_so("S_INTERSECTS(geometry,BBOX(3350508,514923,3350509,514924))", canteen(), grid));
    const Crs& turned = *crs_of_uri("http://www.opengis.net/def/crs/EPSG/0/4326");
    EXPECT_TRUE(is_so("S_INTERSECTS(geometry,POINT(30.2741 120.1551))", canteen(), turned));
    EXPECT_TRUE(is_so("S_INTERSECTS(geometry,BBOX(30,120,31,121))", canteen(), turned));
}

TEST(Cql2, what_cannot_be_read_or_compared_is_refused) {
    for (const std::string_view filter : {"",
                                          "   ",
                                          "rank",
                                          "rank =",
                                          "= 7",
                                          "rank = 7 rank = 7",
                                          "rank == 7",
                                          "rank = 7 AND",
                                          "AND rank = 7",
                                          "NOT",
                                          "(rank = 7",
                                          "rank = 7)",
                                          "rank IS 7",
                                          "rank NOT 7",
                                          "rank != 7",
                                          "name LIKE 7",
                                          "rank LIKE '7'",
                                          "name LIKE name",
                                          "rank BETWEEN 1",
                                          "rank IN ()",
                                          "rank IN (1,)",
                                          "rank = 'seven'",
                                          "name = 7",
                                          "name = TRUE",
                                          "geometry = 7",
                                          "geometry = geometry",
                                          "height = 7",
                                          "facts = 'dry'",
                                          "name = 'open",
                                          "\"name = 'a'",
                                          "S_WITHIN(geometry, POINT(1 2))",
                                          "S_INTERSECTS(geometry, geometry)",
                                          "S_INTERSECTS(name, POINT(1 2))",
                                          "S_INTERSECTS(geometry, POINT(1))",
                                          "S_INTERSECTS(geometry, POINT(1 2, 3 4))",
                                          "S_INTERSECTS(geometry, BBOX(1,2,3))",
                                          "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 0)))",
                                          "S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 0 1)))",
                                          "CASEI(name) = 'a'",
                                          "rank = 1e",
                                          "rank = 1.2.3",
                                          "rank = 7;",
                                          "rank = $1",
                                          "name = 'a' OR 7"})
        EXPECT_TRUE(is_refused(filter)) << filter;
    EXPECT_TRUE(is_refused("name = '\xFF'"));
}

TEST(Cql2, depth_and_length_are_bounded_and_a_long_list_is_not_deep) {
    EXPECT_TRUE(is_so(repeated("(", 50) + "rank = 7" + repeated(")", 50)));
    EXPECT_TRUE(is_so(repeated("NOT ", 100) + "rank = 7"));
    for (const std::string_view open : {"(", "NOT ", "- ", "NOT (", "((("}) {
        EXPECT_TRUE(is_refused(repeated(open, 10'000) + "rank = 7")) << open;
        EXPECT_TRUE(is_refused(repeated(open, 2'000))) << open;
    }
    EXPECT_TRUE(is_refused("rank = 1" + repeated("+1", 2'000)));
    EXPECT_TRUE(is_so("rank = 7" + repeated(" AND rank = 7", 1'000)));
    EXPECT_TRUE(is_refused("name = '" + std::string(kMostFilterBytes, 'a') + "'"));
}

}  // namespace

}  // namespace kongdi::server::features
