// SPDX-License-Identifier: Apache-2.0
// The way of an idle space to a service, over HTTP.
#include "core/codec/plan_codec.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

class SpaceSteps : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_worker = as("ling", Role::Worker, whole_city());
        m_planner = as("he", Role::Planner, whole_city());
        ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    }
    Response post(const std::string& path, const Value& body, const Pair& who) {
        Request request = json_request(path, write_json(body));
        request.headers.push_back(who);
        request.headers.emplace_back(api::kPageHeader, "1");
        return send(request);
    }
    Response verify(std::vector<Value::Member> found = {}) {
        Value body = Value::map({{"move", "verify"}});
        for (const Value::Member& one : found) body.set(one.first, one.second);
        return post("/api/v1/records/" + id_of(1) + "/events", body, m_worker);
    }
    Response step(std::string_view move, const Pair& who, std::vector<Value::Member> rest = {}) {
        Value body = Value::map({{"move", move}});
        for (const Value::Member& one : rest) body.set(one.first, one.second);
        return post("/api/v1/spaces/" + id_of(1) + "/events", body, who);
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    /// 400 of 600 owners voted, and of the area as many parts.
    static Value::Member vote(std::int64_t in_favour) {
        const auto voices = [](std::int64_t owners, std::int64_t area_cm2) {
            return Value::map({{"owners", owners}, {"area_cm2", area_cm2}});
        };
        return {"owners_vote", Value::map({{"all", voices(600, 6'000'000)},
                                           {"voting", voices(400, 4'000'000)},
                                           {"in_favour", voices(in_favour, 3'000'000)}})};
    }
    Value card() { return tree_of(get("/api/v1/spaces/" + id_of(1), {m_planner})); }
    std::string stage() { return card()["space"].text("stage"); }
    std::int64_t rows_of(const std::string& name, const std::string& value) {
        return tree_of(get("/api/v1/spaces", {m_planner}, {{name, value}}))["total"].int_or(-1);
    }

    Pair m_worker, m_planner;
};

}  // namespace

TEST_F(SpaceSteps, staff_take_a_space_from_the_report_to_the_plan) {
    EXPECT_EQ(stage(), "candidate");
    EXPECT_EQ(code_at(step("clear_ownership", m_worker)), "move_illegal ");
    ASSERT_EQ(verify().status, 200);
    EXPECT_EQ(stage(), "site_checked");
    const Response cleared = step("clear_ownership", m_worker, {{"words", "街道办"}});
    ASSERT_EQ(cleared.status, 200) << cleared.body;
    EXPECT_EQ(tree_of(cleared).text("stage"), "ownership_clear");
    EXPECT_EQ(code_at(step("find_feasible", m_worker)), "access_denied ");
    ASSERT_EQ(step("find_feasible", m_planner).status, 200);
    EXPECT_EQ(rows_of("stage", "feasible"), 1);
    EXPECT_EQ(rows_of("stage", "infeasible,matched"), 0);
    EXPECT_EQ(get("/api/v1/spaces", {m_planner}, {{"stage", "sold"}}).status, 400);
    const Value told = card();
    EXPECT_EQ(told["space_standing"].text("ownership_words"), "街道办");
    ASSERT_EQ(told.items("space_steps").size(), 2u);
    EXPECT_EQ(told.items("space_steps")[1].text("by"), "he");

    const CheckedPlan facts = plan_facts_of(Value::map({{"year", 2027},
                                                        {"title", "社区食堂"},
                                                        {"community", kCommunityCode},
                                                        {"kinds", Value::list({"ELD02"})},
                                                        {"space", id_of(1)}}),
                                            catalogue());
    ASSERT_TRUE(facts.ok());
    ASSERT_TRUE(storage().file_plan_item(id_of(70), facts.facts, {Role::Planner, "he"}, m_now_ms));
    EXPECT_EQ(stage(), "matched");
    EXPECT_EQ(code_at(step("consult", m_worker)), "field_missing /in_favour");
    ASSERT_EQ(step("consult", m_worker, {{"in_favour", 31}, {"against", 2}, vote(300)}).status,
              200);
    ASSERT_EQ(step("approve", m_planner).status, 200);
    EXPECT_EQ(stage(), "approved");
    ASSERT_EQ(step("take_back", m_planner).status, 200);
    EXPECT_EQ(stage(), "consulted");
}

TEST_F(SpaceSteps, a_shed_of_all_owners_is_approved_once_they_agreed) {
    ASSERT_EQ(verify().status, 200);
    const CheckedPlan facts = plan_facts_of(Value::map({{"year", 2027},
                                                        {"title", "充电桩"},
                                                        {"community", kCommunityCode},
                                                        {"kinds", Value::list({"CON01"})},
                                                        {"space", id_of(1)}}),
                                            catalogue());
    ASSERT_TRUE(facts.ok());
    ASSERT_TRUE(storage().file_plan_item(id_of(70), facts.facts, {Role::Planner, "he"}, m_now_ms));
    EXPECT_EQ(card()["usual_common_parts"], Value(true)) << "a bicycle shed";
    ASSERT_EQ(step("consult", m_worker, {{"in_favour", 1}, {"against", 1000}}).status, 200);
    EXPECT_EQ(code_at(step("approve", m_planner)), "field_missing /owners_vote");
    EXPECT_EQ(stage(), "consulted");
    EXPECT_TRUE(storage().owners_noted().value().empty());
    ASSERT_EQ(step("consult", m_worker, {vote(299)}).status, 200);
    EXPECT_EQ(code_at(step("approve", m_planner)), "field_range /owners_vote/in_favour/owners");
    const OwnersNoted noted = storage().owners_noted().value().at(id_of(1));
    EXPECT_EQ(noted.vote->in_favour.owners, 299);
    EXPECT_EQ(noted.voted_kinds, std::vector<std::string>{"CON01"});
    EXPECT_EQ(code_at(step("consult", m_worker, {vote(401)})),
              "field_range /owners_vote/in_favour/owners");
    EXPECT_EQ(code_at(step("consult", m_worker, {{"owners_vote", Value::map()}})),
              "field_missing /owners_vote/all/owners");
    ASSERT_EQ(step("consult", m_worker, {vote(300)}).status, 200);
    EXPECT_EQ(
        card()["space_standing"]["consultation"]["owners_vote"]["in_favour"]["owners"].int_or(0),
        300);
    ASSERT_EQ(step("approve", m_planner).status, 200);
    EXPECT_EQ(stage(), "approved");

    // Looked up: it is the street's, and they need not vote.
    ASSERT_EQ(step("take_back", m_planner).status, 200);
    ASSERT_EQ(step("consult", m_worker, {{"in_favour", 31}}).status, 200);
    EXPECT_EQ(code_at(step("approve", m_planner)), "field_missing /owners_vote");
    ASSERT_EQ(step("clear_ownership", m_worker, {{"common_parts", false}}).status, 200);
    EXPECT_EQ(storage().owners_noted().value().at(id_of(1)).common_parts, false);
    ASSERT_EQ(step("approve", m_planner).status, 200);
    const std::string before = storage().derived_text().value();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(storage().derived_text().value(), before);
}

TEST_F(SpaceSteps, what_is_wrong_with_a_step_is_named) {
    ASSERT_EQ(verify().status, 200);
    EXPECT_EQ(code_at(step("sell", m_planner)), "field_choice /move");
    EXPECT_EQ(code_at(step("find_infeasible", m_planner)), "field_missing /reason");
    EXPECT_EQ(code_at(step("find_infeasible", m_planner, {{"reason", "other"}})),
              "field_missing /words");
    EXPECT_EQ(code_at(step("clear_ownership", m_planner, {{"words", "13800138000"}})),
              "personal_number /words");
    EXPECT_EQ(
        post("/api/v1/spaces/" + id_of(2) + "/events", Value::map({{"move", "approve"}}), m_planner)
            .status,
        404);
    EXPECT_EQ(
        post("/api/v1/spaces/none/events", Value::map({{"move", "approve"}}), m_planner).status,
        404);
    EXPECT_EQ(stage(), "site_checked") << "nothing of it was taken";
    const Pair other = as("bei", Role::Worker, {{"330106999999"}});
    EXPECT_EQ(step("clear_ownership", other).status, 403) << "somewhere else";
    EXPECT_EQ(step("clear_ownership", as_device()).status, 401);
}

TEST_F(SpaceSteps, what_was_measured_on_site_takes_the_place_of_what_was_reported) {
    const Value reported = card()["space"]["floor_area"];
    ASSERT_EQ(verify({{"finding", "usable"}, {"area_m2", 84}, {"type", "I09"}}).status, 200);
    const Value space = card()["space"];
    EXPECT_EQ(space.text("type"), "I09");
    EXPECT_EQ(space["floor_area"]["value_m2"].number_or(0), 84);
    EXPECT_EQ(space["floor_area"]["low_m2"].number_or(0), 79.8);
    EXPECT_EQ(space["floor_area"]["high_m2"].number_or(0), 88.2);
    EXPECT_EQ(space["floor_area"].text("source"), "measured");
    EXPECT_EQ(rows_of("type", "I09"), 1) << "it is counted as what it is";
    const std::string before = storage().derived_text().value();
    ASSERT_TRUE(storage().rebuild());
    EXPECT_EQ(storage().derived_text().value(), before);

    ASSERT_EQ(
        post("/api/v1/records/" + id_of(1) + "/events", Value::map({{"move", "reopen"}}), m_worker)
            .status,
        200);
    EXPECT_EQ(card()["space"]["floor_area"], reported) << "taken up anew, it is as it was reported";
    EXPECT_EQ(rows_of("type", "I09"), 0);
}

}  // namespace kongdi::server::tests
