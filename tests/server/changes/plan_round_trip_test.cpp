// SPDX-License-Identifier: Apache-2.0
// A plan that was downloaded and not edited changes nothing, whatever it was downloaded as.
#include "tests/server/changes/plan_given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class PlanRoundTrip : public PlanGivenBackFixture {
protected:
    void unchanged(const std::string& file, const Query& query) {
        expect_unchanged(file, query, kItems);
    }
};

TEST_F(PlanRoundTrip, of_any_format_in_any_coordinates_and_language_changes_nothing) {
    for (const char* file : {"plan.csv", "plan.xlsx", "plan.gpkg"})
        for (const char* crs : {"", "EPSG:4490", "EPSG:4549", "GCJ-02"})
            for (const char* language : {"zh", "en"})
                unchanged(file, {{"crs", crs}, {"lang", language}});
}

TEST_F(PlanRoundTrip, of_every_kind_of_csv_changes_nothing) {
    unchanged("plan.csv", {{"bom", "0"}});
    unchanged("plan.csv", {{"trailer", "1"}});
    unchanged("plan.csv", {{"encoding", "gb18030"}});
    unchanged("plan.csv", {{"encoding", "gb18030"}, {"trailer", "1"}, {"crs", "GCJ-02"}});
    EXPECT_EQ(preview("a.csv", download("plan.csv", {{"encoding", "gb18030"}})).encoding,
              "GB18030");
}

TEST_F(PlanRoundTrip, of_a_table_that_a_spreadsheet_wrote_its_own_way_changes_nothing) {
    std::string csv = download("plan.csv");
    const auto all = [&csv](std::string_view from, std::string_view to) {
        std::size_t count = 0;
        for (auto at = csv.find(from); at != std::string::npos; at = csv.find(from)) {
            csv.replace(at, from.size(), to);
            ++count;
        }
        return count;
    };
    EXPECT_GT(all(kCommunityCode, "3.30106E+11"), 0u);
    EXPECT_GT(all("2027-03-01", "2027/3/1"), 0u);
    EXPECT_GT(all("2027-10-31", "2027/10/31 00:00:00"), 0u);
    EXPECT_GT(all("123456789012", "1.23457E+11"), 0u);
    EXPECT_GT(all(",500000,", ",500000.0,"), 0u);
    EXPECT_GT(all("ELD02;ELD01", "ELD01; ELD02"), 0u);
    const auto report = preview("a.csv", csv);
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(report.counts.unchanged, kItems);
}

TEST_F(PlanRoundTrip, a_formula_guard_is_no_part_of_a_new_title) {
    const std::string csv =
        replaced(download("plan.csv"), "\"'=1+1,老锅炉房改食堂\"", "\"'=1+2,老锅炉房改食堂\"");
    const auto report = preview("a.csv", csv);
    ASSERT_EQ(report.rows.size(), 1u) << told(report);
    EXPECT_EQ(report.rows[0].fields[0].after, Value("=1+2,老锅炉房改食堂"));
}

TEST_F(PlanRoundTrip, what_was_exported_before_a_step_tells_of_nothing_after_it) {
    const std::string csv = download("plan.csv");
    step(1, move(PlanMove::ListByReason, "居民要求"), "wang");
    PlanFacts covered = now(3).facts;
    covered.funds = {{FundSource::City, covered.budget_yuan}};
    change(3, covered, "wang");
    step(3, move(PlanMove::Fund), "wang");
    step(6, {.doing = PlanDoing::Progress, .progress = YearProgress{2028, 60, 12, "顶"}}, "li");
    const auto report = preview("a.csv", csv);
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report), "");
}

}  // namespace

}  // namespace kongdi::server::tests
