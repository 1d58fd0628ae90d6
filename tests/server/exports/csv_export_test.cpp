// SPDX-License-Identifier: Apache-2.0
#include "core/codec/csv.hpp"
#include "server/exports/gb18030.hpp"
#include "server/import/text_encoding.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using CsvExport = ExportFixture;

TEST_F(CsvExport, can_end_with_a_row_that_counts_the_others) {
    const std::string with = bytes_of("spaces.csv", {{"trailer", "1"}});
    const std::string without = bytes_of("spaces.csv");
    ASSERT_TRUE(with.starts_with(without));
    EXPECT_EQ(with.substr(without.size()), "#rows,3" + std::string(26, ',') + "\r\n");
    const auto rows = kongdi::tests::read_csv(with);
    for (const auto& row : rows) EXPECT_EQ(row.size(), 28u);
    EXPECT_EQ(refused_at("spaces.csv", {{"trailer", "yes"}}), "request_format /trailer");
    EXPECT_EQ(refused_at("spaces.geojson", {{"trailer", "1"}}), "request_format /trailer");
}

TEST_F(CsvExport, in_gb18030_holds_the_same_characters_and_no_mark) {
    add(RecordBuilder().number(7).with("/body/description", "𠮷野 é 😀"));
    Response response = download("spaces.csv", {{"encoding", "gb18030"}});
    EXPECT_EQ(response.header("Content-Type"), "text/csv; charset=gb18030");
    const auto back = to_utf8(whole_body(response), TextEncoding::Gb18030);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, bytes_of("spaces.csv", {{"bom", "0"}}));
    EXPECT_EQ(bytes_of("spaces.csv", {{"encoding", "utf-8"}}), bytes_of("spaces.csv"));
}

TEST_F(CsvExport, python_reads_the_gb18030_file_as_planners_scripts_do) {
    const auto file = save("gb.csv", bytes_of("spaces.csv", {{"encoding", "gb18030"}}));
    const std::string told =
        output_of("python3 -c \"import csv; r=list(csv.DictReader(open('" + file.string() +
                  "',encoding='gb18030',newline=''))); print(len(r), r[-1]['community_name'])\"");
    EXPECT_EQ(told, "3 翠苑一区社区\n");
}

TEST_F(CsvExport, refuses_an_encoding_it_does_not_know_by_the_name_of_the_parameter) {
    EXPECT_EQ(refused_at("spaces.csv", {{"encoding", "latin1"}}), "request_format /encoding");
    EXPECT_EQ(refused_at("spaces.geojson", {{"encoding", "gb18030"}}), "request_format /encoding");
    EXPECT_EQ(refused_at("spaces.csv", {{"encoding", "gb18030"}, {"bom", "1"}}),
              "request_format /bom");
}

TEST(Gb18030, refuses_what_is_no_utf8) {
    EXPECT_TRUE(to_gb18030("空地"));
    EXPECT_EQ(to_gb18030("空地").value(), "\xBF\xD5\xB5\xD8");
    EXPECT_FALSE(to_gb18030("\xFF\xFE"));
    EXPECT_EQ(to_gb18030("").value(), "");
}

}  // namespace

}  // namespace kongdi::server::tests
