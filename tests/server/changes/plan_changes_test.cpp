// SPDX-License-Identifier: Apache-2.0
#include "tests/server/changes/plan_given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class PlanChangesTest : public PlanGivenBackFixture {
protected:
    std::string told_of(const std::string& head, const std::string& rows) {
        return told(preview("a.csv", head + "\r\n" + rows));
    }
    /// Of the first item, of which one cell was edited.
    std::string edited(const std::string& column, const std::string& cell) {
        const std::string out = told_of("id,version," + column, id(1) + ",1," + cell + "\r\n");
        const std::string name = whole_item().title + ": ";
        const auto at = out.find(name);
        return at == std::string::npos ? out : out.substr(at + name.size());
    }
};

TEST_F(PlanChangesTest, each_column_of_the_form_can_be_edited) {
    ASSERT_EQ(post_record(RecordBuilder().number(51).bytes()).status, 201);
    freeze(71);
    EXPECT_EQ(edited("title", "新名字"), "title \"=1+1,老锅炉房改食堂\" → \"新名字\"\n");
    EXPECT_EQ(edited("year", "2028"), "year 2027 → 2028\n");
    EXPECT_EQ(edited("community_code", std::string(kEast)),
              "community \"330106001051\" → \"330106001052\"\n");
    EXPECT_EQ(edited("kinds", "ELD02;EDU01"), R"(kinds ["ELD02","ELD01"] → ["ELD02","EDU01"])"
                                              "\n");
    EXPECT_EQ(edited("space_id", id(51)), "space \"" + id(50) + "\" → \"" + id(51) + "\"\n");
    EXPECT_EQ(edited("space_id", ""), "space \"" + id(50) + "\" → \"\"\n");
    EXPECT_EQ(edited("way", "swap"), "way \"vacate\" → \"swap\"\n");
    EXPECT_EQ(edited("way", ""), "way \"vacate\" → null\n");
    EXPECT_EQ(edited("owner", "文教街道"), "owner \"翠苑街道\" → \"文教街道\"\n");
    EXPECT_EQ(edited("budget_yuan", "600000"), "budget_yuan 500000 → 600000\n");
    EXPECT_EQ(edited("budget_yuan", ""), "budget_yuan 500000 → 0\n");
    EXPECT_EQ(edited("starts_on", "2027-04-01"), "starts_on \"2027-03-01\" → \"2027-04-01\"\n");
    EXPECT_EQ(edited("starts_on", "2027年4月1日"), "starts_on \"2027-03-01\" → \"2027-04-01\"\n");
    EXPECT_EQ(edited("ends_on", ""), "ends_on \"2027-10-31\" → \"\"\n");
    EXPECT_EQ(edited("index_run_id", id(71)),
              "source_index_run \"" + id(70) + "\" → \"" + id(71) + "\"\n");
    const std::string before = R"(funds {"owners":200000,"city":300000} → )";
    EXPECT_EQ(edited("fund_city_yuan", "250000"), before + R"({"owners":200000,"city":250000})"
                                                           "\n");
    EXPECT_EQ(edited("fund_owners_yuan", ""), before + R"({"city":300000})"
                                                       "\n");
    for (const std::string source : {"state", "district", "company", "other"})
        EXPECT_EQ(edited("fund_" + source + "_yuan", "7"),
                  before + R"({"owners":200000,"city":300000,")" + source + "\":7}\n");
}

TEST_F(PlanChangesTest, an_edited_table_is_shown_and_then_applied_as_new_versions) {
    const std::string csv =
        replaced(download("plan.csv"), ",翠苑街道,500000,", ",文教街道,600000,");
    const auto shown = preview("计划.csv", csv);
    EXPECT_EQ(shown.file, "计划.csv");
    EXPECT_FALSE(shown.applied);
    EXPECT_EQ(shown.counts, (api::ChangeCounts{.rows = 6, .unchanged = 5, .changed = 1}))
        << told(shown);
    EXPECT_EQ(now(1).version, 1) << "nothing has changed";
    const auto done = apply("计划.csv", csv);
    EXPECT_TRUE(done.applied);
    EXPECT_EQ(done.rows, shown.rows) << "what was shown";
    const auto history = storage().plan_versions(id(1)).value();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[1].doing, PlanDoing::Change);
    EXPECT_EQ(history[1].by, "planner");
    EXPECT_EQ(history[1].reason, "对账");
    EXPECT_EQ(history[1].at_ms, m_now_ms);
    PlanFacts wanted = whole_item();
    wanted.owner = "文教街道";
    wanted.budget_yuan = 600'000;
    EXPECT_EQ(history[1].item.facts, wanted);
    EXPECT_EQ(now(1).standing.state, PlanState::Proposed);
    const std::string before = *storage().derived_text();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(*storage().derived_text(), before) << "events say the same";
}

TEST_F(PlanChangesTest, what_is_given_back_twice_is_applied_once) {
    const std::string csv = "id,version,title,year,community_code,kinds,owner\r\n" + id(1) +
                            ",1,改了名,2027,330106001051,ELD02;ELD01,翠苑街道\r\n" +
                            ",,新食堂,2027,330106001051,社区食堂,\r\n";
    const std::string digest = preview("a.csv", csv).digest;
    ASSERT_EQ(apply_answer("a.csv", csv, digest).status, 200);
    const auto again = apply_answer("a.csv", csv, digest);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(code_at(again), "stale_version /digest");
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(told(shown), "refused 3 新食堂: field_repeated /title\n");
    EXPECT_EQ(shown.counts.unchanged, 1) << "what was changed stands so already";
    EXPECT_EQ(std::ssize(storage().plan_items({}).value()), kItems + 1);
}

TEST_F(PlanChangesTest, a_row_without_an_id_is_a_new_proposal) {
    const std::string csv =
        "id,version,title,year,community_code,kinds,way,budget_yuan,fund_city_yuan,starts_on,"
        "state\r\n"
        ",,新食堂,2028,330106001052,社区食堂、ELD01,integrate,800000,300000,2028/3/1,\r\n"
        ",,又一个,2028,330106001052,ELD02,,,,,listed\r\n"
        ",,新食堂,2028,330106001052,ELD02,,,,,\r\n"
        ",,,,,,,,,,listed\r\n";
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(shown.counts, (api::ChangeCounts{.rows = 4, .refused = 2, .filed = 2}));
    EXPECT_EQ(told(shown).substr(0, told(shown).find("filed")),
              "refused 4 新食堂: field_repeated /title\n"
              "refused 5 : field_missing /year\n");
    EXPECT_EQ(ignored(shown), "state 1\n") << "a listing is a step of its own";
    const auto done = apply("a.csv", csv);
    ASSERT_EQ(done.rows.size(), 4u);
    const auto filed = storage().plan_item(done.rows[2].id).value();
    ASSERT_TRUE(filed);
    EXPECT_EQ(filed->standing.state, PlanState::Proposed);
    EXPECT_EQ(filed->filed_by, "planner");
    PlanFacts wanted{.year = 2028,
                     .title = "新食堂",
                     .community = std::string(kEast),
                     .kinds = {catalogue().facility_called("社区食堂")->code, "ELD01"},
                     .way = AcquisitionWay::Integrate,
                     .budget_yuan = 800'000,
                     .funds = {{FundSource::City, 300'000}},
                     .starts_on = "2028-03-01"};
    EXPECT_EQ(filed->facts, wanted);
    EXPECT_EQ(told_of("id,version,title,community_code,kinds", ",,无年份,330106001052,ELD02\r\n"),
              "refused 2 无年份: field_missing /year\n");
}

TEST_F(PlanChangesTest, what_was_done_to_an_item_meanwhile_is_a_conflict_and_not_overwritten) {
    const std::string csv =
        replaced(download("plan.csv"), ",翠苑街道,500000,", ",翠苑街道,600000,");
    const std::string digest = preview("a.csv", csv).digest;
    PlanFacts facts = whole_item();
    facts.budget_yuan = 520'000;
    change(1, facts, "wang");
    EXPECT_EQ(code_at(apply_answer("a.csv", csv, digest)), "stale_version /digest");
    const auto shown = preview("a.csv", csv);
    ASSERT_EQ(shown.rows.size(), 1u);
    EXPECT_EQ(told(shown), "conflict " + std::to_string(shown.rows[0].row) + " " + facts.title +
                               ": budget_yuan 500000 → 600000 (520000)\n");
    EXPECT_EQ(shown.rows[0].version, 1);
    EXPECT_EQ(shown.rows[0].now_version, 2);
    EXPECT_EQ(apply("a.csv", csv).counts.conflicts, 1);
    EXPECT_EQ(now(1).facts.budget_yuan, 520'000);
    // A step is as good as a change: whoever edited did not know of it.
    EXPECT_EQ(told_of("id,version,owner", id(6) + ",4,另一家\r\n"),
              "conflict 2 在建的: owner \"\" → \"另一家\" (\"\")\n");
}

TEST_F(PlanChangesTest, what_somebody_changed_and_the_file_did_not_is_no_conflict) {
    const std::string csv = download("plan.csv");
    PlanFacts facts = whole_item();
    facts.budget_yuan = 520'000;
    change(1, facts, "wang");
    step(3, move(PlanMove::CarryOver), "wang");
    EXPECT_EQ(told(preview("a.csv", csv)), "");
    // Both wrote the same.
    EXPECT_EQ(told_of("id,version,budget_yuan", id(1) + ",1,520000\r\n"), "");
    // The year of one that was carried over moved on by itself.
    EXPECT_EQ(told_of("id,version,year", id(6) + ",1,2027\r\n"), "");
}

TEST_F(PlanChangesTest, each_row_that_is_refused_says_why_and_the_others_are_applied) {
    EXPECT_EQ(told_of("id,version,title,year,kinds,owner",
                      id(1) + ",1,改了名,2027,ELD02,翠苑街道\r\n" +       //
                          id(78) + ",1,又一行,2027,ELD02,翠苑街道\r\n" +  //
                          id(3) + ",3,＋站,2028,ELD02,甲\r\n" +           //
                          id(4) + ",2,移出的,2027,ELD02,甲\r\n" +         //
                          id(2) + ",,无版本,2027,ELD02,\r\n" +            //
                          id(78) + ",1,两次,2027,ELD02,\r\n" +            //
                          id(5) + ",9,未来,2028,ELD02,\r\n" +             //
                          id(6) + ",x,无数,2028,ELD02,\r\n" +             //
                          id(77) + ",1,没有,2027,ELD02,\r\n" +            //
                          "no id,1,坏的,2027,ELD02,\r\n"),
              "refused 3 又一行: field_repeated /id\n"
              "refused 4 ＋站: move_illegal /year\n"
              "refused 5 移出的: move_illegal /state\n"
              "refused 6 无版本: field_missing /version\n"
              "refused 7 两次: field_repeated /id\n"
              "refused 8 未来: field_range /version\n"
              "refused 9 无数: field_type /version\n"
              "refused 10 没有: not_found /id\n"
              "refused 11 坏的: field_format /id\n"
              "changed 2 =1+1,老锅炉房改食堂: title \"=1+1,老锅炉房改食堂\" → \"改了名\" kinds "
              "[\"ELD02\",\"ELD01\"] → [\"ELD02\"]\n");
}

TEST_F(PlanChangesTest, what_was_decided_of_an_item_is_not_edited_under_it) {
    // The third is listed with its run, the sixth is funded.
    freeze(71);
    for (const PlanMove one : {PlanMove::Design, PlanMove::Fund}) step(6, move(one), "wang");
    const std::string funded = std::to_string(now(6).version);
    EXPECT_EQ(told_of("id,version,community_code", id(3) + ",3,330106001052\r\n"),
              "refused 2 : move_illegal /community\n");
    EXPECT_EQ(told_of("id,version,index_run_id", id(3) + ",3," + id(71) + "\r\n"),
              "refused 2 : move_illegal /source_index_run\n");
    EXPECT_EQ(told_of("id,version,budget_yuan", id(6) + "," + funded + ",2\r\n"),
              "refused 2 : move_illegal /budget_yuan\n");
    EXPECT_EQ(told_of("id,version,fund_other_yuan", id(6) + "," + funded + ",0\r\n"),
              "refused 2 : move_illegal /funds\n");
    EXPECT_EQ(
        told_of("id,version,budget_yuan,fund_city_yuan", id(6) + "," + funded + ",3,2\r\n"),
        "changed 2 在建的: budget_yuan 1 → 3 funds {\"other\":1} → {\"other\":1,\"city\":2}\n");
}

TEST_F(PlanChangesTest, each_bad_cell_is_refused_with_its_field) {
    const auto refused = [this](const std::string& column, const std::string& cell) {
        const std::string out = edited(column, cell);
        const auto at = out.find(": ");
        return at == std::string::npos ? out : out.substr(at + 2);
    };
    EXPECT_EQ(refused("title", ""), "field_missing /title\n");
    EXPECT_EQ(refused("title", std::string(81, 'x')), "field_too_long /title\n");
    EXPECT_EQ(refused("year", ""), "field_missing /year\n");
    EXPECT_EQ(refused("year", "next"), "field_type /year\n");
    EXPECT_EQ(refused("year", "1999"), "field_range /year\n");
    EXPECT_EQ(refused("community_code", ""), "field_missing /community\n");
    EXPECT_EQ(refused("community_code", "7"), "community_code /community\n");
    EXPECT_EQ(refused("kinds", ""), "field_missing /kinds\n");
    EXPECT_EQ(refused("kinds", "ELD99"), "field_choice /kinds\n");
    EXPECT_EQ(refused("kinds", "ELD01;ELD01"), "field_repeated /kinds\n");
    EXPECT_EQ(refused("space_id", "x"), "field_format /space\n");
    EXPECT_EQ(refused("space_id", id(99)), "not_found /space\n");
    EXPECT_EQ(refused("index_run_id", id(99)), "not_found /source_index_run\n");
    EXPECT_EQ(refused("way", "buy"), "field_choice /way\n");
    EXPECT_EQ(refused("owner", std::string(61, 'x')), "field_too_long /owner\n");
    EXPECT_EQ(refused("budget_yuan", "much"), "field_type /budget_yuan\n");
    EXPECT_EQ(refused("budget_yuan", "1.5"), "field_type /budget_yuan\n");
    EXPECT_EQ(refused("budget_yuan", "-1"), "field_range /budget_yuan\n");
    EXPECT_EQ(refused("fund_city_yuan", "all"), "field_type /funds/city\n");
    EXPECT_EQ(refused("fund_city_yuan", "-1"), "field_range /funds/city\n");
    EXPECT_EQ(refused("starts_on", "soon"), "field_format /starts_on\n");
    EXPECT_EQ(refused("starts_on", "3/1/2027"), "field_format /starts_on\n");
    EXPECT_EQ(refused("ends_on", "2027-02-30"), "field_format /ends_on\n");
    EXPECT_EQ(refused("ends_on", "2027-02-01"), "field_range /ends_on\n");
    EXPECT_EQ(
        told_of("id,version,year,way,starts_on,fund_other_yuan", id(1) + ",1,x,buy,soon,many\r\n"),
        "refused 2 : field_type /year field_choice /way field_type /funds/other field_format "
        "/starts_on\n")
        << "all of them at once";
    EXPECT_EQ(now(1).version, 1);
}

TEST_F(PlanChangesTest, columns_that_are_not_edited_this_way_are_told_of_where_they_differ) {
    const auto report =
        preview("a.csv", "id,version,state,percent_done,lon,lat,changed_at,my note\r\n" +       //
                             id(2) + ",1,listed,100,120.1650009,30.2749987,2020-01-01,x\r\n" +  //
                             id(3) + ",3,scheme,0,121,30,,\r\n");
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report), "state 1\npercent_done 1\nchanged_at 2\nlon 1\n");
    EXPECT_EQ(report.ignored[0].rows, std::vector<std::int64_t>{2});
    EXPECT_EQ(report.ignored[3].rows, std::vector<std::int64_t>{3});
    EXPECT_EQ(report.unknown, std::vector<std::string>{"my note"});
    // What follows from the edit is no difference.
    const auto sum = preview(
        "a.csv", "id,version,fund_city_yuan,funded_yuan\r\n" + id(1) + ",1,400000,600000\r\n");
    EXPECT_EQ(sum.counts.changed, 1);
    EXPECT_EQ(ignored(sum), "");
}

TEST_F(PlanChangesTest, a_planner_changes_and_learns_only_what_lies_in_their_scope) {
    const std::string csv = "id,version,owner,community_code,space_id\r\n" +  //
                            id(2) + ",1,东,330106001052,\r\n" +               //
                            id(1) + ",1,翠苑街道,330106001051," + id(50) + "\r\n" +
                            ",,,330106001051,\r\n";
    const Pair part = as("part", Role::Planner, {{std::string(kEast)}});
    const auto look = [&](const std::string& bytes) {
        const Response answer = post(m_preview_path, form_of("a.csv", bytes), part);
        auto report = api::change_report_of(tree_of(answer));
        EXPECT_TRUE(report) << answer.body;
        return *report;
    };
    const auto shown = look(csv);
    EXPECT_EQ(told(shown).substr(0, told(shown).find("refused 4")),
              "refused 3 : access_denied /community\n")
        << "not even that it stands so";
    EXPECT_EQ(told(shown).substr(told(shown).find("changed")),
              "changed 2 '撇号, \"甲\"；乙: owner \"\" → \"东\"\n");
    EXPECT_EQ(told(look("id,version,community_code,space_id\r\n" + id(2) + ",1,330106001051," +
                        id(50) + "\r\n")),
              "refused 2 : access_denied /community\n")
        << "nor is an item moved out of the part";
    EXPECT_EQ(told(look("id,version,space_id\r\n" + id(2) + ",1," + id(50) + "\r\n")),
              "refused 2 : not_found /space\n");
    EXPECT_EQ(told(look("id,version,title,year,kinds,community_code\r\n"
                        ",,新,2027,ELD02,330106001051\r\n")),
              "refused 2 新: access_denied /community\n");
    // What was shown to one is not what another may do.
    EXPECT_EQ(code_at(apply_answer("a.csv", csv, shown.digest)), "stale_version /digest");
    EXPECT_EQ(post(m_apply_path, form_of("a.csv", csv).with("digest", shown.digest), part).status,
              200);
    EXPECT_EQ(now(2).facts.owner, "东");
    EXPECT_EQ(now(1).version, 1);
    EXPECT_EQ(post(m_preview_path, form_of("a.csv", "id,version\r\n"), as(Role::Worker)).status,
              403);
}

TEST_F(PlanChangesTest, a_file_of_another_set_names_that_set) {
    const std::string facilities(api::kFacilityChangesPreview);
    ASSERT_TRUE(storage().file_facility(id(8), {.kind = "ELD02", .name = "食堂"},
                                        {Role::Planner, "li"}, kNowMs));
    for (const std::string ending : {".csv", ".xlsx", ".gpkg"}) {
        const Response plan =
            post(facilities, form_of("a" + ending, download("plan" + ending)), as(Role::Planner));
        EXPECT_EQ(plan.status, 422) << ending;
        EXPECT_EQ(code_at(plan), "field_choice /file/plan") << ending;
        const Response register_file =
            preview_answer("a" + ending, download("facilities" + ending));
        EXPECT_EQ(code_at(register_file), "field_choice /file/facilities") << ending;
        EXPECT_EQ(code_at(preview_answer("a" + ending, download("spaces" + ending))),
                  "access_denied /file/spaces")
            << ending;
    }
    EXPECT_EQ(code_at(preview_answer("a.csv", "id,title\r\n" + id(1) + ",x\r\n")),
              "field_missing /version")
        << "one that was downloaded before there were versions in it";
    EXPECT_EQ(code_at(preview_answer("a.exe", "MZ")), "layer_unreadable /file");
    EXPECT_EQ(code_at(apply_answer("a.csv", "id,version", "")), "field_missing /digest");
}

TEST_F(PlanChangesTest, an_edited_geopackage_and_workbook_are_read_as_a_table_is) {
    const std::string csv =
        replaced(download("plan.csv"), ",翠苑街道,500000,", ",文教街道,600000,");
    apply("a.csv", csv);
    // Somebody takes it back: the files have it still.
    const std::string gpkg = download("plan.gpkg");
    const std::string xlsx = download("plan.xlsx");
    change(1, whole_item(), "wang");
    EXPECT_EQ(told(preview("a.gpkg", gpkg)), "") << "exported so";
    EXPECT_EQ(told(preview("a.xlsx", xlsx)), "");
    EXPECT_EQ(preview("a.xlsx", xlsx).counts.unchanged, kItems);
}

}  // namespace

}  // namespace kongdi::server::tests
