// SPDX-License-Identifier: Apache-2.0
#include "tests/server/changes/given_back_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class FacilityChangesTest : public GivenBackFixture {
protected:
    /// A table of some columns only.
    std::string table(const std::string& head, const std::string& rows) {
        return head + "\r\n" + rows;
    }
    std::string told_of(const std::string& head, const std::string& rows) {
        return told(preview("a.csv", table(head, rows)));
    }
};

TEST_F(FacilityChangesTest, an_edited_table_is_shown_and_then_applied_as_new_versions) {
    const std::string csv =
        replaced(download("facilities.csv"), ",48,07:30-18:00,", ",60,08:00-17:00,");
    const auto shown = preview("设施.csv", csv);
    EXPECT_EQ(shown.file, "设施.csv");
    EXPECT_FALSE(shown.applied);
    EXPECT_EQ(shown.counts, (api::ChangeCounts{.rows = 8, .unchanged = 7, .changed = 1}));
    ASSERT_EQ(shown.rows.size(), 1u);
    const std::string name = shown.rows[0].name;
    EXPECT_EQ(told(shown), "changed " + std::to_string(shown.rows[0].row) + " " + name +
                               ": seats 48 → 60 opening_hours \"07:30-18:00\" → \"08:00-17:00\"\n");
    EXPECT_EQ(storage().facility(shown.rows[0].id).value()->version, 1) << "nothing has changed";

    const auto done = apply("设施.csv", csv);
    EXPECT_TRUE(done.applied);
    EXPECT_EQ(done.rows, shown.rows) << "what was shown";
    const auto history = storage().facility_versions(shown.rows[0].id).value();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[1].move, FacilityMove::Change);
    EXPECT_EQ(history[1].by, "planner");
    EXPECT_EQ(history[1].reason, "对账");
    EXPECT_EQ(history[1].at_ms, m_now_ms);
    EXPECT_EQ(history[1].facts.seats, 60);
    EXPECT_EQ(history[1].facts.point, history[0].facts.point) << "to the last bit";
}

TEST_F(FacilityChangesTest, what_is_given_back_twice_is_applied_once) {
    const std::string csv = replaced(download("facilities.csv"), ",48,", ",60,") +
                            ",,,,ELD02,,T5,新食堂,,,120.1555,30.2755,,,,,,,,,,,,,\r\n";
    const std::string digest = preview("a.csv", csv).digest;
    ASSERT_EQ(apply_answer("a.csv", csv, digest).status, 200);
    const auto again = apply_answer("a.csv", csv, digest);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(code_at(again), "stale_version /digest");
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(told(shown), "refused 10 新食堂: field_repeated /name\n");
    EXPECT_EQ(shown.counts.unchanged, 8) << "what was changed stands so already";
    EXPECT_EQ(storage().facilities({}).value().total, 9);
}

TEST_F(FacilityChangesTest, a_row_without_an_id_is_filed) {
    const std::string csv =
        table("id,version,kind,name,lon,lat,seats,accessibility",
              ",,社区食堂,新食堂,120.1555,30.2755,40,step_free;lift\r\n,,ELD02,,120.1,,,\r\n");
    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(shown.counts, (api::ChangeCounts{.rows = 2, .refused = 1, .filed = 1}))
        << told(shown);
    EXPECT_EQ(told(shown).substr(0, told(shown).find('\n')), "refused 3 : field_missing /point");
    const auto done = apply("a.csv", csv);
    ASSERT_EQ(done.rows.size(), 2u);
    const auto filed = storage().facility(done.rows[1].id).value();
    ASSERT_TRUE(filed);
    EXPECT_EQ(filed->state, FacilityState::Filed);
    EXPECT_EQ(filed->filed_by, "planner");
    EXPECT_EQ(filed->facts.community, kCommunityCode) << "of its point";
    EXPECT_EQ(filed->facts.tier, catalogue().facility(filed->facts.kind)->tier) << "of its kind";
    EXPECT_EQ(filed->facts.seats, 40);
    EXPECT_EQ(filed->facts.accessibility.size(), 2u);
    EXPECT_EQ(filed->facts.photos.size(), 0u);
}

TEST_F(FacilityChangesTest, a_row_that_is_missing_and_a_column_that_is_missing_change_nothing) {
    EXPECT_EQ(told_of("id,version,seats", id(1) + ",1,50\r\n"),
              "changed 2 翠苑老年食堂: seats 48 → 50\n");
    EXPECT_EQ(told_of("id,version,seats", id(1) + ",1,\r\n"),
              "changed 2 翠苑老年食堂: seats 48 → null\n")
        << "an empty cell is no missing column";
    apply("a.csv", table("id,version,seats", id(1) + ",1,50\r\n"));
    EXPECT_EQ(storage().facilities({}).value().total, 8);
    EXPECT_EQ(now(1).facts.opening_hours, "07:30-18:00");
    EXPECT_EQ(now(4).version, 1);
}

TEST_F(FacilityChangesTest, what_somebody_changed_meanwhile_is_a_conflict_and_not_overwritten) {
    const std::string csv = replaced(download("facilities.csv"), ",48,", ",60,");
    const std::string digest = preview("a.csv", csv).digest;
    const std::string edited = preview("a.csv", csv).rows[0].id;
    const Facility before = *storage().facility(edited).value();
    FacilityFacts facts = before.facts;
    facts.seats = 52;
    step({edited, FacilityMove::Change, 1, facts, {}}, "wang");

    const auto refused = apply_answer("a.csv", csv, digest);
    EXPECT_EQ(refused.status, 409) << "not what was shown";
    EXPECT_EQ(code_at(refused), "stale_version /digest");

    const auto shown = preview("a.csv", csv);
    EXPECT_EQ(told(shown), "conflict " + std::to_string(shown.rows[0].row) + " " +
                               before.facts.name + ": seats 48 → 60 (52)\n");
    EXPECT_EQ(shown.rows[0].version, 1);
    EXPECT_EQ(shown.rows[0].now_version, 2);
    const auto done = apply("a.csv", csv);
    EXPECT_EQ(done.counts.conflicts, 1);
    EXPECT_EQ(storage().facility(edited).value()->facts.seats, 52);
    EXPECT_EQ(storage().facility(edited).value()->version, 2);
}

TEST_F(FacilityChangesTest, what_somebody_changed_and_the_file_did_not_is_no_conflict) {
    const std::string csv = download("facilities.csv");
    FacilityFacts facts = now(1).facts;
    facts.seats = 52;
    step({id(1), FacilityMove::Change, 1, facts, {}}, "wang");
    EXPECT_EQ(told(preview("a.csv", csv)), "");
    // Both wrote the same.
    const std::string same = table("id,version,seats", id(1) + ",1,52\r\n");
    EXPECT_EQ(told(preview("a.csv", same)), "");
}

TEST_F(FacilityChangesTest, each_row_that_is_refused_says_why_and_the_others_are_applied) {
    const auto shown =
        preview("a.csv", table("id,version,kind,tier,name,seats,accessibility,community_code",
                               id(1) + ",1,ELD02,T5,改了名,48,,330106001051\r\n" +      //
                                   id(7) + ",1,ELD02,T5,又一行,48,,330106001051\r\n" +  //
                                   id(2) + ",2,none,T9,,many,wings,1234\r\n" +          //
                                   id(3) + ",2,ELD02,T5,关了的,,,330106001051\r\n" +    //
                                   id(4) + ",,ELD02,T5,无版本,,,330106001051\r\n" +     //
                                   id(5) + ",9,ELD02,T5,未来,,,330106001051\r\n" +      //
                                   id(6) + ",x,ELD02,T5,无数,,,330106001051\r\n" +      //
                                   id(77) + ",1,ELD02,T5,没有,,,330106001051\r\n" +     //
                                   "no id,1,ELD02,T5,坏的,,,330106001051\r\n" + id(7) +
                                   ",1,ELD02,T5,再一行,48,,330106001051\r\n"));
    EXPECT_EQ(told(shown),
              "refused 3 又一行: field_repeated /id\n"
              "refused 4 : field_choice /tier field_type /seats field_choice /accessibility\n"
              "refused 5 关了的: move_illegal /state\n"
              "refused 6 无版本: field_missing /version\n"
              "refused 7 未来: field_range /version\n"
              "refused 8 无数: field_type /version\n"
              "refused 9 没有: not_found /id\n"
              "refused 10 坏的: field_format /id\n"
              "refused 11 再一行: field_repeated /id\n"
              "changed 2 翠苑老年食堂: name \"翠苑老年食堂\" → \"改了名\"\n")
        << "of two rows with one id nobody knows which is meant";
    EXPECT_EQ(told_of("id,version,kind,name,seats", id(2) + ",2,none,,-1\r\n"),
              "refused 2 : field_choice /kind field_missing /name field_range /seats\n")
        << "the checks of any change";
}

TEST_F(FacilityChangesTest, a_point_that_is_moved_takes_its_community_with_it) {
    const std::string moved =
        table("id,version,lon,lat,community_code",
              id(8) + ",1,120.155,30.275,\r\n" + id(1) + ",1,120.2,30.2,330106001051\r\n");
    const auto shown = preview("a.csv", moved);
    EXPECT_EQ(shown.counts.changed, 2) << told(shown);
    ASSERT_EQ(shown.rows[0].fields.size(), 2u) << told(shown);
    EXPECT_EQ(shown.rows[0].fields[0].field, "community");
    EXPECT_EQ(shown.rows[0].fields[0].after, Value(kCommunityCode));
    EXPECT_EQ(told_of("id,version,east_m,north_m,crs", id(1) + ",1,514600,3350000,EPSG:4549\r\n")
                  .substr(0, 7),
              "changed");
    EXPECT_EQ(told_of("id,version,east_m,north_m", id(1) + ",1,514600,3350000\r\n"),
              "refused 2 : field_missing /crs\n");
    EXPECT_EQ(told_of("id,version,east_m,north_m,crs", id(1) + ",1,514600,3350000,Mars\r\n"),
              "refused 2 : field_choice /crs\n");
    EXPECT_EQ(told_of("id,version,lon,lat", id(1) + ",1,200,30\r\n"),
              "refused 2 : coordinates_range /point\n");
    EXPECT_EQ(told_of("id,version,lon,lat", id(1) + ",1,,30\r\n"),
              "refused 2 : field_missing /point\n");
}

TEST_F(FacilityChangesTest, columns_that_are_not_edited_this_way_are_told_of_where_they_differ) {
    const auto report = preview("a.csv", table("id,version,state,filed_by,filed_at,my note",
                                               id(1) + ",1,closed,wang,2020-01-01,x\r\n" +  //
                                                   id(4) + ",1,filed,li,,\r\n"));
    EXPECT_EQ(told(report), "");
    EXPECT_EQ(ignored(report), "state 1\nfiled_by 1\nfiled_at 2\n");
    EXPECT_EQ(report.ignored[2].rows, (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(report.unknown, std::vector<std::string>{"my note"});
}

TEST_F(FacilityChangesTest, a_planner_changes_only_what_lies_in_their_scope) {
    const std::string csv = table("id,version,seats,community_code",
                                  id(1) + ",1,9,330106001051\r\n" +  //
                                      id(8) + ",1,9,\r\n" +          //
                                      id(4) + ",1,48,330108002001\r\n");
    const Pair part = as("part", Role::Planner, {{std::string(kCommunityCode)}});
    const Response answer =
        post(std::string(api::kFacilityChangesPreview), form_of("a.csv", csv), part);
    const auto shown = api::change_report_of(tree_of(answer));
    ASSERT_TRUE(shown) << answer.body;
    EXPECT_EQ(told(*shown),
              "refused 3 : access_denied /community\n"
              "refused 4 : access_denied /community\n"
              "changed 2 翠苑老年食堂: seats 48 → 9\n");
    // What was shown to one is not what another may do.
    EXPECT_EQ(code_at(apply_answer("a.csv", csv, shown->digest)), "stale_version /digest");
    EXPECT_EQ(post(std::string(api::kFacilityChanges),
                   form_of("a.csv", csv).with("digest", shown->digest), part)
                  .status,
              200);
    EXPECT_EQ(now(1).facts.seats, 9);
    EXPECT_EQ(now(8).version, 1);
}

TEST_F(FacilityChangesTest, what_residents_sent_is_not_changed_by_a_file) {
    ASSERT_EQ(post_record(RecordBuilder().number(50).bytes()).status, 201);
    const auto refused = [this](const std::string& set, const std::string& ending) {
        const Response answer = preview_answer("a" + ending, download(set + ending));
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(code_at(answer), "access_denied /file/" + set) << ending;
    };
    for (const std::string set : {"spaces", "reports"})
        for (const std::string ending : {".csv", ".xlsx", ".gpkg"}) refused(set, ending);
    for (const std::string set : {"ratings", "corroborations", "answers_long"})
        refused(set, ".csv");
}

TEST_F(FacilityChangesTest, a_file_that_is_none_is_refused_as_a_whole) {
    const auto refused = [this](const std::string& name, const std::string& bytes) {
        return code_at(preview_answer(name, bytes));
    };
    EXPECT_EQ(refused("a.exe", "MZ"), "layer_unreadable /file");
    EXPECT_EQ(refused("a.geojson", R"({"type":"FeatureCollection","features":[]})"),
              "layer_unreadable /file");
    EXPECT_EQ(refused("a.xlsx", "no workbook"), "layer_unreadable /file");
    EXPECT_EQ(refused("a.csv", "id,name\r\n" + id(1) + ",x\r\n"), "field_missing /version");
    EXPECT_EQ(refused("a.csv", "name,version\r\nx,1\r\n"), "field_missing /id");
    const auto path_of = [this](const kongdi::tests::FormBody& form) {
        return code_at(post(std::string(api::kFacilityChangesPreview), form, as(Role::Planner)));
    };
    EXPECT_EQ(path_of(kongdi::tests::FormBody().with("file", "id,version")), "field_missing /file");
    EXPECT_EQ(path_of(form_of("a.csv", "id,version").file("file", "b.csv", "id,version")),
              "field_repeated /file");
    EXPECT_EQ(code_at(apply_answer("a.csv", "id,version", "")), "field_missing /digest");
    EXPECT_EQ(code_at(apply_answer("a.csv", "id,version\r\n", "x", std::string(1000, 'x'))),
              "field_too_long /reason");
    std::string many = "id,version\r\n";
    for (int i = 0; i < 50'001; ++i) many += "x,1\r\n";
    EXPECT_EQ(refused("a.csv", many), "field_range /file");
    EXPECT_EQ(post(std::string(api::kFacilityChangesPreview), form_of("a.csv", "id,version"),
                   as(Role::Worker))
                  .status,
              403);
}

TEST_F(FacilityChangesTest, an_edited_geopackage_and_workbook_are_read_as_a_table_is) {
    const std::string csv = replaced(download("facilities.csv"), ",48,", ",60,");
    const std::string wanted = told(preview("a.csv", csv));
    apply("a.csv", csv);
    const std::string gpkg = download("facilities.gpkg");
    const std::string xlsx = download("facilities.xlsx");
    EXPECT_EQ(preview("a.gpkg", gpkg).counts.unchanged, 8);
    // The same edit taken back by somebody: the files have it still.
    FacilityFacts facts = now(1).facts;
    ASSERT_EQ(facts.seats.value_or(0), 60) << wanted;
    facts.seats = 48;
    step({id(1), FacilityMove::Change, 2, facts, {}}, "wang");
    EXPECT_EQ(told(preview("a.gpkg", gpkg)), "") << "exported so";
    EXPECT_EQ(told(preview("a.xlsx", xlsx)), "");
}

}  // namespace

}  // namespace kongdi::server::tests
