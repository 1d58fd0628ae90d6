// SPDX-License-Identifier: Apache-2.0
// Answers as tables: what was sent is in the file, each thing once, wide and long.
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using Rows = std::vector<std::vector<std::string>>;

class AnswersExport : public ExportFixture {
protected:
    void SetUp() override {
        ExportFixture::SetUp();
        answer_one();
    }
    Rows rows_of(const std::string& file, std::vector<Pair> query = {}) {
        query.emplace_back("bom", "0");
        return kongdi::tests::read_csv(bytes_of(file, std::move(query)));
    }
    static std::string cell(const Rows& rows, std::size_t row, std::string_view column) {
        const auto at = std::find(rows[0].begin(), rows[0].end(), column);
        EXPECT_NE(at, rows[0].end()) << column;
        return at == rows[0].end() ? "" : rows.at(row).at(std::size_t(at - rows[0].begin()));
    }
    /// The value of a line for a question, row and column.
    static std::string said(const Rows& rows, std::string_view question, std::string_view row = {},
                            std::string_view column = {}) {
        std::string out;
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (cell(rows, i, "question") == question && cell(rows, i, "row") == row &&
                cell(rows, i, "column") == column)
                out += (out.empty() ? "" : "+") + cell(rows, i, "value");
        return out;
    }
};

TEST_F(AnswersExport, wide_has_a_row_for_each_record_and_a_column_for_each_cell_of_a_matrix) {
    const Rows rows = rows_of("answers.csv");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(cell(rows, 1, "services_eld02_used"), "yes");
    EXPECT_EQ(cell(rows, 1, "services_eld02_minutes"), "6_10");
    EXPECT_EQ(cell(rows, 1, "services_eld02_satisfaction"), "4");
    EXPECT_EQ(cell(rows, 1, "services_eld02_importance"), "dont_know");
    EXPECT_EQ(cell(rows, 1, "household"), "age_0_3;age_60_up");
    EXPECT_EQ(cell(rows, 1, "age_band"), "60_74");
    EXPECT_EQ(cell(rows, 1, "version"), "2");
    EXPECT_EQ(cell(rows, 1, "wave_title"), "下半年体检");
    EXPECT_EQ(cell(rows, 1, "has_code"), "1");
    EXPECT_EQ(cell(rows, 1, "other_answers"), "{\"remark\":\"=1+1 谢谢\"}");
    EXPECT_NEAR(std::stod(cell(rows, 1, "lon")), 120.155, 1e-4) << "the middle of its community";
    for (const std::string& name : rows[0]) {
        EXPECT_EQ(name.find("device"), std::string::npos);
        EXPECT_EQ(name.find("seat"), std::string::npos);
    }
}

TEST_F(AnswersExport, a_shifted_fix_keeps_its_datum_and_its_space_lies_where_it_is) {
    // 120.1551, 30.2741 as a phone that says GCJ-02 gives it (domain.md §12).
    const Value fix = Value::map({{"lon", 120.1597945},
                                  {"lat", 30.2717712},
                                  {"datum", "GCJ-02"},
                                  {"source", "fix"},
                                  {"accuracy_m", 35},
                                  {"at", "2026-11-24T07:58:00.000Z"}});
    const RecordBuilder shifted = RecordBuilder()
                                      .number(90)
                                      .with("/community", nullptr)
                                      .with("/body/place/point", fix)
                                      .with("/body/place/fix", fix);
    add(shifted);
    const std::string id = shifted.build().text("id");
    const Rows rows = rows_of("answers.csv", {{"questionnaire", "idle_space"}});
    std::size_t row = 1;
    while (row < rows.size() && cell(rows, row, "id") != id) ++row;
    ASSERT_LT(row, rows.size());
    for (const std::string part : {"place_", "place_fix_"}) {
        EXPECT_EQ(cell(rows, row, part + "lon_sent"), "120.1597945");
        EXPECT_EQ(cell(rows, row, part + "lat_sent"), "30.2717712");
        EXPECT_EQ(cell(rows, row, part + "datum_sent"), "GCJ-02");
        EXPECT_EQ(cell(rows, row, part + "accuracy_m"), "35");
    }
    EXPECT_EQ(cell(rows, row, "place_source"), "fix");
    EXPECT_EQ(cell(rows, row, "place_fix_at"), "2026-11-24T07:58:00.000Z");
    const Value space = tree_of(get("/api/v1/spaces/" + id, {m_planner}))["space"];
    EXPECT_NEAR(space["lon"].number_or(0), 120.1551, 1e-6);
    EXPECT_NEAR(space["lat"].number_or(0), 30.2741, 1e-6);
    EXPECT_EQ(space.text("point_datum"), "GCJ-02");
    EXPECT_EQ(space.text("community"), kCommunityCode) << "by the point, once it is WGS-84";
}

TEST_F(AnswersExport, a_file_holds_one_version_and_the_newest_unless_another_is_named) {
    add(RecordBuilder::first_checkup().number(80));
    EXPECT_EQ(rows_of("answers.csv").size(), 2u);
    const Rows first = rows_of("answers.csv", {{"version", "1"}});
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(cell(first, 1, "satisfaction_eld02"), "4");
    EXPECT_EQ(cell(first, 1, "satisfaction_edu01"), "dont_know");
    EXPECT_EQ(refused_at("answers.csv", {{"version", "two"}}), "request_format /version");
    EXPECT_EQ(refused_at("answers.csv", {{"version", "-1"}}), "request_format /version");
    EXPECT_EQ(refused_at("answers.csv", {{"version", "9"}}), "not_found /version");
    EXPECT_EQ(refused_at("answers.csv", {{"questionnaire", "x"}}), "not_found /questionnaire");
    EXPECT_EQ(refused_at("answers.csv", {{"questionnaire", "meeting"}}),
              "not_found /questionnaire");
}

TEST_F(AnswersExport, a_wave_has_what_was_counted_in_it_with_the_columns_of_its_version) {
    const std::string wave = RecordBuilder().number(70).build().text("id");
    // Of another version, and of before the wave.
    add(RecordBuilder::first_checkup().number(80).with("created_at", "2026-01-01T00:00:00.000Z"));
    Questionnaire next = *catalogue().questionnaire("service_checkup");
    next.version = 7;
    ASSERT_TRUE(storage().publish(
        {next.id, next.version, write_json(questionnaire_tree(next)), "publisher", m_now_ms}));
    EXPECT_EQ(rows_of("answers.csv").size(), 1u) << "nobody has answered the newest";
    const Rows counted = rows_of("answers.csv", {{"wave", wave}});
    ASSERT_EQ(counted.size(), 2u);
    EXPECT_EQ(cell(counted, 1, "wave_id"), wave);
    EXPECT_EQ(cell(counted, 1, "version"), "2");
    EXPECT_EQ(rows_of("answers.csv", {{"wave", wave}, {"version", "1"}}).size(), 1u);
    const Rows lines = rows_of("answers_long.csv", {{"wave", wave}});
    ASSERT_GT(lines.size(), 1u);
    EXPECT_LT(lines.size(), rows_of("answers_long.csv").size());
    EXPECT_EQ(download("answers.csv", {{"wave", wave}}).header("X-Total-Count"), "1");
    const std::string empty = RecordBuilder().number(69).build().text("id");
    EXPECT_EQ(refused_at("answers.csv", {{"wave", empty}}), "not_found /wave");
    EXPECT_EQ(refused_at("answers_long.csv", {{"wave", "newest"}}), "request_format /wave");
    EXPECT_EQ(refused_at("answers.csv", {{"wave", wave}, {"questionnaire", "idle_space"}}),
              "request_format /wave");
}

TEST_F(AnswersExport, the_name_of_a_file_says_of_which_version_it_is) {
    const auto name = [&](const std::string& file, std::vector<Pair> query) {
        return std::string(download(file, std::move(query)).header("Content-Disposition"));
    };
    EXPECT_NE(name("answers.csv", {}).find("kongdi-answers-service_checkup-v2-"),
              std::string::npos);
    EXPECT_NE(name("answers.csv", {{"version", "1"}}).find("kongdi-answers-service_checkup-v1-"),
              std::string::npos);
    EXPECT_NE(bytes_of("answers.csv.sha256", {{"version", "1"}}).find("-service_checkup-v1-"),
              std::string::npos);
    EXPECT_EQ(name("answers_long.csv", {}).find("-v2"), std::string::npos) << "of all versions";
}

TEST_F(AnswersExport, a_version_that_was_just_published_makes_columns_of_its_own) {
    Questionnaire next = *catalogue().questionnaire("service_checkup");
    next.version = 7;
    Question words;
    words.name = "state";  // as a column before it
    words.kind = QuestionKind::Text;
    words.label = {{{"zh", "还想说"}, {"en", "What else"}}};
    next.pages.back().questions.push_back(words);
    words.name = "fid";  // as what a GeoPackage counts its rows by
    words.label = {{{"zh", "=HYPERLINK(\"http://x\")"}, {"en", "Which"}}};
    next.pages.back().questions.push_back(words);
    ASSERT_TRUE(storage().publish(
        {"service_checkup", 7, write_json(questionnaire_tree(next)), "planner", m_now_ms}));
    add(RecordBuilder::service_checkup()
            .number(81)
            .with("/questionnaire_version", 7)
            .with("/body/state", "路灯不亮")
            .with("/body/fid", "三号"));
    EXPECT_NE(bytes_of("answers_long.csv").find(",\"'=HYPERLINK("), std::string::npos)
        << "what somebody wrote into a questionnaire is no formula";
    const Rows rows = rows_of("answers.csv");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(cell(rows, 1, "state"), "submitted");
    EXPECT_EQ(cell(rows, 1, "state_2"), "路灯不亮");
    EXPECT_EQ(cell(rows, 1, "fid_2"), "三号");
    EXPECT_TRUE(bytes_of("answers.gpkg").starts_with("SQLite format 3"));
    const Rows words_of = rows_of("answers.dictionary.csv", {{"lang", "en"}});
    const auto found = std::find_if(words_of.begin(), words_of.end(),
                                    [](const auto& row) { return row[0] == "state_2"; });
    ASSERT_NE(found, words_of.end());
    EXPECT_EQ(found->at(3), "What else");
}

TEST_F(AnswersExport, long_has_a_row_for_each_thing_that_was_said) {
    add(RecordBuilder::first_checkup().number(80));
    const Rows rows = rows_of("answers_long.csv", {{"lang", "en"}});
    const std::size_t kinds = catalogue().facilities.size();
    // Four of each service, the age, two of the household; two of the first version.
    EXPECT_EQ(rows.size(), 1 + 4 * kinds + 1 + 2 + 2);
    EXPECT_EQ(said(rows, "services", "ELD02", "minutes"), "6_10");
    EXPECT_EQ(said(rows, "household"), "age_0_3+age_60_up");
    EXPECT_EQ(said(rows, "satisfaction", "ELD02"), "4");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (cell(rows, i, "column") != "satisfaction") continue;
        EXPECT_EQ(cell(rows, i, "value_label"), "Good");
        EXPECT_EQ(cell(rows, i, "value_number"), "4");
    }
    EXPECT_EQ(rows_of("answers_long.csv", {{"version", "1"}}).size(), 3u);
}

TEST_F(AnswersExport, wide_and_long_say_the_same) {
    const Rows wide = rows_of("answers.csv");
    const Rows lines = rows_of("answers_long.csv");
    std::size_t filled = 0;
    for (const std::string& name : wide[0])
        if (name.starts_with("services_") || name == "age_band")
            filled += cell(wide, 1, name).empty() ? 0 : 1;
    EXPECT_EQ(filled + 2, lines.size() - 1);
    for (const FacilityKind& kind : catalogue().facilities) {
        std::string low = kind.code;
        for (char& c : low) c = static_cast<char>(std::tolower(c));
        for (const std::string column : {"used", "minutes", "satisfaction", "importance"})
            EXPECT_EQ(said(lines, "services", kind.code, column),
                      cell(wide, 1, "services_" + low + "_" + column));
    }
}

TEST_F(AnswersExport, are_for_planners_of_the_whole_city_alone) {
    const auto status = [&](const Pair& who, const std::string& file) {
        return get("/export/" + file, {who}).status;
    };
    const Scope here{{std::string(kCommunityCode)}};
    const Pair worker = as(Role::Worker);
    const Pair street_planner = as("street", Role::Planner, here);
    for (const std::string file :
         {"answers.csv", "answers_long.ndjson", "answers.dictionary.csv", "answers.csv.sha256"}) {
        EXPECT_EQ(status(m_planner, file), 200) << file;
        EXPECT_EQ(status(worker, file), 403) << file;
        EXPECT_EQ(status(street_planner, file), 403) << file;
        EXPECT_EQ(get("/export/" + file).status, 401) << file;
    }
    EXPECT_EQ(status(worker, "reports.csv"), 200);
}

TEST_F(AnswersExport, reports_are_as_sent_with_what_became_of_them) {
    const Rows rows = rows_of("reports.csv", {{"sort", "received_at"}});
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(cell(rows, 1, "description"), "空了三年，\"老车棚\"\n漏雨");
    EXPECT_EQ(cell(rows, 1, "floor_area_m2"), "60");
    EXPECT_EQ(cell(rows, 1, "floor_area_source"), "paced");
    EXPECT_EQ(cell(rows, 1, "history"), "");
    EXPECT_EQ(cell(rows, 2, "place_lon_sent"), "121.5");
    EXPECT_EQ(cell(rows, 2, "community_code"), "");
    EXPECT_EQ(cell(rows, 2, "description"), "'=HYPERLINK(\"http://x\")") << "no formula";
    EXPECT_EQ(cell(rows, 3, "photo_sha256"), std::string(64, 'a'));
    EXPECT_EQ(cell(rows, 3, "corroborations"), "1");
    EXPECT_EQ(cell(rows, 3, "state"), "verified");
    EXPECT_EQ(cell(rows, 3, "history"), cell(rows, 3, "corroborated_at") +
                                            " corroborate resident;" +
                                            cell(rows, 3, "state_changed_at") + " verify worker w");
    EXPECT_EQ(cell(rows, 3, "finding"), "usable");
    EXPECT_EQ(cell(rows, 3, "measured_m2"), "84.5");
    EXPECT_EQ(cell(rows, 1, "measured_m2"), "");
    EXPECT_EQ(bytes_of("reports.csv").find(kOtherDevice), std::string::npos);
    EXPECT_EQ(bytes_of("reports.csv").find(kDevice), std::string::npos);
}

TEST_F(AnswersExport, reports_of_all_versions_are_in_one_file_and_none_is_left_out) {
    Questionnaire next = *catalogue().questionnaire("idle_space");
    next.version += 1;
    ASSERT_EQ(std::erase_if(next.pages.back().questions,
                            [](const Question& one) { return one.name == "description"; }),
              1u);
    ASSERT_TRUE(storage().publish(
        {"idle_space", next.version, write_json(questionnaire_tree(next)), "planner", m_now_ms}));
    const Rows rows = rows_of("reports.csv", {{"sort", "received_at"}});
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_NE(cell(rows, 1, "other_answers").find("漏雨"), std::string::npos)
        << "what the columns do not know any more";
    EXPECT_EQ(cell(rows, 1, "floor_area_m2"), "60");
    const std::string version = std::to_string(next.version);
    EXPECT_EQ(rows_of("reports.csv", {{"version", version}}).size(), 1u) << "only its head";
}

TEST_F(AnswersExport, the_filter_and_the_scope_of_the_table_are_those_of_the_reports) {
    EXPECT_EQ(rows_of("reports.csv", {{"state", "verified"}}).size(), 2u);
    EXPECT_EQ(rows_of("reports.csv", {{"type", "I01"}}).size(), 2u);
    EXPECT_EQ(rows_of("reports.csv", {{"text", "老车棚"}}).size(), 2u);
    EXPECT_EQ(rows_of("reports.csv", {{"community", "330106"}}).size(), 3u);
    EXPECT_EQ(rows_of("answers.csv", {{"community", "330107"}}).size(), 1u);
    EXPECT_EQ(rows_of("answers.csv", {{"from", "2030-01-01"}}).size(), 1u);
    const Pair there = as("there", Role::Worker, {{"330102"}});
    Response none = get("/export/reports.csv", {there}, {{"bom", "0"}});
    EXPECT_EQ(none.header("X-Total-Count"), "0");
    const Pair here = as("here", Role::Worker, {{std::string(kCommunityCode)}});
    EXPECT_EQ(get("/export/reports.csv", {here}).header("X-Total-Count"), "2");
}

}  // namespace

}  // namespace kongdi::server::tests
