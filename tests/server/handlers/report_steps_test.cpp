// SPDX-License-Identifier: Apache-2.0
// What workers, neighbours and those who sent it do to a report over HTTP.
#include "server/handlers/report_steps.hpp"

#include "core/codec/plan_codec.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class ReportSteps : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_worker = as("ling", Role::Worker, whole_city());
        m_other_worker = as("wu", Role::Worker, whole_city());
        ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    }
    Response step(std::uint32_t number, const Value& body, const Pair& who) {
        Request request =
            json_request("/api/v1/records/" + id_of(number) + "/events", write_json(body));
        request.headers.push_back(who);
        request.headers.emplace_back(api::kPageHeader, "1");
        return send(request);
    }
    static Value move(std::string_view word, std::vector<Value::Member> rest = {}) {
        Value out = Value::map({{"move", word}});
        for (const Value::Member& one : rest) out.set(one.first, one.second);
        return out;
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    Value card(std::uint32_t number, const Pair& who) {
        return tree_of(get("/api/v1/spaces/" + id_of(number), {who}));
    }
    Value mine(std::string_view device = kDevice) {
        return tree_of(get("/api/v1/my/records", {as_device(device)})).items("records").at(0);
    }
    /// Somebody else's report of a place so many metres north of the first.
    void report_near(std::uint32_t number, double metres) {
        ASSERT_EQ(post_record(RecordBuilder()
                                  .number(number)
                                  .with("/device", kOtherDevice)
                                  .with("/body/place/point/lat", 30.2741 + metres / 111'195)
                                  .bytes())
                      .status,
                  201);
    }
    /// An item of the plan for the first report's space, moved as far as is said.
    void plan_it(const std::vector<PlanMove>& moves) {
        const Actor planner{Role::Planner, "planner"};
        const CheckedPlan facts =
            plan_facts_of(Value::map({{"year", 2027},
                                      {"title", "社区食堂"},
                                      {"community", kCommunityCode},
                                      {"kinds", Value::list({"ELD02"})},
                                      {"space", id_of(1)},
                                      {"budget_yuan", 100'000},
                                      {"funds", Value::map({{"city", 100'000}})}}),
                          catalogue());
        ASSERT_TRUE(facts.ok());
        ASSERT_TRUE(storage().file_plan_item(id_of(70), facts.facts, planner, m_now_ms));
        std::int64_t version = 1;
        for (const PlanMove one : moves) {
            PlanStep step{.doing = PlanDoing::Move, .move = one, .reason = "居民要求"};
            const auto done =
                storage().step_plan_item(id_of(70), version++, step, planner, ++m_now_ms);
            ASSERT_TRUE(done) << plan_move_name(one) << done.error().path;
        }
    }

    Pair m_worker, m_other_worker;
};

TEST_F(ReportSteps, a_worker_asks_the_resident_answers_and_both_read_it) {
    ASSERT_EQ(step(1, move("ask_more", {{"words", "入口在哪里"}}), m_worker).status, 200);
    EXPECT_EQ(mine().text("state"), "needs_info");
    EXPECT_EQ(mine()["decided"].text("asked"), "入口在哪里");
    EXPECT_EQ(code_at(step(1, move("answer"), as_device())), "field_missing /words");
    EXPECT_EQ(step(1, move("answer", {{"words", "北门"}}), as_device(kOtherDevice)).status, 404);
    ASSERT_EQ(step(1, move("answer", {{"words", "北门"}}), as_device()).status, 200);
    const Value told = card(1, m_worker);
    EXPECT_EQ(told["standing"].text("answer"), "北门");
    EXPECT_EQ(told.items("steps").size(), 2u);
    EXPECT_EQ(told.items("steps")[0].text("by"), "ling");
    EXPECT_EQ(told.items("steps")[1].text("by"), "");
}

TEST_F(ReportSteps, who_sent_it_reads_why_it_goes_no_further) {
    EXPECT_EQ(code_at(step(1, move("reject"), m_worker)), "field_missing /reason");
    EXPECT_EQ(code_at(step(1, move("reject", {{"reason", "mood"}}), m_worker)),
              "field_choice /reason");
    ASSERT_EQ(
        step(1, move("reject", {{"reason", "in_use"}, {"words", "是社区的库房"}}), m_worker).status,
        200);
    EXPECT_EQ(mine().text("state"), "rejected");
    EXPECT_EQ(mine()["decided"].text("reason"), "in_use");
    EXPECT_EQ(mine()["decided"].text("words"), "是社区的库房");
    ASSERT_EQ(step(1, move("reopen", {{"words", "看错了"}}), m_other_worker).status, 200);
    EXPECT_EQ(mine().text("state"), "submitted");
    EXPECT_TRUE(mine()["decided"].is_null()) << "why it was taken up again stays among staff";
}

TEST_F(ReportSteps, a_check_names_photos_that_are_here) {
    const std::string photo(64, 'a');
    const Value check = move(
        "verify", {{"finding", "usable"}, {"area_m2", 84.5}, {"photos", Value::list({photo})}});
    EXPECT_EQ(code_at(step(1, check, m_worker)), "not_found /photos");
    ASSERT_TRUE(storage().keep_photo({photo, 3, 1, 1, "image/jpeg"}, "one", m_now_ms));
    ASSERT_EQ(step(1, check, m_worker).status, 200);
    const Value told = card(1, m_worker);
    const Value& kept = told["standing"].items("checks").at(0);
    EXPECT_EQ(kept["area_m2"].number_or(0), 84.5);
    EXPECT_EQ(kept.items("photos").size(), 1u);
    EXPECT_EQ(mine().text("state"), "verified");
    EXPECT_TRUE(mine()["decided"].is_null()) << "notes and photos of the check are for staff";
}

TEST_F(ReportSteps, a_large_space_needs_two_persons_and_how_far_they_agree_is_told) {
    const Value large = move("verify", {{"finding", "usable"}, {"area_m2", 500}});
    ASSERT_EQ(step(1, large, m_worker).status, 200);
    EXPECT_EQ(mine().text("state"), "submitted");
    EXPECT_EQ(tree_of(get("/api/v1/site_checks/agreement", {m_worker}))["n"].int_or(-1), 0);
    ASSERT_EQ(step(1, large, m_other_worker).status, 200);
    EXPECT_EQ(mine().text("state"), "verified");
    const Value agreement = tree_of(get("/api/v1/site_checks/agreement", {m_worker}));
    EXPECT_EQ(agreement["n"].int_or(-1), 1);
    EXPECT_EQ(agreement["same"].int_or(-1), 1);
    EXPECT_TRUE(agreement["kappa"].is_null()) << "one finding says nothing of chance";
}

TEST_F(ReportSteps, from_what_size_on_is_data) {
    const auto from = two_persons_from_m2();
    ASSERT_TRUE(from);
    EXPECT_GT(*from, 0);
    const Value below = move("verify", {{"finding", "usable"}, {"area_m2", *from - 0.5}});
    ASSERT_EQ(step(1, below, m_worker).status, 200);
    EXPECT_EQ(mine().text("state"), "verified");
}

TEST_F(ReportSteps, what_is_likely_the_same_is_shown_nearest_first_and_can_be_merged) {
    report_near(2, 25);
    report_near(3, 8);
    report_near(4, 400);
    const Value told = card(1, m_worker);
    ASSERT_EQ(told.items("likely").size(), 2u);
    EXPECT_EQ(told.items("likely")[0].text("id"), id_of(3));
    EXPECT_NEAR(told.items("likely")[0]["away_m"].number_or(0), 8, 0.1);
    ASSERT_EQ(step(3, move("merge", {{"into", id_of(1)}}), m_worker).status, 200);
    EXPECT_EQ(card(1, m_worker).items("likely").size(), 1u);
    EXPECT_EQ(card(1, m_worker).items("merged").size(), 1u);
    EXPECT_EQ(card(1, m_worker)["corroborations"].int_or(0), 1) << "another device saw it, too";
}

TEST_F(ReportSteps, nothing_is_merged_into_what_a_worker_may_not_see) {
    report_near(2, 8);
    ASSERT_EQ(
        post_record(RecordBuilder().number(5).with("/community", "110101001001").bytes()).status,
        201);
    const Pair here = as("here", Role::Worker, scope_from_text(std::string(kCommunityCode)));
    EXPECT_EQ(code_at(step(2, move("merge", {{"into", id_of(5)}}), here)), "not_found /into");
    EXPECT_EQ(step(2, move("merge", {{"into", id_of(1)}}), here).status, 200);
}

TEST_F(ReportSteps, whose_report_was_merged_follows_the_other_to_the_opening_and_judges_it) {
    report_near(2, 8);
    ASSERT_EQ(step(2, move("merge", {{"into", id_of(1)}}), m_worker).status, 200);
    const Value judged = move("judge", {{"judgement", "partly"}});
    EXPECT_EQ(code_at(step(2, judged, as_device(kOtherDevice))), "move_illegal ");
    plan_it({PlanMove::ListByReason, PlanMove::Design, PlanMove::Fund, PlanMove::Build});
    EXPECT_EQ(code_at(step(2, judged, as_device(kOtherDevice))), "move_illegal ");
    PlanStep finish{.doing = PlanDoing::Move, .move = PlanMove::Finish};
    ASSERT_TRUE(
        storage().step_plan_item(id_of(70), 5, finish, {Role::Planner, "planner"}, ++m_now_ms));
    const Value theirs = mine(kOtherDevice);
    EXPECT_EQ(theirs["decided"].text("into_receipt"), "翠苑一区 1001");
    EXPECT_EQ(theirs["plan"].text("state"), "done");
    ASSERT_EQ(step(2, judged, as_device(kOtherDevice)).status, 200);
    EXPECT_EQ(mine(kOtherDevice)["decided"].text("judgement"), "partly");
    EXPECT_EQ(card(2, m_worker)["standing"].text("judgement"), "partly");
}

TEST_F(ReportSteps, other_records_are_only_checked_and_withdrawn) {
    ASSERT_EQ(post_record(RecordBuilder::service_checkup().number(9).bytes()).status, 201);
    for (const char* word : {"ask_more", "reject", "merge", "reopen"})
        EXPECT_EQ(step(9, move(word, {{"words", "x"}, {"reason", "in_use"}, {"into", id_of(1)}}),
                       m_worker)
                      .status,
                  409)
            << word;
    EXPECT_EQ(step(9, move("withdraw"), as_device()).status, 200);
}

TEST_F(ReportSteps, strangers_see_an_open_question_as_received_and_nothing_of_what_was_closed) {
    const auto shown = [&](std::vector<Pair> query) {
        query.emplace_back("bbox", "120.1,30.2,120.2,30.3");
        return get("/api/v1/map/points", {}, query).body;
    };
    ASSERT_EQ(post_record(RecordBuilder().number(20).bytes()).status, 201);
    ASSERT_EQ(step(20, move("ask_more", {{"words", "多大"}}), m_worker).status, 200);
    EXPECT_NE(shown({}).find(id_of(20)), std::string::npos);
    EXPECT_NE(shown({{"state", "submitted"}}).find(id_of(20)), std::string::npos);
    EXPECT_EQ(shown({}).find("needs_info"), std::string::npos);
    EXPECT_EQ(shown({{"state", "needs_info"}}).find(id_of(20)), std::string::npos);
    ASSERT_EQ(step(20, move("reject", {{"reason", "not_found"}}), m_worker).status, 200);
    EXPECT_EQ(shown({}).find(id_of(20)), std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
