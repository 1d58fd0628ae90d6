// SPDX-License-Identifier: Apache-2.0
// The programme of future communities over HTTP.
#include "core/codec/json.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::programme_facts;
using kongdi::tests::whole_programme_facts;
using K = ProgrammeKind;

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class ProgrammeOverHttp : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_planner = as("planner", Role::Planner, whole_city());
    }
    Response post(const std::string& path, const Value& body, const Pair& who) {
        Request asked = json_request(path, write_json(body));
        asked.headers.push_back(who);
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        return send(std::move(asked));
    }
    Response file(std::uint32_t number, K kind, const Value& facts) {
        return file_as(m_planner, number, kind, facts);
    }
    Response file_as(const Pair& who, std::uint32_t number, K kind, const Value& facts) {
        return post(
            "/api/v1/programme",
            Value::map(
                {{"id", id_of(number)}, {"kind", programme_kind_name(kind)}, {"facts", facts}}),
            who);
    }
    Response step(std::uint32_t number, std::int64_t version, Value body) {
        body.set("version", version);
        return post("/api/v1/programme/entries/" + id_of(number) + "/events", body, m_planner);
    }
    Response move(std::uint32_t number, std::int64_t version, const char* name,
                  const char* reason = "because") {
        return step(number, version,
                    Value::map({{"do", "move"}, {"move", name}, {"reason", reason}}));
    }
    Response asked_by(const Pair& who, const std::string& path, std::vector<Pair> query = {}) {
        return get(path, {who}, std::move(query));
    }
    static std::pair<std::string, std::string> refusal(const Response& response) {
        if (response.errors.empty()) return {"none", ""};
        return {std::string(error_row(response.errors[0].code).name), response.errors[0].path};
    }
    using Refusal = std::pair<std::string, std::string>;

    Pair m_planner;
};

}  // namespace

TEST_F(ProgrammeOverHttp, a_candidate_goes_to_acceptance_and_counts_in_the_share_of_its_batch) {
    ASSERT_EQ(file(1, K::Candidate, whole_programme_facts(K::Candidate)).status, 201);
    std::int64_t version = 1;
    for (const char* name : {"file_scheme", "start", "submit", "accept"}) {
        const Response done = move(1, version++, name);
        ASSERT_EQ(done.status, 200) << name << done.body;
    }
    const Value card = tree_of(asked_by(m_planner, "/api/v1/programme/entries/" + id_of(1)));
    EXPECT_EQ(card["entry"].text("state"), "accepted");
    EXPECT_EQ(card["entry"].text("community_name"), "翠苑一区社区");
    EXPECT_EQ(card.items("moves"), Value::List{"withdraw"});
    EXPECT_EQ(card.items("versions").size(), 5u);
    const Value sums = tree_of(asked_by(m_planner, "/api/v1/programme/sums"));
    ASSERT_EQ(sums.items("leading").size(), 2u);
    EXPECT_EQ(sums.items("leading")[0]["leading_permille"].int_or(0), 1000);
    EXPECT_EQ(sums.items("leading")[1].text("district"), "330106");
}

TEST_F(ProgrammeOverHttp, awards_stand_against_the_money_of_their_years) {
    ASSERT_EQ(file(1, K::Candidate, programme_facts(K::Candidate)).status, 201);
    Value money = programme_facts(K::Budget);
    money.set("year", 2022).set("last_year", 2024).set("yuan", 1'200'000'000);
    ASSERT_EQ(file(2, K::Budget, money).status, 201);
    ASSERT_EQ(move(2, 1, "approve").status, 200);
    Value award = programme_facts(K::Award);
    award.set("candidate", id_of(1)).set("yuan", 1'300'000'000);
    ASSERT_EQ(file(3, K::Award, award).status, 201);
    const Value row = tree_of(asked_by(m_planner, "/api/v1/programme/sums")).items("awards").at(0);
    EXPECT_EQ(row["budget_yuan"].int_or(0), 1'200'000'000);
    EXPECT_EQ(row["short_yuan"].int_or(0), 100'000'000);
}

TEST_F(ProgrammeOverHttp, list_and_file_mean_the_same_by_a_filter) {
    ASSERT_EQ(file(1, K::Candidate, programme_facts(K::Candidate)).status, 201);
    Value money = programme_facts(K::Budget);
    money.set("year", 2022).set("last_year", 2024);
    ASSERT_EQ(file(2, K::Budget, money).status, 201);
    const auto ids = [&](std::vector<Pair> query) {
        std::string out;
        const Value list = tree_of(asked_by(m_planner, "/api/v1/programme", query));
        for (const Value& one : list.items("entries"))
            out += one.text("id") == id_of(1) ? "candidate " : "budget ";
        query.emplace_back("bom", "0");
        Response csv = asked_by(m_planner, "/export/programme.csv", query);
        const std::string text = whole_body(csv);
        for (const std::uint32_t n : {1u, 2u})
            EXPECT_EQ(text.find(id_of(n)) != std::string::npos,
                      out.find(n == 1 ? "candidate" : "budget") != std::string::npos)
                << text;
        return out;
    };
    EXPECT_EQ(ids({{"year", "2023"}, {"kind", "budget"}}), "budget ") << "a year within";
    EXPECT_EQ(ids({{"year", "2025"}, {"kind", "budget"}}), "");
    EXPECT_EQ(ids({{"district", "330106"}}), "candidate ");
    EXPECT_EQ(ids({{"district", "330109"}, {"kind", "candidate"}}), "");
    EXPECT_EQ(ids({{"district", "330109"}, {"kind", "budget"}}), "budget ")
        << "budgets are of the whole city";
    EXPECT_EQ(asked_by(m_planner, "/api/v1/programme", {{"district", "33"}}).status, 422);
}

TEST_F(ProgrammeOverHttp, what_operation_takes_is_added_up_by_year) {
    Value facts = programme_facts(K::Operation);
    facts.set("incomes", Value::list({Value::map({{"year", 2025},
                                                  {"income_yuan", 300'000},
                                                  {"cost_yuan", 250'000},
                                                  {"subsidy_yuan", 0}})}));
    ASSERT_EQ(file(1, K::Operation, facts).status, 201);
    const Value sums = tree_of(asked_by(m_planner, "/api/v1/programme/sums"));
    EXPECT_EQ(sums.items("operation").at(0)["income_yuan"].int_or(0), 300'000);
}

TEST_F(ProgrammeOverHttp, land_is_issued_with_what_its_people_call_for) {
    const Value asked = tree_of(asked_by(m_planner, "/api/v1/programme/land_terms",
                                         {{"households", "4000"}, {"people", "12001"}}));
    ASSERT_EQ(asked.items("facilities").size(), catalogue().facilities.size());
    const Value& station = asked.items("facilities")[0];
    EXPECT_EQ(station.text("kind"), "GOV01");
    EXPECT_EQ(station.text("tier"), "T5");
    EXPECT_EQ(station["count"].int_or(0), 2);
    EXPECT_EQ(station["floor_m2"].number_or(0), 1200);
    Value plot = programme_facts(K::Land);
    plot.set("households", 4000).set("people", 12001);
    ASSERT_EQ(file(1, K::Land, plot).status, 201);
    const Response issued = move(1, 1, "issue");
    ASSERT_EQ(issued.status, 200) << issued.body;
    EXPECT_EQ(tree_of(issued).items("facilities"), asked.items("facilities"));
    // What is in force later does not change what was issued.
    ASSERT_TRUE(storage().change_threshold({.kind = "GOV01",
                                            .measure = Measure::FloorAreaM2,
                                            .before = {600, {}},
                                            .after = {900, {}},
                                            .reason = "新标准",
                                            .by = "planner",
                                            .at_ms = kNowMs},
                                           catalogue()));
    const Value later = tree_of(asked_by(m_planner, "/api/v1/programme/entries/" + id_of(1)));
    EXPECT_EQ(later["entry"].items("facilities"), asked.items("facilities"));
    EXPECT_EQ(tree_of(asked_by(m_planner, "/api/v1/programme/land_terms",
                               {{"households", "4000"}, {"people", "12001"}}))
                  .items("facilities")[0]["floor_m2"]
                  .number_or(0),
              1800);
}

TEST_F(ProgrammeOverHttp, names_what_is_wrong_with_what_was_sent) {
    EXPECT_EQ(refusal(post("/api/v1/programme", Value::map(), m_planner)),
              (Refusal{"field_missing", "/id"}));
    EXPECT_EQ(refusal(post("/api/v1/programme", Value::map({{"id", id_of(1)}, {"kind", "castle"}}),
                           m_planner)),
              (Refusal{"field_choice", "/kind"}));
    Value facts = programme_facts(K::Award);
    EXPECT_EQ(refusal(file(1, K::Award, facts)), (Refusal{"not_found", "/facts/candidate"}));
    facts.set("yuan", -1);
    EXPECT_EQ(refusal(file(1, K::Award, facts)), (Refusal{"field_range", "/facts/yuan"}));
    Value pictured = programme_facts(K::Case);
    pictured.set("photos", Value::list({std::string(64, 'a')}));
    EXPECT_EQ(refusal(file(1, K::Case, pictured)), (Refusal{"not_found", "/facts/photos"}));
    ASSERT_EQ(file(1, K::Case, programme_facts(K::Case)).status, 201);
    EXPECT_EQ(refusal(move(1, 1, "nominate")), (Refusal{"field_missing", "/summary"}));
    EXPECT_EQ(refusal(move(1, 1, "dance")), (Refusal{"field_choice", "/move"}));
    EXPECT_EQ(refusal(move(1, 1, "pay")), (Refusal{"move_illegal", ""}));
    EXPECT_EQ(refusal(move(1, 7, "withdraw")), (Refusal{"stale_version", "/version"}));
    EXPECT_EQ(refusal(move(1, 1, "withdraw", "")), (Refusal{"field_missing", "/reason"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "change"}}))),
              (Refusal{"field_missing", "/facts"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "file"}}))), (Refusal{"field_choice", "/do"}));
    EXPECT_EQ(refusal(move(9, 1, "withdraw")), (Refusal{"not_found", ""}));
    for (const auto& [name, text, code] :
         {std::tuple("kind", "x", "field_choice"), std::tuple("state", "x", "field_choice"),
          std::tuple("year", "x", "request_format"),
          std::tuple("community", "x", "community_code")})
        EXPECT_EQ(refusal(asked_by(m_planner, "/api/v1/programme", {{name, text}})),
                  (Refusal{code, std::string("/") + name}));
    EXPECT_EQ(refusal(asked_by(m_planner, "/api/v1/programme/land_terms",
                               {{"households", "10"}, {"people", "9"}})),
              (Refusal{"field_range", "/people"}));
    EXPECT_EQ(refusal(asked_by(m_planner, "/api/v1/programme/land_terms")),
              (Refusal{"request_format", "/households"}));
}

TEST_F(ProgrammeOverHttp, planners_edit_in_their_scope_and_all_staff_read_in_theirs) {
    ASSERT_EQ(file(1, K::Candidate, programme_facts(K::Candidate)).status, 201);
    ASSERT_EQ(file(2, K::Budget, programme_facts(K::Budget)).status, 201);
    const Pair worker = as("worker", Role::Worker, Scope{{"330106"}});
    const Pair other = as("other", Role::Planner, Scope{{"330109"}});
    EXPECT_EQ(file_as(worker, 3, K::Case, programme_facts(K::Case)).status, 403);
    EXPECT_EQ(refusal(file_as(other, 3, K::Case, programme_facts(K::Case))),
              (Refusal{"access_denied", "/facts/community"}));
    // Money of the whole city is a matter of planners of the whole city; others read of it.
    EXPECT_EQ(refusal(file_as(other, 3, K::Budget, programme_facts(K::Budget))),
              (Refusal{"access_denied", "/facts/community"}));
    EXPECT_EQ(asked_by(other, "/api/v1/programme/entries/" + id_of(2)).status, 200);
    EXPECT_EQ(post("/api/v1/programme/entries/" + id_of(2) + "/events",
                   Value::map({{"do", "move"}, {"version", 1}, {"move", "approve"}}), other)
                  .status,
              403);
    EXPECT_EQ(asked_by(other, "/api/v1/programme/entries/" + id_of(1)).status, 403);
    EXPECT_EQ(tree_of(asked_by(worker, "/api/v1/programme")).items("entries").size(), 2u);
    EXPECT_EQ(tree_of(asked_by(other, "/api/v1/programme")).items("entries").size(), 1u);
    EXPECT_EQ(get("/api/v1/programme").status, 401);
    EXPECT_EQ(tree_of(asked_by(worker, "/api/v1/programme/tables")).items("kinds").size(), 7u);
}

}  // namespace kongdi::server::tests
