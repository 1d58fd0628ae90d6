// SPDX-License-Identifier: Apache-2.0
// Drawings, read back by ogr2ogr.
#include "tests/server/exports/gis_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using DxfExport = GisFixture;

/// By which people call a row.
std::string_view title_column(std::string_view set) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTitles{
        {{"spaces", "receipt"},
         {"reports", "receipt"},
         {"answers", "receipt"},
         {"answers_long", "question_label"},
         {"corroborations", "receipt"},
         {"ratings", "kind_label"},
         {"sessions", "question_label"},
         {"communities", "community_name"},
         {"facilities", "name"},
         {"facility_versions", "name"},
         {"questionnaires", "title"},
         {"index", "community_name"},
         {"plan", "title"},
         {"programme", "title"},
         {"land_terms", "facility"},
         {"audit", "kind"}}};
    for (const auto& [name, column] : kTitles)
        if (name == set) return column;
    ADD_FAILURE() << set << " has no title here";
    return {};
}

TEST_F(DxfExport, has_a_point_or_an_outline_and_a_text_for_each_row) {
    for (const DataSet& set : data_sets()) {
        const std::vector<Pair> query{{"crs", "EPSG:4549"}};
        const auto lines = lines_of(bytes_of(std::string(set.name) + ".ndjson", query));
        const auto read = features(saved(set, "dxf", query), "entities");
        ASSERT_EQ(read.size(), 2 * lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Value& point = read[2 * i];
            const Value& text = read[2 * i + 1];
            EXPECT_EQ(point["properties"].text("Layer"), set.name);
            EXPECT_EQ(text["properties"].text("Layer"), std::string(set.name) + "_text");
            const bool is_line = point["geometry"].text("type") == "LineString";
            EXPECT_EQ(is_line, facts_of(set).has_areas) << set.name;
            for (const Value* one : {&point, &text}) {
                const Box box = box_around((*one)["geometry"]);
                const double near = is_line && one == &point ? 1 : 0.001;
                EXPECT_NEAR((box.west + box.east) / 2, lines[i]["east_m"].number_or(-1), near);
                EXPECT_NEAR((box.south + box.north) / 2, lines[i]["north_m"].number_or(-1), near);
            }
            const std::string title = lines[i].text(title_column(set.name));
            EXPECT_TRUE(text["properties"].text("Text").ends_with(title)) << title;
            EXPECT_FALSE(title.empty());
        }
    }
}

TEST_F(DxfExport, says_its_unit_and_its_coordinate_system_and_closes_outlines) {
    const auto value_of = [](const std::string& dxf, const std::string& variable) {
        const auto at = dxf.find("\n" + variable + "\n 70\n");
        EXPECT_NE(at, std::string::npos) << variable;
        return std::stoi(dxf.substr(at + variable.size() + 6));
    };
    for (const Crs& crs : crs_table()) {
        const std::string dxf = bytes_of("communities.dxf", {{"crs", std::string(crs.name)}});
        EXPECT_EQ(value_of(dxf, "$INSUNITS"), crs.kind == CrsKind::Metres ? 6 : 0) << crs.name;
        EXPECT_EQ(value_of(dxf, "$MEASUREMENT"), 1);
        std::string layer = "crs_" + std::string(crs.name);
        std::replace(layer.begin(), layer.end(), ':', '_');
        EXPECT_NE(dxf.find("AcDbLayerTableRecord\n  2\n" + layer + "\n"), std::string::npos)
            << layer;
        EXPECT_NE(dxf.find("AcDbPolyline\n 70\n1\n"), std::string::npos) << "a closed one";
        EXPECT_EQ(dxf.find("\nHATCH\n"), std::string::npos);
    }
}

TEST_F(DxfExport, writes_what_a_style_or_a_drawing_would_take_for_its_own) {
    FacilityFacts facts;
    facts.kind = "ELD01";
    facts.name = "a\"b\\c; é(1),𠮷店 %%d";
    facts.community = kCommunityCode;
    facts.point = {120.1, 30.2};
    ASSERT_TRUE(storage().file_facility(RecordBuilder().number(41).build().text("id"), facts,
                                        {Role::Worker, "filer"}, m_now_ms));
    const auto file = saved(*data_set("facilities"), "dxf", {{"state", "filed"}});
    const auto read = features(file, "entities");
    ASSERT_EQ(read.size(), 2u);
    EXPECT_EQ(read[1]["properties"].text("Text"), "a\"b\\c; é(1),〓店 ％%d");
}

}  // namespace

}  // namespace kongdi::server::tests
