// SPDX-License-Identifier: Apache-2.0
// The action plan over HTTP: from a run of the index to the item, and to the resident whose space
// it is.
#include "core/codec/index_codec.hpp"
#include "core/codec/json.hpp"
#include "tests/server/server_fixture.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kEast = "330106001052";
/// kNowMs lies in this year.
constexpr std::int64_t kThisYear = 2026;

std::string id_of(std::uint32_t number) {
    return RecordBuilder().number(number).build().text("id");
}

/// Two communities, of which the second is the lowest tenth.
std::string result_of_run(double first, double second) {
    const auto community = [](std::string_view code, double index, bool bottom) {
        CommunityIndex out;
        out.code = code;
        out.has_index = true;
        out.index = index;
        out.bottom = bottom;
        return out;
    };
    CityIndex index;
    index.ranked = 2;
    index.bottom = 1;
    index.communities = {community(kCommunityCode, first, false), community(kEast, second, true)};
    return write_json(Value::map({{"index", city_index_tree(index)}}));
}

class PlanItems : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        const Polygon east{{{{120.16, 30.27}, {120.17, 30.27}, {120.17, 30.28}, {120.16, 30.28}}}};
        std::vector<Feature> areas{square_community()};
        areas.push_back(
            {MultiPolygon{east},
             Value::map({{"name", "东社区"}, {"code", kEast}, {"street", "翠苑街道"}})});
        ASSERT_TRUE(storage().import_features("community", "test", areas, kNowMs));
        m_planner = as("planner", Role::Planner, whole_city());
        m_worker = as("worker", Role::Worker, whole_city());
        freeze(70, 61.5, 20.25);
        publish(70);
    }
    void publish(std::uint32_t number) {
        ASSERT_TRUE(storage().publish_index(id_of(number), {Role::Planner, "planner"}, m_now_ms));
    }
    void freeze(std::uint32_t number, double first, double second) {
        NewIndexRun run;
        run.id = id_of(number);
        run.title = "run " + std::to_string(number);
        run.document = "{}";
        run.document_sha256 = std::to_string(number);
        run.result = result_of_run(first, second);
        ASSERT_TRUE(storage().freeze_index(run, {Role::Planner, "planner"}, m_now_ms));
    }
    static Value facts(std::string_view community = kEast) {
        return Value::map({{"year", kThisYear + 1},
                           {"title", "社区食堂"},
                           {"community", community},
                           {"kinds", Value::list({"ELD01"})},
                           {"source_index_run", id_of(70)},
                           {"budget_yuan", 500'000},
                           {"funds", Value::map({{"city", 500'000}})}});
    }
    Response post(const std::string& path, const Value& body, const Pair& who) {
        Request asked = json_request(path, write_json(body));
        asked.headers.push_back(who);
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        return send(std::move(asked));
    }
    Response file(std::uint32_t number, Value body) {
        body.set("id", id_of(number));
        return post("/api/v1/plan", body, m_planner);
    }
    Response step(std::uint32_t number, std::int64_t version, Value body) {
        return step_as(m_planner, number, version, std::move(body));
    }
    Response step_as(const Pair& who, std::uint32_t number, std::int64_t version, Value body) {
        body.set("version", version);
        return post("/api/v1/plan/" + id_of(number) + "/events", body, who);
    }
    static Value move(std::string_view name) {
        return Value::map({{"do", "move"}, {"move", name}});
    }
    static std::pair<std::string, std::string> refusal(const Response& response) {
        EXPECT_GE(response.status, 400) << response.body;
        return {tree_of(response).text("code"), tree_of(response).text("path")};
    }
    using Said = std::pair<std::string, std::string>;

    Pair m_planner = {};
    Pair m_worker = {};
};

TEST_F(PlanItems, a_community_of_the_lowest_tenth_is_listed_with_its_index) {
    ASSERT_EQ(file(1, facts()).status, 201);
    const Response listed = step(1, 1, move("list_by_rank"));
    ASSERT_EQ(listed.status, 200) << listed.body;
    EXPECT_EQ(tree_of(listed).text("state"), "listed");
    EXPECT_EQ(tree_of(listed)["index_before"].number_or(0), 20.25);
    EXPECT_EQ(tree_of(listed).text("community_name"), "东社区");
}

TEST_F(PlanItems, by_rank_only_who_is_in_the_lowest_tenth_of_the_year_before) {
    ASSERT_EQ(file(1, facts(kCommunityCode)).status, 201);
    EXPECT_EQ(refusal(step(1, 1, move("list_by_rank"))),
              (Said{"field_choice", "/source_index_run"}));
    Value later = facts();
    later.set("year", kThisYear + 2);
    ASSERT_EQ(file(2, later).status, 201);
    EXPECT_EQ(refusal(step(2, 1, move("list_by_rank"))),
              (Said{"field_range", "/source_index_run"}));
    Value none = facts();
    none.erase("source_index_run");
    ASSERT_EQ(file(3, none).status, 201);
    EXPECT_EQ(refusal(step(3, 1, move("list_by_rank"))),
              (Said{"field_missing", "/source_index_run"}));
    // With a reason all of them may be.
    Value why = move("list_by_reason");
    EXPECT_EQ(refusal(step(1, 1, why)), (Said{"field_missing", "/reason"}));
    why.set("reason", "居民要求");
    const Response listed = step(1, 1, why);
    ASSERT_EQ(listed.status, 200) << listed.body;
    EXPECT_EQ(tree_of(listed)["index_before"].number_or(0), 61.5);
    EXPECT_EQ(step(2, 1, why).status, 200);
    EXPECT_EQ(step(3, 1, why).status, 200);
}

TEST_F(PlanItems, nobody_is_listed_by_a_run_that_is_not_published) {
    freeze(71, 61.5, 20.25);
    Value by_draft = facts();
    by_draft.set("source_index_run", id_of(71));
    ASSERT_EQ(file(1, by_draft).status, 201);
    EXPECT_EQ(refusal(step(1, 1, move("list_by_rank"))),
              (Said{"move_illegal", "/source_index_run"}));
    Value why = move("list_by_reason");
    why.set("reason", "居民要求");
    EXPECT_EQ(refusal(step(1, 1, why)), (Said{"move_illegal", "/source_index_run"}));
    publish(71);
    EXPECT_EQ(step(1, 1, move("list_by_rank")).status, 200);
    // The one that was published before counts on.
    ASSERT_EQ(file(2, facts()).status, 201);
    EXPECT_EQ(step(2, 1, move("list_by_rank")).status, 200);
}

TEST_F(PlanItems, who_is_listed_with_a_reason_and_no_run_stands_as_in_the_published_one) {
    freeze(71, 61.5, 10);  // nobody published it
    Value none = facts(kCommunityCode);
    none.erase("source_index_run");
    ASSERT_EQ(file(1, none).status, 201);
    Value why = move("list_by_reason");
    why.set("reason", "居民要求");
    why.set("index_run", id_of(71));  // is not for whoever asks to choose
    const Value listed = tree_of(step(1, 1, why));
    EXPECT_EQ(listed.text("source_index_run"), id_of(70));
    EXPECT_EQ(listed["index_before"].number_or(0), 61.5);
    // Of a community that it does not rank there is nothing to note.
    none.set("community", "330106001053");
    ASSERT_EQ(file(2, none).status, 201);
    const Value elsewhere = tree_of(step(2, 1, why));
    EXPECT_EQ(elsewhere.text("state"), "listed");
    EXPECT_EQ(elsewhere.text("source_index_run"), "");
    EXPECT_TRUE(elsewhere["index_before"].is_null());
}

TEST_F(PlanItems, what_was_decided_of_an_item_is_not_changed_under_it) {
    ASSERT_EQ(file(1, facts()).status, 201);
    ASSERT_EQ(step(1, 1, move("list_by_rank")).status, 200);
    const auto changed = [&](std::int64_t version, std::string_view name, Value value) {
        Value after = facts();
        after.set(name, std::move(value));
        return step(1, version, Value::map({{"do", "change"}, {"facts", after}}));
    };
    EXPECT_EQ(refusal(changed(2, "community", kCommunityCode)),
              (Said{"move_illegal", "/community"}));
    EXPECT_EQ(refusal(changed(2, "source_index_run", "")),
              (Said{"move_illegal", "/source_index_run"}));
    ASSERT_EQ(step(1, 2, move("design")).status, 200);
    ASSERT_EQ(step(1, 3, move("fund")).status, 200);
    EXPECT_EQ(refusal(changed(4, "budget_yuan", 500'001)), (Said{"move_illegal", "/budget_yuan"}));
    EXPECT_EQ(refusal(changed(4, "funds", Value::map({{"city", 1}}))),
              (Said{"move_illegal", "/funds"}));
    EXPECT_EQ(changed(4, "budget_yuan", 499'000).status, 200);
}

TEST_F(PlanItems, the_effect_is_measured_by_another_run) {
    ASSERT_EQ(file(1, facts()).status, 201);
    std::int64_t version = 0;
    for (const char* name : {"list_by_rank", "design", "fund"})
        ASSERT_EQ(step(1, ++version, move(name)).status, 200) << name;
    for (const char* name : {"build", "finish"})
        ASSERT_EQ(step_as(m_worker, 1, ++version, move(name)).status, 200) << name;
    EXPECT_EQ(refusal(step_as(m_worker, 1, version + 1, move("accept"))),
              (Said{"access_denied", ""}));
    ASSERT_EQ(step(1, ++version, move("accept")).status, 200);
    Value measure = move("measure_effect");
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"field_missing", "/index_run"}));
    measure.set("index_run", "last");
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"field_format", "/index_run"}));
    measure.set("index_run", id_of(70));
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"field_choice", "/index_run"}));
    measure.set("index_run", id_of(71));
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"not_found", "/index_run"}));
    // Made while there was still work, then not published.
    freeze(72, 61.5, 31.5);
    publish(72);
    measure.set("index_run", id_of(72));
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"field_range", "/index_run"}));
    m_now_ms += 1000;
    freeze(71, 61.5, 33.5);
    measure.set("index_run", id_of(71));
    EXPECT_EQ(refusal(step(1, version + 1, measure)), (Said{"move_illegal", "/index_run"}));
    publish(71);
    const Response measured = step(1, version + 1, measure);
    ASSERT_EQ(measured.status, 200) << measured.body;
    EXPECT_EQ(tree_of(measured)["index_before"].number_or(0), 20.25);
    EXPECT_EQ(tree_of(measured)["index_after"].number_or(0), 33.5);
    const Value card = tree_of(get("/api/v1/plan/" + id_of(1), {m_worker}));
    EXPECT_EQ(card.items("versions").size(), 8u);
}

TEST_F(PlanItems, the_resident_who_reported_the_space_sees_what_becomes_of_it) {
    ASSERT_EQ(post_record(RecordBuilder().number(5).bytes()).status, 201);
    const Pair device = as_device();
    const auto plan_of_record = [&] {
        const Value record = tree_of(get("/api/v1/records/" + id_of(5), {device}));
        const Value mine = tree_of(get("/api/v1/my/records", {device})).items("records")[0];
        EXPECT_EQ(mine["plan"], record["plan"]);
        const Value card = tree_of(get("/api/v1/spaces/" + id_of(5), {m_planner}));
        EXPECT_EQ(card["plan"], record["plan"]);
        return record["plan"];
    };
    Value body = facts(kCommunityCode);
    body.set("space", id_of(5));
    body.set("ends_on", "2027-10-31");
    ASSERT_EQ(file(1, body).status, 201);
    EXPECT_TRUE(plan_of_record().is_null()) << "what is only proposed is not promised";
    Value why = move("list_by_reason");
    why.set("reason", "内部意见");
    ASSERT_EQ(step(1, 1, why).status, 200);
    const Value plan = plan_of_record();
    EXPECT_EQ(plan.text("state"), "listed");
    EXPECT_EQ(plan["year"], Value(kThisYear + 1));
    EXPECT_EQ(plan.text("ends_on"), "2027-10-31");
    EXPECT_EQ(plan.text("reason"), "") << "why it was listed is the planners' own";
    EXPECT_NE(plan.text("listed_at"), plan.text("done_at"));
    Value remove = move("remove");
    remove.set("reason", "业主没有同意");
    ASSERT_EQ(step(1, 2, remove).status, 200);
    EXPECT_EQ(plan_of_record().text("state"), "removed");
    EXPECT_EQ(plan_of_record().text("reason"), "业主没有同意");
}

TEST_F(PlanItems, a_year_is_listed_with_what_it_comes_to) {
    ASSERT_EQ(file(1, facts()).status, 201);
    Value other = facts(kCommunityCode);
    other.set("year", kThisYear + 2);
    ASSERT_EQ(file(2, other).status, 201);
    const Value all = tree_of(get("/api/v1/plan", {m_worker}));
    EXPECT_EQ(all.items("items").size(), 2u);
    ASSERT_EQ(all.items("years").size(), 2u);
    EXPECT_EQ(all.items("years")[1]["budget_yuan"], Value(500'000));
    const Value one = tree_of(get("/api/v1/plan", {m_worker}, {{"year", "2027"}}));
    EXPECT_EQ(one.items("items").size(), 1u);
    EXPECT_EQ(one.items("years").size(), 2u);
    EXPECT_EQ(refusal(get("/api/v1/plan", {m_worker}, {{"year", "next"}})),
              (Said{"request_format", "/year"}));
    EXPECT_EQ(refusal(get("/api/v1/plan", {m_worker}, {{"state", "dreamt"}})),
              (Said{"field_choice", "/state"}));
    EXPECT_EQ(refusal(get("/api/v1/plan", {m_worker}, {{"community", "7"}})),
              (Said{"community_code", "/community"}));
}

TEST_F(PlanItems, a_planner_of_a_part_plans_in_that_part) {
    const Pair east = as("east", Role::Planner, Scope{{std::string(kEast)}});
    Value body = facts(kCommunityCode);
    body.set("id", id_of(1));
    EXPECT_EQ(refusal(post("/api/v1/plan", body, east)), (Said{"access_denied", "/community"}));
    ASSERT_EQ(file(1, facts(kCommunityCode)).status, 201);
    EXPECT_EQ(refusal(get("/api/v1/plan/" + id_of(1), {east})),
              (Said{"access_denied", "/community"}));
    EXPECT_TRUE(tree_of(get("/api/v1/plan", {east})).items("items").empty());
    EXPECT_EQ(refusal(step_as(east, 1, 1, move("list_by_rank"))),
              (Said{"access_denied", "/community"}));
    // Nor is an item moved out of the part by a change.
    ASSERT_EQ(file(2, facts()).status, 201);
    Value change = Value::map({{"do", "change"}, {"facts", facts(kCommunityCode)}});
    EXPECT_EQ(refusal(step_as(east, 2, 1, change)), (Said{"access_denied", "/facts/community"}));
}

TEST_F(PlanItems, a_photo_of_what_was_built_is_uploaded_and_seen_beside_the_one_before) {
    const std::string before = kongdi::tests::phone_photo(64, 48);
    const std::string after = kongdi::tests::phone_photo(48, 64);
    const auto upload = [&](const std::string& photo) {
        Request out = request(Method::Put, "/api/v1/photos/" + sha256(photo), photo);
        out.headers.emplace_back("Content-Type", "image/jpeg");
        return send(out).status;
    };
    ASSERT_EQ(upload(before), 201);
    Value with = facts();
    with.set("photos_before", Value::list({sha256(before)}));
    ASSERT_EQ(file(1, with).status, 201);
    std::int64_t version = 0;
    for (const char* name : {"list_by_rank", "design", "fund"})
        ASSERT_EQ(step(1, ++version, move(name)).status, 200) << name;
    for (const char* name : {"build", "finish"})
        ASSERT_EQ(step_as(m_worker, 1, ++version, move(name)).status, 200) << name;

    with.set("photos_after", Value::list({sha256(after)}));
    const Value change = Value::map({{"do", "change"}, {"facts", with}});
    EXPECT_EQ(refusal(step(1, ++version, change)), (Said{"not_found", "/facts/photos_after"}));
    ASSERT_EQ(upload(after), 201);
    const Response changed = step(1, version, change);
    ASSERT_EQ(changed.status, 200) << changed.body;

    const Value shown = tree_of(get("/api/v1/plan/" + id_of(1), {m_planner}))["item"];
    for (const auto& [name, photo] :
         {std::pair("photos_before", before), std::pair("photos_after", after)}) {
        ASSERT_EQ(shown.items(name).size(), 1u) << name;
        EXPECT_EQ(shown.items(name)[0].string_or(""), sha256(photo));
        const Response picture = get("/api/v1/photos/" + sha256(photo), {m_planner});
        EXPECT_EQ(picture.status, 200) << name << picture.body;
        EXPECT_EQ(picture.header("Content-Type"), "image/jpeg");
    }
}

TEST_F(PlanItems, bad_requests_name_the_field) {
    EXPECT_EQ(refusal(post("/api/v1/plan", facts(), m_planner)), (Said{"field_missing", "/id"}));
    for (const auto& [name, value, code] : std::vector<std::tuple<const char*, Value, const char*>>{
             {"title", "", "field_missing"},
             {"kinds", Value::list({"ELD99"}), "field_choice"},
             {"space", id_of(9), "not_found"},
             {"source_index_run", id_of(9), "not_found"},
             {"budget_yuan", -1, "field_range"},
             {"photos_before", Value::list({std::string(64, 'a')}), "not_found"}}) {
        Value body = facts();
        body.set(name, value);
        EXPECT_EQ(refusal(file(1, body)), (Said{code, "/" + std::string(name)}));
    }
    EXPECT_TRUE(storage().plan_items({})->empty());
    ASSERT_EQ(file(1, facts()).status, 201);
    EXPECT_EQ(refusal(step(1, 1, Value::map())), (Said{"field_missing", "/do"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "file"}}))), (Said{"field_choice", "/do"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "move"}}))), (Said{"field_missing", "/move"}));
    EXPECT_EQ(refusal(step(1, 1, move("sell"))), (Said{"field_choice", "/move"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "progress"}}))),
              (Said{"field_missing", "/progress"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "progress"}, {"progress", Value::map()}}))),
              (Said{"field_missing", "/progress/year"}));
    EXPECT_EQ(refusal(step(1, 1, Value::map({{"do", "change"}}))),
              (Said{"field_missing", "/facts"}));
    EXPECT_EQ(refusal(step(1, 7, move("remove"))).first, "stale_version");
    EXPECT_EQ(refusal(post("/api/v1/plan/" + id_of(1) + "/events", move("remove"), m_planner)),
              (Said{"field_missing", "/version"}));
    EXPECT_EQ(refusal(get("/api/v1/plan/7", {m_planner})).first, "not_found");
}

}  // namespace

}  // namespace kongdi::server::tests
