// SPDX-License-Identifier: Apache-2.0
// Rows that are areas, and rows that have no place at all.
#include "server/exports/community_columns.hpp"
#include "tests/server/exports/gis_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using OutlinesExport = GisFixture;

TEST_F(OutlinesExport, communities_and_the_index_have_the_boundaries_that_were_imported) {
    // Of two parts, one with a hole, its rings the wrong way round.
    const Polygon with_hole{{{{120.17, 30.27}, {120.17, 30.28}, {120.18, 30.28}, {120.18, 30.27}},
                             {{120.172, 30.272}, {120.174, 30.272}, {120.174, 30.274}}}};
    const Polygon island{{{{120.19, 30.27}, {120.2, 30.27}, {120.2, 30.28}}}};
    const std::array<Feature, 2> features_now{
        square_community(),
        Feature{MultiPolygon{with_hole, island},
                Value::map({{"name", "两块"}, {"code", "330106001052"}, {"street", "翠苑街道"}})}};
    ASSERT_TRUE(storage().import_features("community", "test", features_now, m_now_ms));
    for (const GisFormat& format :
         {kGis[0], kGis[1], kGis[2], kGis[3], GisFormat{"geojson", false, true, true}}) {
        SCOPED_TRACE(format.name);
        for (const std::string_view set : {"communities", "index"}) {
            const auto file = saved(*data_set(set), format.name, {});
            const auto read = features(file, std::string(set));
            ASSERT_EQ(read.size(), set == "index" ? 1u : 2u) << "the run was frozen before";
            std::vector<Wgs84Point> square;
            add_places(read[0]["geometry"]["coordinates"], square);
            EXPECT_EQ(square.size(), 5u) << "closed";
            EXPECT_TRUE(read[0]["geometry"].text("type").ends_with("Polygon"));
        }
        const auto read =
            features(m_folder.path() / ("communities." + std::string(format.name)), "communities");
        const Value& geometry = read[1]["geometry"];
        EXPECT_EQ(geometry.text("type"), "MultiPolygon");
        const auto& parts = geometry.items("coordinates");
        ASSERT_EQ(parts.size(), 2u);
        std::vector<Wgs84Point> places;
        add_places(parts, places);
        EXPECT_EQ(places.size(), 5u + 4u + 4u);
        for (const Polygon& polygon : {with_hole, island})
            for (const Ring& ring : polygon.rings)
                for (const Wgs84Point point : ring)
                    EXPECT_TRUE(std::any_of(places.begin(), places.end(), [point](Wgs84Point one) {
                        return std::abs(one.lon - point.lon) < 1e-7 &&
                               std::abs(one.lat - point.lat) < 1e-7;
                    })) << point.lon;
    }
    const std::string geojson = bytes_of("communities.geojson");
    EXPECT_NE(geojson.find("[[[120.17,30.27],[120.18,30.27],[120.18,30.28],[120.17,30.28],"
                           "[120.17,30.27]],[["),
              std::string::npos)
        << "the outside runs as RFC 7946 has it: " << geojson;
}

TEST_F(OutlinesExport, a_community_without_a_boundary_is_a_row_without_a_geometry) {
    const Labels labels(catalogue(), "zh");
    CommunityRow with;
    with.facts.code = "330106001051";
    with.outline = std::get<MultiPolygon>(square_community().geometry);
    CommunityRow without;
    without.facts.code = "330106001052";
    for (const std::string_view name : {"gpkg", "shp.zip"}) {
        const TemporaryFolder folder;
        const auto rows = community_rows({with, without}, false, labels);
        const auto writer = export_format(name)->file(*rows, folder.path(), {});
        ASSERT_TRUE(writer);
        while (rows->next().value()) EXPECT_TRUE((*writer)->row().value());
        const auto path = (*writer)->end();
        ASSERT_TRUE(path);
        const auto read = features(
            save("two." + std::string(name), kongdi::tests::file_bytes(*path)), "communities");
        ASSERT_EQ(read.size(), 2u);
        EXPECT_FALSE(read[0]["geometry"].is_null());
        EXPECT_TRUE(read[1]["geometry"].is_null()) << name;
    }
}

TEST_F(OutlinesExport, a_flatgeobuf_without_rows_is_a_file_with_its_columns) {
    Response response = download("spaces.fgb", {{"state", "withdrawn"}, {"crs", "4549"}});
    EXPECT_EQ(response.header("X-Total-Count"), "0");
    EXPECT_TRUE(response.header("X-Left-Out").empty());
    const auto file = save("none.fgb", whole_body(response));
    const std::string told = output_of("ogrinfo -ro -al -so " + file.string());
    EXPECT_NE(told.find("Layer name: spaces"), std::string::npos) << told;
    EXPECT_NE(told.find("Feature Count: 0"), std::string::npos) << told;
    EXPECT_NE(told.find("received_at: DateTime"), std::string::npos) << told;
    EXPECT_NE(told.find("ID[\"EPSG\",4549]]"), std::string::npos) << told;
}

TEST_F(OutlinesExport, rows_that_a_format_cannot_hold_are_not_counted_but_said) {
    PlanFacts facts;
    facts.year = 2026;
    facts.title = "没有位置";
    facts.community = "330106001999";  // which is not on the map
    facts.kinds = {"ELD01"};
    ASSERT_TRUE(storage().file_plan_item(RecordBuilder().number(61).build().text("id"), facts,
                                         {Role::Planner, "planner"}, m_now_ms));
    ASSERT_EQ(download("plan.csv").header("X-Total-Count"), "2");
    for (const std::string_view format : {"fgb", "dxf"}) {
        const Response response = download("plan." + std::string(format));
        EXPECT_EQ(response.header("X-Total-Count"), "1") << format;
        EXPECT_EQ(response.header("X-Left-Out"), "1") << format;
    }
    for (const std::string_view format : {"gpkg", "shp.zip", "geojson", "kml", "csv"})
        EXPECT_TRUE(download("plan." + std::string(format)).header("X-Left-Out").empty()) << format;
}

}  // namespace

}  // namespace kongdi::server::tests
