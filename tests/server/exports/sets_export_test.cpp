// SPDX-License-Identifier: Apache-2.0
// What stands in the data sets that are made of several tables, and who gets how much of it.
#include "core/api/indicator_messages.hpp"
#include "core/api/space_query.hpp"
#include "tests/server/exports/export_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using Cells = std::map<std::string, std::string>;

class SetsExport : public ExportFixture {
protected:
    /// Rows by the names of their columns.
    std::vector<Cells> rows_of(const std::string& set, std::vector<Pair> query = {},
                               std::optional<Pair> who = {}) {
        query.emplace_back("bom", "0");
        Response response = get("/export/" + set + ".csv", {who.value_or(m_planner)}, query);
        EXPECT_EQ(response.status, 200) << set << response.body;
        const auto table = kongdi::tests::read_csv(whole_body(response));
        std::vector<Cells> out;
        for (std::size_t i = 1; i < table.size(); ++i) {
            out.emplace_back();
            for (std::size_t j = 0; j < table[0].size(); ++j) out.back()[table[0][j]] = table[i][j];
        }
        return out;
    }
    Pair worker_of(const std::string& area) {
        return as("worker of " + area, Role::Worker, {{area}});
    }
};

TEST_F(SetsExport, the_programme_has_a_row_an_entry_and_land_a_row_a_facility) {
    enter_the_programme();
    const auto rows = rows_of("programme");
    ASSERT_EQ(rows.size(), 7u);
    const auto of = [&](const std::string& kind) {
        for (const Cells& row : rows)
            if (row.at("kind") == kind) return row;
        ADD_FAILURE() << kind;
        return rows[0];
    };
    EXPECT_EQ(of("candidate").at("accepted_type"), "leading");
    EXPECT_EQ(of("candidate").at("community_name"), "翠苑一区社区");
    EXPECT_EQ(of("budget").at("yuan"), "350000000");
    EXPECT_NE(of("budget").at("lon"), "");
    EXPECT_EQ(of("budget").at("community_code"), "");
    EXPECT_EQ(of("certificate").at("papers_there"), "1");
    EXPECT_EQ(of("certificate").at("papers_missing"), "消防验收或备案");
    EXPECT_EQ(of("operation").at("operator"), "邻里运营公司");
    EXPECT_EQ(of("operation").at("income_yuan"), "860000");
    EXPECT_EQ(of("award").at("reason"), "重复");
    EXPECT_EQ(of("land").at("state"), "issued");
    EXPECT_EQ(rows_of("programme", {{"kind", "award"}}).size(), 1u);
    // Money of the whole city is for all staff to read.
    EXPECT_EQ(rows_of("programme", {}, worker_of("330109")).size(), 1u);
    const auto land = rows_of("land_terms");
    ASSERT_EQ(land.size(), 2u);
    EXPECT_EQ(land[0].at("facility"), "ELD01");
    EXPECT_EQ(land[0].at("count"), "2");
    EXPECT_EQ(land[0].at("floor_m2"), "700.5");
    EXPECT_EQ(land[1].at("basis"), "shared");
    EXPECT_EQ(land[1].at("floor_m2"), "");
    EXPECT_TRUE(rows_of("land_terms", {}, worker_of("330109")).empty());
}

TEST_F(SetsExport, ratings_are_the_numbers_that_the_results_show) {
    answer_one();
    close_the_wave();
    const auto rows = rows_of("ratings");
    const std::string wave = rows.at(0).at("wave_id");
    std::size_t looked_at = 0;
    for (const std::string by : {"none", "community", "mode", "age_band"}) {
        const Value tree =
            tree_of(get("/api/v1/waves/" + wave + "/results", {m_planner}, {{"by", by}}));
        for (const Value& result : tree.items("rows")) {
            const auto same = std::find_if(rows.begin(), rows.end(), [&](const Cells& row) {
                const std::string group =
                    row.at("community_code") + row.at("mode") + row.at("age_band");
                return row.at("by") == by && row.at("kind") == result.text("facility") &&
                       group == result.text("group");
            });
            ASSERT_NE(same, rows.end()) << by << " " << result.text("facility");
            ++looked_at;
            for (const std::string measure : {"satisfaction", "importance", "minutes", "use"}) {
                const Value& shown = result[measure];
                const std::string n = same->at(measure + "_n");
                EXPECT_EQ(n, shown.is_null() ? "" : std::to_string(shown["n"].int_or(-1)));
                const std::string mean =
                    same->at(measure == "use" ? "use_share" : measure + "_mean");
                EXPECT_EQ(mean.empty(), shown.is_null());
                EXPECT_TRUE(mean.empty() || std::stod(mean) == shown["mean"].number_or(-1)) << mean;
            }
        }
    }
    EXPECT_EQ(looked_at, rows.size());
    EXPECT_GT(looked_at, 0u);
}

TEST_F(SetsExport, ratings_of_communities_are_of_the_scope_and_small_numbers_of_nobody) {
    answer_one();
    for (const Cells& row : rows_of("ratings")) EXPECT_EQ(row.at("satisfaction_n"), "");
    close_the_wave();
    const auto of_communities = [&](const std::string& area) {
        const auto rows = rows_of("ratings", {}, worker_of(area));
        return std::count_if(rows.begin(), rows.end(),
                             [](const Cells& row) { return row.at("by") == "community"; });
    };
    EXPECT_EQ(of_communities("330106"), std::ssize(catalogue().facilities));
    EXPECT_EQ(of_communities("330102"), 0);
    const std::string other = RecordBuilder().number(7).build().text("id");
    EXPECT_EQ(refused_at("ratings.csv", {{"wave", other}}), "not_found /wave");
    EXPECT_EQ(refused_at("ratings.csv", {{"wave", "x"}}), "request_format /wave");
}

TEST_F(SetsExport, communities_have_each_indicator_as_the_map_shows_it) {
    fill_the_rest();
    const auto rows = rows_of("communities");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].at("street"), "翠苑街道");
    EXPECT_EQ(rows[0].at("district"), "西湖区");
    EXPECT_NEAR(std::stod(rows[0].at("area_m2")), 962.0 * 1108.5, 3000);
    for (const IndicatorRow& row : indicators()) {
        const Value tree = tree_of(get("/api/v1/indicators/" + std::string(row.name), {m_planner}));
        const Value& shown = tree.items("communities").at(0)["value"];
        const std::string cell =
            rows[0].at(std::string(row.name) + (row.unit == "m2" ? "_m2" : ""));
        EXPECT_EQ(cell.empty(), shown.is_null()) << row.name;
        EXPECT_TRUE(cell.empty() || std::stod(cell) == shown.number_or(-1)) << row.name;
    }
    EXPECT_FALSE(rows[0].contains("kept_back"));
}

TEST_F(SetsExport, communities_keep_small_numbers_back_from_those_who_see_a_part) {
    fill_the_rest();
    EXPECT_EQ(rows_of("communities", {}, worker_of("330102")).size(), 0u);
    const auto rows = rows_of("communities", {}, worker_of("330106"));
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].at("idle_spaces"), "") << "there are two";
    EXPECT_NE(rows[0].at("kept_back").find("idle_spaces"), std::string::npos);
    EXPECT_EQ(rows[0].at("residents"), "300");
}

TEST_F(SetsExport, corroborations_number_the_phones_and_name_none) {
    const auto id_of = [](std::uint32_t n) { return RecordBuilder().number(n).build().text("id"); };
    const std::string third(32, '3');
    for (const std::string& device : {std::string(kOtherDevice), third})
        ASSERT_TRUE(
            storage().move(id_of(1), ReportMove::Corroborate, {Role::Resident, device}, m_now_ms));
    const auto rows = rows_of("corroborations", {{"sort", "received_at"}});
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].at("report_id"), id_of(1));
    EXPECT_EQ(rows[0].at("device_number"), "1");
    EXPECT_EQ(rows[1].at("device_number"), "2");
    EXPECT_EQ(rows[2].at("report_id"), id_of(3));
    EXPECT_EQ(rows[2].at("device_number"), "1") << "the same phone";
    const std::string bytes = bytes_of("corroborations.ndjson");
    EXPECT_EQ(bytes.find(kOtherDevice), std::string::npos);
    EXPECT_EQ(bytes.find(third), std::string::npos);
    EXPECT_EQ(rows_of("corroborations", {{"state", "verified"}}).size(), 1u);
    EXPECT_EQ(rows_of("corroborations", {}, worker_of("330102")).size(), 0u);
}

TEST_F(SetsExport, sessions_have_a_row_an_option_and_keep_small_numbers_back) {
    hold_a_meeting();
    const auto rows = rows_of("sessions");
    ASSERT_EQ(rows.size(), 2u + 3u + 5u + 1u + 3u + 2u);
    EXPECT_EQ(rows[0].at("question"), "room");
    EXPECT_EQ(rows[0].at("answered"), "6");
    EXPECT_EQ(rows[0].at("count"), "") << "5 of 6 would give away the other one";
    EXPECT_EQ(rows[0].at("is_kept_back"), "1");
    EXPECT_EQ(rows[2].at("option_label"), "选项 a");
    EXPECT_EQ(rows[2].at("count"), "6");
    EXPECT_EQ(rows[10].at("words"), "'=1+1 电梯") << "no formula";
    EXPECT_EQ(rows[13].at("option"), "z");
    EXPECT_EQ(rows[13].at("kind"), "ranking");
    EXPECT_EQ(rows[13].at("count"), "18") << "six times three points";
    EXPECT_EQ(rows[13].at("mean"), "1");
    EXPECT_EQ(rows[12].at("mean"), "3");
    EXPECT_EQ(rows.back().at("decisions"), "三楼做食堂 (2027-03-01)");
    EXPECT_EQ(rows_of("sessions", {}, worker_of("330102")).size(), 0u);
    EXPECT_EQ(rows_of("sessions", {}, worker_of("330106")).size(), rows.size());
}

TEST_F(SetsExport, a_session_that_is_not_over_says_nothing) {
    const std::string id = RecordBuilder().number(90).build().text("id");
    ASSERT_TRUE(storage().plan_meeting(id, kongdi::tests::meeting_plan(std::string(kCommunityCode)),
                                       {Role::Worker, "host"}, m_now_ms));
    EXPECT_EQ(rows_of("sessions").size(), 0u);
}

TEST_F(SetsExport, facilities_have_a_row_for_each_version_with_what_it_changed_and_who_did_it) {
    fill_the_rest();
    const auto rows = rows_of("facility_versions");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].at("move"), "file");
    EXPECT_EQ(rows[0].at("changes"), "");
    EXPECT_EQ(rows[1].at("changes"), "seats: 28 → 30");
    EXPECT_EQ(rows[1].at("by"), "filer");
    EXPECT_EQ(rows[1].at("reason"), "'=1+1 两张床");
    EXPECT_EQ(rows[1].at("seats"), "30");
    EXPECT_EQ(rows[2].at("move"), "verify");
    EXPECT_EQ(rows[2].at("state"), "verified");
    EXPECT_EQ(rows[2].at("changes"), "");
    EXPECT_EQ(rows[2].at("facility_id"), rows[0].at("facility_id"));
    EXPECT_EQ(rows_of("facility_versions", {{"state", "closed"}}).size(), 0u);
    EXPECT_EQ(rows_of("facility_versions", {}, worker_of("330102")).size(), 0u);
    EXPECT_EQ(rows_of("facility_versions", {}, worker_of("330106")).size(), 3u);
}

TEST_F(SetsExport, questionnaires_have_a_row_for_each_version_with_its_answers) {
    fill_the_rest();
    std::map<std::string, Cells> by_id;
    for (const Cells& row : rows_of("questionnaires")) by_id[row.at("id")] = row;
    EXPECT_EQ(by_id.size(), catalogue().questionnaires.size() + 1) << "and the published one";
    const Cells& checkup = by_id.at("service_checkup/2");
    EXPECT_EQ(checkup.at("answers"), "6");
    EXPECT_EQ(checkup.at("published_by"), "");
    EXPECT_LT(checkup.at("first_answer_at"), checkup.at("last_answer_at"));
    const Cells& published = by_id.at("facility_remark/40");
    EXPECT_EQ(published.at("published_by"), "publisher");
    EXPECT_NE(published.at("published_at"), "");
    EXPECT_EQ(published.at("answers"), "0");
    EXPECT_EQ(published.at("first_answer_at"), "");
    EXPECT_EQ(get("/export/questionnaires.csv", {worker_of("330106")}).status, 403);
}

TEST_F(SetsExport, what_happened_has_a_row_for_each_event_in_its_order_and_says_who) {
    fill_the_rest();
    const auto rows = rows_of("audit");
    ASSERT_GT(rows.size(), 20u);
    std::map<std::string, std::vector<Cells>> by_kind;
    std::int64_t before = 0;
    for (const Cells& row : rows) {
        const std::int64_t number = std::stoll(row.at("number"));
        EXPECT_GT(number, before);
        before = number;
        EXPECT_NE(row.at("kind_label"), "export.event_kind." + row.at("kind"))
            << "each kind that happens has its words";
        by_kind[row.at("kind")].push_back(row);
    }
    EXPECT_EQ(by_kind.at("facility").at(0).at("what"), "file");
    EXPECT_EQ(by_kind.at("facility").at(0).at("role"), "worker");
    EXPECT_NE(by_kind.at("facility").at(0).at("by"), "");
    EXPECT_EQ(by_kind.at("questionnaire").at(0).at("by"), "publisher");
    for (const Cells& row : by_kind.at("record")) {
        EXPECT_EQ(row.at("by"), "") << "nobody who has no account is in it";
        EXPECT_EQ(row.at("subject").size(), 36u);
    }
    EXPECT_EQ(by_kind.count("reads"), 0u) << "they have a log of their own";
    EXPECT_EQ(get("/export/audit.csv", {worker_of("330106")}).status, 403);
}

TEST_F(SetsExport, what_happened_is_held_to_the_days_that_are_asked_for) {
    fill_the_rest();
    const auto all = rows_of("audit");
    const auto none = rows_of("audit", {{"from", "2090-01-01"}});
    EXPECT_EQ(none.size(), 0u);
    EXPECT_EQ(rows_of("audit", {{"to", "2090-01-01"}}).size(), all.size());
    EXPECT_EQ(get("/export/audit.csv", {m_planner}, {{"from", "yesterday"}}).status, 400);
}

TEST_F(SetsExport, a_filter_that_a_data_set_does_not_know_is_refused_by_its_name) {
    for (const DataSet& set : data_sets())
        for (const std::string ending : {".csv", ".gpkg", ".dictionary.csv", ".csv.sha256"}) {
            const std::string file = std::string(set.name) + ending;
            EXPECT_EQ(refused_at(file, {{"lang", "en"}, {"colour", "red"}}),
                      "request_format /colour")
                << file;
        }
    // One that other data sets know.
    EXPECT_EQ(refused_at("spaces.csv", {{"year", "2026"}}), "request_format /year");
    EXPECT_EQ(refused_at("plan.csv", {{"sort", "year"}}), "request_format /sort");
    EXPECT_EQ(refused_at("audit.csv", {{"state", "verified"}}), "request_format /state");
    EXPECT_EQ(refused_at("sessions.csv", {{"community", "330106"}}), "request_format /community");
}

TEST_F(SetsExport, what_the_table_of_spaces_can_ask_for_the_file_takes) {
    api::SpaceQuery query;
    query.filter.states = {ReportState::Submitted};
    query.filter.stages = {SpaceStage::Candidate};
    query.filter.types = {"I05"};
    query.filter.community = "330106";
    query.filter.from_ms = 0;
    query.filter.before_ms = 86'400'000LL * 365 * 90;
    query.filter.text = "老车棚";
    query.filter.area = Box{120, 30, 121, 31};
    query.sort = "near";
    query.descending = false;
    query.near = Wgs84Point{120.15, 30.27};
    query.offset = 1;
    const auto asked = api::query_pairs_of(api::query_string(query));
    EXPECT_EQ(asked.size(), 12u) << "each of them is looked at";
    EXPECT_EQ(get("/export/spaces.csv", {m_planner}, asked).status, 200);
}

}  // namespace

}  // namespace kongdi::server::tests
