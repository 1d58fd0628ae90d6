// SPDX-License-Identifier: Apache-2.0
#include "tests/server/server_fixture.hpp"
#include "tests/support/csv_reader.hpp"

namespace kongdi::server::tests {

namespace {

class FacilitiesTest : public ServerFixture {
protected:
    static std::string id(std::uint32_t number) {
        return RecordBuilder().number(number).build().text("id");
    }
    static Value canteen() {
        return Value::map({{"id", id(1)},
                           {"kind", "ELD02"},
                           {"name", "翠苑老年食堂"},
                           {"point", Value::map({{"lon", 120.1551}, {"lat", 30.2741}})},
                           {"floor_area_m2", 180.5},
                           {"seats", 48},
                           {"accessibility", Value::list({"step_free"})}});
    }
    Response post(const std::string& path, const Value& body, Role role,
                  const std::string& name = "") {
        Request asked = json_request(path, write_json(body));
        asked.headers.push_back(name.empty() ? as(role) : as_account(role, name));
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(asked));
    }
    Pair as_account(Role role, const std::string& name) {
        const std::string token = make_token();
        EXPECT_TRUE(storage().put_account(
            {.name = name, .role = role, .password_hash = "no password", .scope = whole_city()}));
        EXPECT_TRUE(storage().open_session(sha256(token), name, m_now_ms + 60'000, m_now_ms));
        return {"Cookie", std::string(kSessionCookie) + "=" + token};
    }
    Response file(const Value& body) {
        return post("/api/v1/facilities", body, Role::Worker, "li");
    }
    Response move(const Value& body, const std::string& who = "wang") {
        return post("/api/v1/facilities/" + id(1) + "/events", body, Role::Worker, who);
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
};

TEST_F(FacilitiesTest, a_worker_files_and_another_verifies) {
    const Response filed = file(canteen());
    ASSERT_EQ(filed.status, 201) << filed.body;
    EXPECT_EQ(tree_of(filed).text("state"), "filed");
    EXPECT_EQ(tree_of(filed).text("tier"), "T5") << "of its kind";
    EXPECT_EQ(tree_of(filed).text("community"), kCommunityCode) << "of its point";
    const Value verify = Value::map({{"move", "verify"}, {"version", 1}});
    EXPECT_EQ(code_at(move(verify, "li")), "same_person ");
    const Response verified = move(verify);
    ASSERT_EQ(verified.status, 200) << verified.body;
    EXPECT_EQ(tree_of(verified).text("verified_by"), "wang");
    EXPECT_EQ(code_at(move(verify)), "stale_version /version");
}

TEST_F(FacilitiesTest, a_change_is_a_version_with_its_diff) {
    ASSERT_EQ(file(canteen()).status, 201);
    Value facts = canteen();
    facts.set("seats", 60);
    ASSERT_EQ(move(Value::map({{"move", "change"}, {"version", 1}, {"facts", facts}})).status, 200);
    const Value card = tree_of(get("/api/v1/facilities/" + id(1), {as(Role::Worker)}));
    ASSERT_EQ(card.items("versions").size(), 2u);
    const Value::List& diff = card.items("versions")[1].items("diff");
    ASSERT_EQ(diff.size(), 1u);
    EXPECT_EQ(diff[0].text("field"), "seats");
    EXPECT_EQ(diff[0]["before"].int_or(0), 48);
    EXPECT_EQ(diff[0]["after"].int_or(0), 60);
}

TEST_F(FacilitiesTest, each_mistake_is_named) {
    Value wrong = canteen();
    wrong.erase("id");
    EXPECT_EQ(code_at(file(wrong)), "field_missing /id");
    wrong = canteen();
    wrong.set("kind", "X");
    EXPECT_EQ(code_at(file(wrong)), "field_choice /kind");
    wrong = canteen();
    wrong.set("photos", Value::list({std::string(64, 'a')}));
    EXPECT_EQ(code_at(file(wrong)), "not_found /photos/0");
    ASSERT_EQ(file(canteen()).status, 201);
    EXPECT_EQ(code_at(move(Value::map({{"version", 1}}))), "field_missing /move");
    EXPECT_EQ(code_at(move(Value::map({{"move", "file"}, {"version", 1}}))), "field_choice /move");
    EXPECT_EQ(code_at(move(Value::map({{"move", "verify"}}))), "field_missing /version");
    EXPECT_EQ(code_at(move(Value::map({{"move", "change"}, {"version", 1}}))),
              "field_missing /facts");
    EXPECT_EQ(code_at(move(Value::map({{"move", "close"}, {"version", 1}}))),
              "field_missing /reason");
    Value bad = canteen();
    bad.set("seats", "many");
    EXPECT_EQ(code_at(move(Value::map({{"move", "change"}, {"version", 1}, {"facts", bad}}))),
              "field_type /facts/seats");
}

TEST_F(FacilitiesTest, the_register_is_for_staff_and_the_neighbourhood_for_everybody) {
    ASSERT_EQ(file(canteen()).status, 201);
    EXPECT_EQ(get("/api/v1/facilities").status, 401);
    EXPECT_EQ(get("/api/v1/facilities/" + id(1)).status, 401);
    EXPECT_EQ(get("/api/v1/facilities/" + id(2), {as(Role::Worker)}).status, 404);
    const Response near =
        get("/api/v1/facilities/near", {}, {{"bbox", "120.15,30.27,120.16,30.28"}});
    ASSERT_EQ(near.status, 200);
    ASSERT_EQ(tree_of(near).items("facilities").size(), 1u);
    EXPECT_EQ(near.body.find("filed_by"), std::string::npos) << "names of staff are for staff";
    EXPECT_EQ(get("/api/v1/facilities/near", {}, {{"bbox", "119,30,121,31"}}).status, 422);
    EXPECT_EQ(get("/api/v1/facilities/near").status, 400);
}

TEST_F(FacilitiesTest, one_of_the_neighbourhood_has_an_address_until_it_closes) {
    ASSERT_EQ(file(canteen()).status, 201);
    const Response one = get("/api/v1/facilities/near/" + id(1));
    ASSERT_EQ(one.status, 200);
    ASSERT_EQ(tree_of(one).items("facilities").size(), 1u);
    EXPECT_EQ(tree_of(one).items("facilities").front().text("id"), id(1));
    EXPECT_EQ(one.body.find("filed_by"), std::string::npos) << "names of staff are for staff";
    EXPECT_EQ(get("/api/v1/facilities/near/" + id(2)).status, 404);
    EXPECT_EQ(get("/api/v1/facilities/near/x").status, 404);
    ASSERT_EQ(move(Value::map({{"move", "verify"}, {"version", 1}})).status, 200);
    ASSERT_EQ(move(Value::map({{"move", "close"}, {"version", 2}, {"reason", "gone"}})).status,
              200);
    EXPECT_EQ(get("/api/v1/facilities/near/" + id(1)).status, 404);
}

TEST_F(FacilitiesTest, the_list_says_how_many_there_are_and_refuses_a_wrong_filter) {
    ASSERT_EQ(file(canteen()).status, 201);
    const Response page =
        get("/api/v1/facilities", {as(Role::Planner)}, {{"kind", "ELD02"}, {"limit", "0"}});
    EXPECT_EQ(page.header("X-Total-Count"), "1");
    EXPECT_TRUE(tree_of(page).items("facilities").empty());
    for (const Pair& wrong : {Pair{"state", "x"}, Pair{"limit", "-1"}, Pair{"offset", "a"},
                              Pair{"community", "12"}, Pair{"limit", "501"}})
        EXPECT_EQ(code_at(get("/api/v1/facilities", {as(Role::Planner)}, {wrong})),
                  "request_format /" + wrong.first);
}

TEST_F(FacilitiesTest, are_downloaded_as_csv_and_geojson) {
    Value named = canteen();
    named.set("name", "=1+1,食堂");
    ASSERT_EQ(file(named).status, 201);
    Response csv = get("/export/facilities.csv", {as(Role::Planner)}, {{"bom", "0"}});
    const auto rows = kongdi::tests::read_csv(whole_body(csv));
    ASSERT_EQ(rows.size(), 2u);
    const auto cell = [&](std::string_view column) {
        const auto at = std::find(rows[0].begin(), rows[0].end(), column) - rows[0].begin();
        return rows[1].at(static_cast<std::size_t>(at));
    };
    EXPECT_EQ(cell("name"), "'=1+1,食堂") << "no formula";
    EXPECT_EQ(cell("kind_label"), "老年食堂");
    EXPECT_EQ(cell("state_label"), "已填报");
    EXPECT_EQ(cell("lon"), "120.1551");
    EXPECT_EQ(csv.header("X-Total-Count"), "1");
    Response geojson = get("/export/facilities.geojson", {as(Role::Planner)}, {{"lang", "en"}});
    const auto tree = parse_own_json(whole_body(geojson));
    ASSERT_TRUE(tree);
    const Value& feature = tree->items("features").at(0);
    EXPECT_EQ(feature["properties"].text("kind_label"), "Seniors' canteen");
    EXPECT_EQ(feature["properties"].find("lon"), nullptr);
    EXPECT_EQ(feature.text("id"), id(1));
}

TEST_F(FacilitiesTest, a_planner_changes_a_threshold_with_a_reason) {
    const Value before = Value::map({{"low", 70}});
    const Value after = Value::map({{"low", 90}, {"high", 120}});
    const std::string path = "/api/v1/catalogue/CON02/radius_m";
    const Value body = Value::map({{"before", before}, {"after", after}, {"reason", "新小区"}});
    EXPECT_EQ(post(path, body, Role::Worker).status, 403);
    Value silent = body;
    silent.erase("reason");
    EXPECT_EQ(code_at(post(path, silent, Role::Planner)), "field_missing /reason");
    EXPECT_EQ(code_at(post("/api/v1/catalogue/CON02/height", body, Role::Planner)), "not_found ");
    const Response changed = post(path, body, Role::Planner);
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(code_at(post(path, body, Role::Planner)), "stale_version /before");
    const Value tree = tree_of(get("/api/v1/catalogue"));
    ASSERT_EQ(tree.items("history").size(), 1u);
    EXPECT_EQ(tree.items("history")[0].text("by"), "planner");
}

TEST_F(FacilitiesTest, what_residents_say_of_facilities_waits_for_a_worker) {
    ASSERT_EQ(file(canteen()).status, 201);
    ASSERT_EQ(post_record(RecordBuilder::closed_facility(id(1)).number(2).bytes()).status, 201);
    ASSERT_EQ(post_record(RecordBuilder::missing_facility("EDU01").number(3).bytes()).status, 201);
    const auto waiting = [this](const std::string& name, const std::string& value) {
        const Response answer =
            get("/api/v1/facility_remarks", {as(Role::Worker)}, {{name, value}});
        EXPECT_EQ(answer.status, 200) << answer.body;
        return tree_of(answer)["remarks"];
    };
    const Value remarks = waiting("state", "submitted");
    ASSERT_NE(remarks.if_list(), nullptr);
    ASSERT_EQ(remarks.if_list()->size(), 2u);
    const Value& missing = (*remarks.if_list())[0];
    EXPECT_EQ(missing.text("subject"), "missing");
    EXPECT_EQ(missing.text("kind"), "EDU01");
    EXPECT_EQ(missing.text("community"), kCommunityCode);
    const Value& closed = (*remarks.if_list())[1];
    EXPECT_EQ(closed.text("facility_name"), "翠苑老年食堂");
    EXPECT_EQ(closed.text("kind"), "ELD02");
    EXPECT_EQ(closed.text("community"), kCommunityCode) << "that of the facility";

    const Response seen = post("/api/v1/records/" + id(2) + "/events",
                               Value::map({{"move", "verify"}}), Role::Worker);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(waiting("state", "submitted").if_list()->size(), 1u);
    EXPECT_EQ(waiting("state", "verified").if_list()->size(), 1u);
    EXPECT_EQ(waiting("community", "330106001099").if_list()->size(), 0u);
}

TEST_F(FacilitiesTest, a_remark_on_a_facility_that_nobody_knows_is_refused) {
    ASSERT_EQ(file(canteen()).status, 201);
    const Response unknown = post_record(RecordBuilder::closed_facility(id(2)).number(2).bytes());
    EXPECT_EQ(code_at(unknown), "not_found /body/facility");
    const Response signs =
        post_record(RecordBuilder::closed_facility(std::string(36, '-')).number(3).bytes());
    EXPECT_EQ(code_at(signs), "not_found /body/facility");
    // One that names another community is told to those whose facility it is.
    ASSERT_EQ(post_record(RecordBuilder::closed_facility(id(1))
                              .number(4)
                              .with("/community", "330106001052")
                              .bytes())
                  .status,
              201);
    const Response told = get("/api/v1/facility_remarks", {as(Role::Worker)},
                              {{"community", std::string(kCommunityCode)}});
    EXPECT_EQ(tree_of(told).items("remarks").size(), 1u) << told.body;
}

TEST_F(FacilitiesTest, remarks_are_for_staff_and_asked_for_in_known_words) {
    EXPECT_EQ(get("/api/v1/facility_remarks").status, 401);
    const Response state = get("/api/v1/facility_remarks", {as(Role::Worker)}, {{"state", "gone"}});
    EXPECT_EQ(code_at(state), "field_choice /state");
    const Response code = get("/api/v1/facility_remarks", {as(Role::Worker)}, {{"community", "1"}});
    EXPECT_EQ(code_at(code), "community_code /community");
}

}  // namespace

}  // namespace kongdi::server::tests
