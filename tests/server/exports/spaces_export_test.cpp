// SPDX-License-Identifier: Apache-2.0
// Downloads against texts that were read by a person, and opened by the programs planners use.
#include "core/codec/csv.hpp"
#include "tests/server/exports/export_fixture.hpp"
#include "tests/support/places.hpp"

namespace kongdi::server::tests {

namespace {

class SpacesExportTest : public ExportFixture {};

TEST_F(SpacesExportTest, each_format_writes_its_golden_file) {
    for (const ExportFormat& format : export_formats()) {
        if (format.file != nullptr) continue;  // libraries stamp them with their version and time
        const std::string name = "spaces." + std::string(format.name);
        const auto golden = std::filesystem::path(kongdi::tests::tests_dir()) / "golden" /
                            "export" / std::string(format.name) / name;
        Response response = download(name, {{"sort", "received_at"}});
        ASSERT_EQ(response.status, 200);
        EXPECT_EQ(response.header("Content-Type"), format.media_type);
        EXPECT_EQ(response.header("X-Total-Count"), format.stream != nullptr ? "3" : "28");
        EXPECT_EQ(
            response.header("Content-Disposition"),
            "attachment; filename=\"kongdi-spaces-20261124." + std::string(format.name) + "\"");
        const std::string bytes = whole_body(response);
        EXPECT_EQ(bytes, kongdi::tests::file_bytes(golden)) << golden;
    }
}

TEST_F(SpacesExportTest, csv_has_a_byte_order_mark_unless_asked_without) {
    Response with = download("spaces.csv");
    Response without = download("spaces.csv", {{"bom", "0"}});
    EXPECT_EQ(whole_body(with), std::string(kUtf8Bom) + whole_body(without));
    EXPECT_EQ(download("spaces.csv", {{"bom", "maybe"}}).status, 400);
}

TEST_F(SpacesExportTest, the_filter_of_the_table_is_the_filter_of_the_file) {
    const std::vector<std::vector<Pair>> filters{
        {{"state", "verified"}},      {{"type", "I01"}},       {{"community", "330106001051"}},
        {{"text", "老车棚"}},         {{"text", "100%_\\"}},   {{"sort", "-floor_area"}},
        {{"sort", "community_name"}}, {{"state", "withdrawn"}}};
    for (const auto& filter : filters) {
        const Value page = tree_of(get("/api/v1/spaces", {m_planner}, filter));
        Response file = download("spaces.geojson", filter);
        const std::string total(file.header("X-Total-Count"));
        const auto tree = parse_own_json(whole_body(file));
        ASSERT_TRUE(tree);
        const auto& rows = page.items("rows");
        const auto& features = tree->items("features");
        ASSERT_EQ(rows.size(), features.size()) << filter[0].second;
        EXPECT_EQ(total, std::to_string(rows.size()));
        EXPECT_EQ(page["total"].int_or(-1), static_cast<std::int64_t>(rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i)
            EXPECT_EQ(rows[i].text("id"), features[i].text("id"));
    }
    EXPECT_EQ(download("spaces.csv", {{"sort", "secret"}}).status, 400);
    EXPECT_EQ(download("spaces.csv", {{"limit", "-1"}}).status, 400);
    EXPECT_EQ(download("spaces.csv", {{"lang", "xx"}}).status, 400);
    EXPECT_EQ(download("people.csv").status, 404);
}

TEST_F(SpacesExportTest, a_page_of_the_table_counts_all_rows) {
    const Value page =
        tree_of(get("/api/v1/spaces", {m_planner}, {{"limit", "1"}, {"offset", "1"}}));
    EXPECT_EQ(page.items("rows").size(), 1u);
    EXPECT_EQ(page["total"].int_or(0), 3);
}

TEST_F(SpacesExportTest, what_comes_in_during_a_download_is_not_in_it) {
    Response response = download("spaces.geojson");
    add(RecordBuilder().number(9));
    const auto tree = parse_own_json(whole_body(response));
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->items("features").size(), 3u);
}

TEST_F(SpacesExportTest, ogrinfo_reads_the_geojson) {
    Response response = download("spaces.geojson", {{"sort", "received_at"}});
    const auto file = save("spaces.geojson", whole_body(response));
    const std::string told = output_of("ogrinfo -ro -al -noextent " + file.string());
    EXPECT_NE(told.find("Feature Count: 3"), std::string::npos) << told;
    EXPECT_NE(told.find("Geometry: Point"), std::string::npos);
    EXPECT_NE(told.find("WGS 84"), std::string::npos);
    EXPECT_NE(told.find("POINT (121.5 30.25)"), std::string::npos);
    EXPECT_NE(told.find("floor_area_low_m2 (Real) = 48"), std::string::npos);
    EXPECT_NE(told.find("received_at: DateTime"), std::string::npos);
    EXPECT_NE(told.find("community_name (String) = 翠苑一区社区"), std::string::npos);
}

TEST_F(SpacesExportTest, libreoffice_converts_the_csv_and_the_chinese_stays_chinese) {
    Response response = download("spaces.csv", {{"sort", "received_at"}});
    const auto file = save("spaces.csv", whole_body(response));
    const std::string folder = m_folder.path().string();
    // What its import window finds by the mark at the front, the command line must be told: UTF-8.
    output_of(soffice() + "--infilter=CSV:44,34,UTF8 --convert-to xlsx --outdir " + folder + "/x " +
              file.string());
    output_of(soffice() + "--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' --outdir " +
              folder + "/y " + folder + "/x/spaces.xlsx");
    const std::string back = kongdi::tests::file_bytes(m_folder.path() / "y" / "spaces.csv");
    EXPECT_NE(back.find("翠苑一区社区"), std::string::npos) << back;
    EXPECT_NE(back.find("空了三年，\"\"老车棚\"\"\n漏雨"), std::string::npos) << back;
    EXPECT_NE(back.find("'=HYPERLINK"), std::string::npos) << back;
    EXPECT_NE(back.find("车棚"), std::string::npos);
}

TEST_F(SpacesExportTest, libreoffice_parts_no_field_of_the_csv_where_its_window_parts_by_default) {
    add(RecordBuilder().number(9).with("/body/description", "一;二\t三,\"四\"\n五"));
    const auto file = save("spaces.csv", bytes_of("spaces.csv", {{"sort", "received_at"}}));
    const std::string folder = m_folder.path().string();
    output_of(soffice() + "--infilter=CSV:44/59/9,34,UTF8 --convert-to xlsx --outdir " + folder +
              "/x " + file.string());
    output_of(soffice() + "--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' --outdir " +
              folder + "/y " + folder + "/x/spaces.xlsx");
    const auto rows =
        kongdi::tests::read_csv(kongdi::tests::file_bytes(m_folder.path() / "y" / "spaces.csv"));
    const auto sent = kongdi::tests::read_csv(kongdi::tests::file_bytes(file));
    ASSERT_EQ(rows.size(), sent.size());
    for (const auto& row : rows) EXPECT_EQ(row.size(), sent[0].size());
    const auto told = std::find(sent[0].begin(), sent[0].end(), "description");
    ASSERT_NE(told, sent[0].end());
    EXPECT_EQ(rows.back()[static_cast<std::size_t>(told - sent[0].begin())],
              "一;二\t三,\"四\"\n五");
}

}  // namespace

}  // namespace kongdi::server::tests
