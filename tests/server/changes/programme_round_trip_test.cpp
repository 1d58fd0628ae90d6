// SPDX-License-Identifier: Apache-2.0
// A programme that was downloaded and not edited changes nothing, whatever it was downloaded as.
#include "tests/server/changes/programme_given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ProgrammeRoundTrip : public ProgrammeGivenBackFixture {
protected:
    void unchanged(const std::string& file, const Query& query) {
        expect_unchanged(file, query, kEntries);
    }
};

TEST_F(ProgrammeRoundTrip, of_any_format_in_any_coordinates_and_language_changes_nothing) {
    for (const char* file : {"programme.csv", "programme.xlsx", "programme.gpkg"})
        for (const char* crs : {"", "EPSG:4490", "EPSG:4549", "GCJ-02"})
            for (const char* language : {"zh", "en"})
                unchanged(file, {{"crs", crs}, {"lang", language}});
}

TEST_F(ProgrammeRoundTrip, of_every_kind_of_csv_changes_nothing) {
    unchanged("programme.csv", {{"bom", "0"}});
    unchanged("programme.csv", {{"trailer", "1"}});
    unchanged("programme.csv", {{"encoding", "gb18030"}});
    unchanged("programme.csv", {{"encoding", "gb18030"}, {"trailer", "1"}, {"crs", "GCJ-02"}});
}

TEST_F(ProgrammeRoundTrip, of_the_entries_of_one_kind_leaves_the_others_alone) {
    for (int i = 0; i < static_cast<int>(K::Count_); ++i) {
        const auto kind = static_cast<K>(i);
        expect_unchanged("programme.xlsx", {{"kind", std::string(programme_kind_name(kind))}},
                         kind == K::Candidate ? 2 : 1);
    }
}

TEST_F(ProgrammeRoundTrip, of_a_table_that_a_spreadsheet_wrote_its_own_way_changes_nothing) {
    std::string csv = download("programme.csv");
    const auto all = [&csv](std::string_view from, std::string_view to) {
        std::size_t count = 0;
        for (auto at = csv.find(from); at != std::string::npos; at = csv.find(from)) {
            csv.replace(at, from.size(), to);
            ++count;
        }
        return count;
    };
    EXPECT_GT(all(kCommunityCode, "3.30106E+11"), 0u);
    EXPECT_GT(all("2023-12-20", "2023/12/20"), 0u);
    EXPECT_GT(all("2024-03-01", "2024/3/1 00:00:00"), 0u);
    EXPECT_GT(all("123456789012", "1.23457E+11"), 0u);
    EXPECT_GT(all(",5000000,", ",5000000.0,"), 0u);
    EXPECT_GT(all(",320.5,", ",320.50,"), 0u);
    const auto report = preview("a.csv", csv);
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(report.counts.unchanged, kEntries);
}

TEST_F(ProgrammeRoundTrip, a_formula_guard_is_no_part_of_a_new_title) {
    const std::string csv =
        replaced(download("programme.csv"), "\"'=1+1,翠苑一区\"", "\"'=1+2,翠苑一区\"");
    const auto report = preview("a.csv", csv);
    ASSERT_EQ(report.rows.size(), 1u) << told(report);
    EXPECT_EQ(report.rows[0].fields[0].after, Value("=1+2,翠苑一区"));
}

TEST_F(ProgrammeRoundTrip, a_paper_that_looks_like_a_formula_is_a_text_in_a_table) {
    const Value paper = Value::map({{"paper", "=1+1"}, {"there", false}});
    change(kCertificate, facts_of(kCertificate).set("papers", Value::list({paper})), "wang");
    const std::string csv = download("programme.csv");
    EXPECT_NE(csv.find(",\"'=1+1\","), std::string::npos) << csv;
    EXPECT_EQ(csv.find(",=1+1"), std::string::npos);
    EXPECT_EQ(csv.find("\"=1+1"), std::string::npos);
    expect_unchanged("programme.csv", {}, kEntries);
}

TEST_F(ProgrammeRoundTrip, what_was_exported_before_a_step_tells_of_nothing_after_it) {
    const std::string csv = download("programme.csv");
    step(kCandidate, move(M::FileScheme), "wang");
    step(kBudget, move(M::Withdraw, "并入"), "wang");
    change(kAward, facts_of(kAward).set("yuan", 1), "wang");
    change(kLand, facts_of(kLand).set("community", kEast), "wang");
    const auto report = preview("a.csv", csv);
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report), "");
}

TEST_F(ProgrammeRoundTrip, numbers_of_papers_survive_a_spreadsheet) {
    change(kCertificate, facts_of(kCertificate).set("certificate_no", "33010620240001234"), "wang");
    change(kLand, facts_of(kLand).set("contract_no", "007"), "wang");
    EXPECT_EQ(edited(kCertificate, "certificate_no", "3.30106E+16"), "");
    EXPECT_EQ(edited(kCertificate, "certificate_no", "33010620240001200"), "");
    EXPECT_EQ(edited(kLand, "contract_no", "7"), "");
    EXPECT_EQ(edited(kCertificate, "certificate_no", "3.30107E+16"),
              "field_format /certificate_no\n");
    EXPECT_EQ(edited(kCertificate, "room,note", "#N/A,#REF!"),
              "field_format /room field_format /note\n");
}

}  // namespace

}  // namespace kongdi::server::tests
