// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "server/changes/programme_changes.hpp"
#include "server/changes/programme_edit.hpp"
#include "server/storage/postgres.hpp"
#include "tests/server/changes/programme_given_back_fixture.hpp"
#include "tests/server/storage/store_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class ProgrammeChangesTest : public ProgrammeGivenBackFixture {};

struct EditedCell {
    std::uint32_t entry;
    std::string column;
    std::string cell;
    std::string told;
};

TEST_F(ProgrammeChangesTest, each_column_of_the_form_can_be_edited) {
    file(9, K::Candidate, kongdi::tests::programme_facts(K::Candidate));
    const std::vector<EditedCell> cases{
        {kBudget, "title", "新名字", "title \"翠苑一区未来社区\" → \"新名字\""},
        {kCase, "title_en", "008", "title_en \"007\" → \"008\""},
        {kCandidate, "community_code", std::string(kEast),
         "community \"330106001051\" → \"330106001052\""},
        {kCandidate, "year", "2024", "year 2023 → 2024"},
        {kBudget, "last_year", "2026.0", "last_year 2025 → 2026"},
        {kBudget, "last_year", "", "last_year 2025 → null"},
        {kCandidate, "type", "general", "type \"leading\" → \"general\""},
        {kCandidate, "batch", "", "batch \"4\" → null"},
        {kWithdrawn + 1, "batch", "第五批", "batch null → \"第五批\""},
        {kCandidate, "accepted_type", "general", "accepted_type \"leading\" → \"general\""},
        {kCandidate, "accepted_on", "2023年12月21日",
         "accepted_on \"2023-12-20\" → \"2023-12-21\""},
        {kBudget, "part", "added", "part \"planned\" → \"added\""},
        {kAward, "class", "city_general", "class \"provincial_leading\" → \"city_general\""},
        {kAward, "yuan", "4E6", "yuan 5000000 → 4000000"},
        {kAward, "candidate", id(9), "candidate \"" + id(1) + "\" → \"" + id(9) + "\""},
        {kAward, "paid_on", "2024/1/5", "paid_on null → \"2024-01-05\""},
        {kCase, "level", "national", "level \"city\" → \"national\""},
        {kCase, "summary", "短", "summary \"老锅炉房改成了社区食堂\" → \"短\""},
        {kCase, "summary_en", "Short", "summary_en null → \"Short\""},
        {kOperation, "operator", "", "operator \"邻里运营公司\" → null"},
        {kOperation, "opened_on", "2024-03-02", "opened_on \"2024-03-01\" → \"2024-03-02\""},
        {kOperation, "contract_ends_on", "2029-02-28", "contract_ends_on null → \"2029-02-28\""},
        {kOperation, "exchanged_m2", "240.25", "exchanged_m2 240.1 → 240.25"},
        {kOperation, "exchanged_m2", "", "exchanged_m2 240.1 → null"},
        {kOperation, "services", "助餐；托管", "services null → \"助餐；托管\""},
        {kCertificate, "room", "3幢2层", "room \"3幢1层\" → \"3幢2层\""},
        {kCertificate, "way", "swap", "way \"integrate\" → \"swap\""},
        {kCertificate, "area_m2", "321", "area_m2 320.5 → 321"},
        {kCertificate, "certificate_no", "浙(2025)002",
         "certificate_no \"浙(2024)001\" → \"浙(2025)002\""},
        {kLand, "plot", "XH0303-05", "plot \"XH0303-04\" → \"XH0303-05\""},
        {kLand, "households", "900", "households 1000 → 900"},
        {kLand, "people", "3300", "people 3000 → 3300"},
        {kLand, "contract_no", "2024-18", "contract_no \"2024-17\" → \"2024-18\""},
        {kLand, "note", "等规划", "note null → \"等规划\""}};
    std::set<std::string, std::less<>> columns{"id", "version", "kind", "state", "reason"};
    for (const EditedCell& one : cases) {
        EXPECT_EQ(edited(one.entry, one.column, one.cell), one.told + "\n") << one.column;
        columns.insert(one.column);
    }
    for (const std::string_view column : programme_edit_columns())
        EXPECT_TRUE(columns.contains(column)) << column << " is tried nowhere";
}

TEST_F(ProgrammeChangesTest, an_edited_table_is_shown_and_then_applied_as_new_versions) {
    const std::string csv = replaced(download("programme.csv"), ",5000000,", ",4000000,");
    const auto shown = preview("项目库.csv", csv);
    EXPECT_EQ(shown.file, "项目库.csv");
    EXPECT_EQ(shown.counts,
              (api::ChangeCounts{.rows = kEntries, .unchanged = kEntries - 1, .changed = 1}))
        << told(shown);
    EXPECT_EQ(now(kAward).version, 1) << "nothing has changed";
    const auto done = apply("项目库.csv", csv);
    EXPECT_TRUE(done.applied);
    EXPECT_EQ(done.rows, shown.rows) << "what was shown";
    const auto history = storage().programme_versions(id(kAward)).value();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[1].doing, ProgrammeDoing::Change);
    EXPECT_EQ(history[1].by, "planner");
    EXPECT_EQ(history[1].reason, "对账");
    EXPECT_EQ(history[1].at_ms, m_now_ms);
    EXPECT_EQ(history[1].entry.facts, facts_of(kAward).set("yuan", 4'000'000));
    EXPECT_EQ(now(kAward).state, ProgrammeState::Applied);
    const std::string before = *storage().derived_text();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(*storage().derived_text(), before) << "events say the same";
}

TEST_F(ProgrammeChangesTest, what_is_given_back_twice_is_applied_once) {
    const std::string csv = "id,version,kind,title,community_code,year,level,note\r\n" +  //
                            id(kCase) + ",3,case,改了名,330106001052,2023,city,\r\n" +
                            ",,case,新案例,330106001051,2024,city,好\r\n";
    const std::string digest = preview("a.csv", csv).digest;
    ASSERT_EQ(apply_answer("a.csv", csv, digest).status, 200);
    const auto again = apply_answer("a.csv", csv, digest);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(code_at(again), "stale_version /digest");
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(told(shown), "refused 3 新案例: field_repeated /title\n");
    EXPECT_EQ(shown.counts.unchanged, 1) << "what was changed stands so already";
    EXPECT_EQ(std::ssize(storage().programme({}).value()), kEntries + 1);
    // One that was withdrawn can be entered anew.
    EXPECT_EQ(preview("a.csv",
                      "id,version,kind,title,community_code,year,type\r\n"
                      ",,candidate,-1,330106001051,2023,leading\r\n")
                  .counts.filed,
              1);
}

TEST_F(ProgrammeChangesTest, a_row_without_an_id_is_a_new_entry_of_its_kind) {
    const std::string csv =
        "id,version,kind,title,community_code,year,part,yuan,class,candidate,people,papers_"
        "there\r\n"
        ",,budget,年中增加,,2024,added,2E7,,,,\r\n"
        ",,award,新奖补,330106001051,2024,,3000000,city_leading," +
        id(kCandidate) +
        ",,7\r\n"
        ",,budget,年中增加,,2024,added,1,,,,\r\n"
        ",,,无类别,330106001051,2024,,,,,,\r\n"
        ",,prize,新类别,330106001051,2024,,,,,,\r\n"
        ",,award,缺的,330106001051,2024,,x,,,,\r\n"
        ",,budget,多的,330106001051,2024,added,1,,,5,\r\n";
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(shown.counts, (api::ChangeCounts{.rows = 7, .refused = 5, .filed = 2}));
    EXPECT_EQ(told(shown).substr(0, told(shown).find("filed")),
              "refused 4 年中增加: field_repeated /title\n"
              "refused 5 无类别: field_missing /kind\n"
              "refused 6 新类别: field_choice /kind\n"
              "refused 7 缺的: field_type /yuan\n"
              "refused 8 多的: field_unknown /community field_unknown /people\n");
    EXPECT_EQ(ignored(shown), "papers_there 1\n");
    const auto done = apply("a.csv", csv);
    ASSERT_EQ(done.rows.size(), 7u);
    const auto budget = storage().programme_entry(done.rows[5].id).value();
    ASSERT_TRUE(budget);
    EXPECT_EQ(budget->kind, K::Budget);
    EXPECT_EQ(budget->state, ProgrammeState::Draft);
    EXPECT_EQ(budget->filed_by, "planner");
    EXPECT_EQ(
        budget->facts,
        Value::map(
            {{"title", "年中增加"}, {"year", 2024}, {"part", "added"}, {"yuan", 20'000'000}}));
    EXPECT_EQ(storage().programme_entry(done.rows[6].id).value()->kind, K::Award);
}

TEST_F(ProgrammeChangesTest, what_was_done_to_an_entry_meanwhile_is_a_conflict) {
    const std::string csv = replaced(download("programme.csv"), ",5000000,", ",4000000,");
    const std::string digest = preview("a.csv", csv).digest;
    change(kAward, facts_of(kAward).set("yuan", 4'500'000), "wang");
    EXPECT_EQ(code_at(apply_answer("a.csv", csv, digest)), "stale_version /digest");
    const auto shown = preview("a.csv", csv);
    ASSERT_EQ(shown.rows.size(), 1u);
    EXPECT_EQ(told(shown), "conflict " + std::to_string(shown.rows[0].row) +
                               " 翠苑一区未来社区: yuan 5000000 → 4000000 (4500000)\n");
    EXPECT_EQ(shown.rows[0].version, 1);
    EXPECT_EQ(shown.rows[0].now_version, 2);
    EXPECT_EQ(apply("a.csv", csv).counts.conflicts, 1);
    EXPECT_EQ(programme_whole(now(kAward), "yuan"), 4'500'000);
    // Both wrote the same; and what the file did not touch is no conflict.
    EXPECT_EQ(told_of("id,version,yuan", id(kAward) + ",1,4500000\r\n"), "");
    EXPECT_EQ(told_of("id,version,yuan", id(kAward) + ",1,5000000\r\n"), "");
}

TEST_F(ProgrammeChangesTest, each_row_that_is_refused_says_why_and_the_others_are_applied) {
    EXPECT_EQ(told_of("id,version,kind,title,year,note",
                      id(kAward) + ",1,award,改了名,2023,\r\n" +            //
                          id(kOperation) + ",1,operation,又一行,,\r\n" +    //
                          id(kCase) + ",3,case,已定的,2024,\r\n" +          //
                          id(kWithdrawn) + ",2,candidate,撤的,2023,\r\n" +  //
                          id(kBudget) + ",,budget,无版本,2023,\r\n" +       //
                          id(kCandidate) + ",9,candidate,未来,2023,\r\n" +  //
                          id(kLand) + ",1,candidate,别类,,\r\n" +           //
                          id(77) + ",1,award,没有,2023,\r\n" +              //
                          "no id,1,award,坏的,2023,\r\n" +                  //
                          id(kOperation) + ",1,operation,再一行,,\r\n"),
              "refused 3 又一行: field_repeated /id\n"
              "refused 4 已定的: move_illegal /year\n"
              "refused 5 撤的: move_illegal /state\n"
              "refused 6 无版本: field_missing /version\n"
              "refused 7 未来: field_range /version\n"
              "refused 8 别类: move_illegal /kind\n"
              "refused 9 没有: not_found /id\n"
              "refused 10 坏的: field_format /id\n"
              "refused 11 再一行: field_repeated /id\n"
              "changed 2 翠苑一区未来社区: title \"翠苑一区未来社区\" → \"改了名\"\n");
}

TEST_F(ProgrammeChangesTest, each_bad_cell_is_refused_with_its_field) {
    EXPECT_EQ(edited(kAward, "title", ""), "field_missing /title\n");
    EXPECT_EQ(edited(kAward, "title", std::string(81, 'x')), "field_too_long /title\n");
    EXPECT_EQ(edited(kAward, "community_code", ""), "field_missing /community\n");
    EXPECT_EQ(edited(kAward, "community_code", "7"), "community_code /community\n");
    EXPECT_EQ(edited(kAward, "year", "next"), "field_type /year\n");
    EXPECT_EQ(edited(kAward, "year", "1999"), "field_range /year\n");
    EXPECT_EQ(edited(kAward, "yuan", "1.5"), "field_type /yuan\n");
    EXPECT_EQ(edited(kAward, "yuan", "-1"), "field_range /yuan\n");
    EXPECT_EQ(edited(kAward, "yuan", ""), "field_missing /yuan\n");
    EXPECT_EQ(edited(kAward, "class", "gold"), "field_choice /class\n");
    EXPECT_EQ(edited(kAward, "candidate", "x"), "field_format /candidate\n");
    EXPECT_EQ(edited(kAward, "candidate", id(99)), "not_found /candidate\n");
    EXPECT_EQ(edited(kAward, "candidate", id(kCase)), "not_found /candidate\n");
    EXPECT_EQ(edited(kAward, "paid_on", "soon"), "field_format /paid_on\n");
    EXPECT_EQ(edited(kAward, "paid_on", "2024-02-30"), "field_format /paid_on\n");
    EXPECT_EQ(edited(kAward, "operator", "某公司"), "field_unknown /operator\n")
        << "another kind says that";
    EXPECT_EQ(edited(kBudget, "last_year", "2022"), "field_range /last_year\n");
    EXPECT_EQ(edited(kCertificate, "area_m2", "0"), "field_range /area_m2\n");
    EXPECT_EQ(edited(kCertificate, "area_m2", "big"), "field_type /area_m2\n");
    EXPECT_EQ(edited(kLand, "people", "999"), "field_range /people\n");
    EXPECT_EQ(edited(kAward, "year,yuan,paid_on,state", "x,y,soon,gone"),
              "field_type /year field_type /yuan field_format /paid_on field_choice /state\n")
        << "all of them at once";
}

TEST_F(ProgrammeChangesTest, columns_that_are_worked_out_are_told_of_where_they_differ) {
    const auto report = preview(
        "a.csv",
        "id,version,community_name,lon,lat,income_yuan,papers_there,papers_missing,"
        "changed_at,my note\r\n" +
            id(kCertificate) + ",1,翠苑一区社区,,,,2,消防验收或备案;a;b、c,2020-01-01,x\r\n" +
            id(kOperation) + ",1,,121,30,1,,,,\r\n" + id(kCase) +
            ",3,别的社区,120.1650009,30.2749987,,,a,,\r\n");
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report),
              "community_name 1\nincome_yuan 1\npapers_there 1\npapers_missing 1\n"
              "changed_at 3\nlon 2\n");
    EXPECT_EQ(report.ignored[2].rows, std::vector<std::int64_t>{2});
    EXPECT_EQ(report.ignored[3].rows, std::vector<std::int64_t>{4});
    EXPECT_EQ(report.unknown, std::vector<std::string>{"my note"});
}

TEST_F(ProgrammeChangesTest, a_planner_changes_and_learns_only_what_lies_in_their_scope) {
    const std::string csv = "id,version,title,note\r\n" +                        //
                            id(kCase) + ",3,\"'撇号, \"\"甲\"\"；乙\",东\r\n" +  //
                            id(kBudget) + ",1,翠苑一区未来社区,我的\r\n" +       //
                            id(kAward) + ",1,翠苑一区未来社区,\r\n";
    const Pair part = as("part", Role::Planner, {{std::string(kEast)}});
    const auto look = [&](const std::string& bytes) {
        const Response answer = post(m_preview_path, form_of("a.csv", bytes), part);
        auto report = api::change_report_of(tree_of(answer));
        EXPECT_TRUE(report) << answer.body;
        return *report;
    };
    const auto shown = look(csv);
    EXPECT_EQ(told(shown),
              "refused 3 翠苑一区未来社区: access_denied /community\n"
              "refused 4 翠苑一区未来社区: access_denied /community\n"
              "changed 2 '撇号, \"甲\"；乙: note null → \"东\"\n");
    // Money of the whole city is for all staff to read, and not theirs to change.
    EXPECT_EQ(look("id,version\r\n" + id(kBudget) + ",1\r\n").counts.unchanged, 1);
    EXPECT_EQ(told(look("id,version,candidate\r\n" + id(kCase) + ",3," + id(kCandidate) + "\r\n")),
              "refused 2 : not_found /candidate\n");
    EXPECT_EQ(told(look("id,version,kind,title,community_code,year,class,yuan,candidate\r\n"
                        ",,award,偷,330106001052,2024,city_general,1," +
                        id(kCandidate) + "\r\n")),
              "refused 2 偷: not_found /candidate\n");
    EXPECT_EQ(told(look("id,version,kind,title,year,part,yuan\r\n,,budget,城,2024,added,1\r\n")),
              "refused 2 城: access_denied /community\n");
    // What was shown to one is not what another may do.
    EXPECT_EQ(code_at(apply_answer("a.csv", csv, shown.digest)), "stale_version /digest");
    EXPECT_EQ(post(m_apply_path, form_of("a.csv", csv).with("digest", shown.digest), part).status,
              200);
    EXPECT_EQ(now(kCase).facts.text("note"), "东");
    EXPECT_EQ(now(kBudget).version, 1);
    EXPECT_EQ(post(m_preview_path, form_of("a.csv", "id,version\r\n"), as(Role::Worker)).status,
              403);
}

TEST_F(ProgrammeChangesTest, a_file_of_another_set_names_that_set) {
    const std::string facilities(api::kFacilityChangesPreview);
    const std::string plan(api::kPlanChangesPreview);
    ASSERT_TRUE(storage().file_facility(id(60), {.kind = "ELD02", .name = "食堂"},
                                        {Role::Planner, "li"}, kNowMs));
    ASSERT_TRUE(storage().file_plan_item(id(61),
                                         {.year = 2027,
                                          .title = "食堂",
                                          .community = std::string(kCommunityCode),
                                          .kinds = {"ELD02"}},
                                         {Role::Planner, "li"}, kNowMs));
    for (const std::string ending : {".csv", ".xlsx", ".gpkg"}) {
        const std::string own = download("programme" + ending);
        for (const std::string& path : {facilities, plan})
            EXPECT_EQ(code_at(post(path, form_of("a" + ending, own), as(Role::Planner))),
                      "field_choice /file/programme")
                << path << ending;
        for (const std::string other : {"facilities", "plan"})
            EXPECT_EQ(code_at(preview_answer("a" + ending, download(other + ending))),
                      "field_choice /file/" + other)
                << ending;
    }
    EXPECT_EQ(
        code_at(post(facilities,
                     form_of("a.csv", "id,version,title,year,note\r\n" + id(1) + ",1,x,1,\r\n"),
                     as(Role::Planner))),
        "field_choice /file/programme")
        << "that of which it has most";
    EXPECT_EQ(code_at(preview_answer("a.csv", "id,title\r\n" + id(1) + ",x\r\n")),
              "field_missing /version")
        << "one that was downloaded before there were versions in it";
    EXPECT_EQ(code_at(apply_answer("a.csv", "id,version", "")), "field_missing /digest");
}

TEST_F(ProgrammeChangesTest, an_edited_geopackage_and_workbook_are_read_as_a_table_is) {
    apply("a.csv", replaced(download("programme.csv"), ",5000000,", ",4000000,"));
    // Somebody takes it back: the files have it still.
    const std::string gpkg = download("programme.gpkg");
    const std::string xlsx = download("programme.xlsx");
    change(kAward, facts_of(kAward), "wang");
    EXPECT_EQ(told(preview("a.gpkg", gpkg)), "") << "exported so";
    EXPECT_EQ(preview("a.xlsx", xlsx).counts.unchanged, kEntries);
    change(kAward, facts_of(kAward).set("yuan", 1), "wang");
    EXPECT_EQ(preview("a.xlsx", download("programme.xlsx")).counts.unchanged, kEntries);
}

class ProgrammeGivenToAStore : public ::testing::TestWithParam<StoreKind> {
protected:
    TemporaryFolder m_folder;
    std::unique_ptr<Storage> m_storage = open_url(new_store(GetParam(), m_folder));
};

TEST_P(ProgrammeGivenToAStore, is_compared_and_done_there_in_one_transaction) {
    const Actor actor{Role::Planner, "planner"};
    const auto id = [](std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    };
    using K = ProgrammeKind;
    import_square(*m_storage);
    ASSERT_TRUE(m_storage->file_programme(
        id(1), K::Operation, kongdi::tests::whole_programme_facts(K::Operation), actor, kNowMs));
    ASSERT_TRUE(m_storage->file_programme(id(2), K::Land, kongdi::tests::programme_facts(K::Land),
                                          actor, kNowMs));
    const std::string csv = "id,version,kind,title,year,part,yuan,operator,people,state\r\n" +  //
                            id(1) + ",1,operation,改了名,,,,新公司,,operating\r\n" +            //
                            id(2) + ",1,land,翠苑一区未来社区,,,,,3000,issued\r\n" +            //
                            ",,budget,年中增加,2024,added,1,,,\r\n";
    const GivenFile file{"a.csv", csv};
    const Editor editor{Role::Planner, whole_city()};
    auto changes = programme_changes(*m_storage, catalogue(), file, editor);
    ASSERT_TRUE(changes) << changes.error().path;
    EXPECT_EQ(changes->report.counts, (api::ChangeCounts{.rows = 3, .filed = 1, .changed = 2}));
    name_filings(*changes, kNowMs + 1);
    auto half = changes->steps;
    half.back().base_version = 9;
    const std::string before = m_storage->derived_text().value_or("");
    EXPECT_EQ(m_storage->change_programme(half, actor, kNowMs + 1).error(),
              (Error{ErrorCode::StaleVersion, "/version"}));
    EXPECT_EQ(m_storage->derived_text().value_or("-"), before) << "nothing half done";
    ASSERT_TRUE(m_storage->change_programme(changes->steps, actor, kNowMs + 1));
    EXPECT_EQ((*m_storage->programme_entry(id(1)))->state, ProgrammeState::Operating);
    EXPECT_EQ((*m_storage->programme_entry(id(1)))->facts.text("operator"), "新公司");
    EXPECT_EQ((*m_storage->programme_entry(id(1)))->version, 3);
    EXPECT_FALSE((*m_storage->programme_entry(id(2)))->facilities.empty());
    EXPECT_EQ(m_storage->programme({.kind = K::Budget})->size(), 1u);
    const auto again = programme_changes(*m_storage, catalogue(), file, editor);
    EXPECT_EQ(again->report.counts, (api::ChangeCounts{.rows = 3, .unchanged = 2, .refused = 1}));
    const std::string after = m_storage->derived_text().value_or("");
    ASSERT_TRUE(m_storage->rebuild());
    EXPECT_EQ(m_storage->derived_text().value_or("-"), after) << "events say the same";
}

INSTANTIATE_TEST_SUITE_P(Stores, ProgrammeGivenToAStore,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& which) {
                             return which.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

}  // namespace

}  // namespace kongdi::server::tests
