// SPDX-License-Identifier: Apache-2.0
// What was downloaded and not edited changes nothing, whatever format and coordinates it is in.
#include "tests/server/changes/given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class RoundTrip : public GivenBackFixture {
protected:
    void unchanged(const std::string& file, const Query& query) {
        expect_unchanged(file, query, 8);
    }
};

TEST_F(RoundTrip, of_any_format_in_any_coordinates_and_language_changes_nothing) {
    for (const char* file : {"facilities.csv", "facilities.xlsx", "facilities.gpkg"})
        for (const char* crs : {"", "EPSG:4490", "EPSG:4549", "EPSG:4548", "GCJ-02"})
            for (const char* language : {"zh", "en"})
                unchanged(file, {{"crs", crs}, {"lang", language}});
}

TEST_F(RoundTrip, of_every_kind_of_csv_changes_nothing) {
    unchanged("facilities.csv", {{"bom", "0"}});
    unchanged("facilities.csv", {{"trailer", "1"}});
    unchanged("facilities.csv", {{"encoding", "gb18030"}});
    unchanged("facilities.csv", {{"encoding", "gb18030"}, {"trailer", "1"}, {"crs", "GCJ-02"}});
    EXPECT_EQ(preview("a.csv", download("facilities.csv", {{"encoding", "gb18030"}})).encoding,
              "GB18030");
}

TEST_F(RoundTrip, of_a_table_that_a_spreadsheet_shortened_changes_nothing) {
    std::string csv = download("facilities.csv");
    std::size_t codes = 0;
    for (auto at = csv.find(kCommunityCode); at != std::string::npos;
         at = csv.find(kCommunityCode)) {
        csv.replace(at, kCommunityCode.size(), "3.30106E+11");
        ++codes;
    }
    EXPECT_EQ(codes, 7u);
    EXPECT_EQ(told(preview("a.csv", csv)), "");
    // Another code cannot be told from what is left of it.
    const std::string other = replaced(csv, "3.30106E+11", "3.30108E+11");
    EXPECT_EQ(preview("a.csv", other).counts.refused, 1);
}

TEST_F(RoundTrip, a_formula_guard_is_no_part_of_a_new_name) {
    const std::string csv =
        replaced(download("facilities.csv"), "\"'=1+2 食堂\"", "\"'=3+4 食堂\"");
    EXPECT_EQ(told(preview("a.csv", csv)),
              "changed 2 =1+2 食堂: name \"=1+2 食堂\" → \"=3+4 食堂\"\n");
}

}  // namespace

}  // namespace kongdi::server::tests
