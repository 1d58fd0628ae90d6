// SPDX-License-Identifier: Apache-2.0
// That a facility is closed or missing, said without script.
#include "core/codec/facility_codec.hpp"
#include "tests/server/handlers/plain_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class PlainNearbyTest : public PlainFixture {
protected:
    std::string file_canteen(std::uint32_t number = 7) {
        const CheckedFacility checked = facility_facts_of(
            Value::map({{"kind", "ELD02"},
                        {"name", "翠苑<老年>食堂"},
                        {"community", kCommunityCode},
                        {"opening_hours", "07:30-18:00"},
                        {"point", Value::map({{"lon", 120.1551}, {"lat", 30.2741}})}}),
            catalogue());
        EXPECT_TRUE(checked.ok());
        const std::string id = RecordBuilder().number(number).build().text("id");
        EXPECT_TRUE(storage().file_facility(id, checked.facts, {Role::Worker, "worker"}, kNowMs));
        return id;
    }
    static FormBody remark_form() {
        return FormBody()
            .with("id", std::string(kFormId))
            .with("questionnaire_version", "1")
            .with("consent.survey", consent_of("survey"));
    }
};

const Pair kCommunity{"community", std::string(kCommunityCode)};

TEST_F(PlainNearbyTest, a_community_is_chosen_first_and_its_facilities_are_listed) {
    const std::string id = file_canteen();
    EXPECT_TRUE(has(page("/plain/nearby").body, "action=\"/plain/nearby\""));
    const std::string list = page("/plain/nearby", {kCommunity}).body;
    EXPECT_TRUE(has(list, "翠苑&lt;老年&gt;食堂")) << list;
    EXPECT_TRUE(has(list, "07:30-18:00"));
    EXPECT_TRUE(has(list, "facility=" + id));
    EXPECT_TRUE(has(list, "missing=1"));
    EXPECT_TRUE(has(page("/plain/nearby", {kCommunity, {"find", "食堂"}}).body, id));
    const std::string none = page("/plain/nearby", {kCommunity, {"find", "学校"}}).body;
    EXPECT_FALSE(has(none, id));
    EXPECT_TRUE(has(none, words("plain.no_facility")));
}

TEST_F(PlainNearbyTest, who_does_not_know_the_community_may_still_say_what_is_missing) {
    const std::string list = page("/plain/nearby", {{"community", "none"}}).body;
    EXPECT_TRUE(has(list, "missing=1"));
    EXPECT_FALSE(has(list, "name=\"find\""));
}

TEST_F(PlainNearbyTest, closed_is_the_record_that_a_phone_would_send) {
    const std::string id = file_canteen();
    const std::string form = page("/plain/nearby", {{"facility", id}}).body;
    EXPECT_TRUE(has(form, "翠苑&lt;老年&gt;食堂")) << "which one it is about";
    EXPECT_TRUE(has(form, "name=\"subject\" value=\"closed\""));
    EXPECT_TRUE(has(form, "name=\"facility\" value=\"" + id + "\""));
    EXPECT_FALSE(has(form, "facility_kind")) << "nothing is asked of what is missing";
    EXPECT_FALSE(has(form, words("plain.if_asked")));
    EXPECT_FALSE(has(form, "value=\"place\"")) << "and there is no place to set";

    const Response sent = post("/plain/nearby", remark_form()
                                                    .with("community", std::string(kCommunityCode))
                                                    .with("subject", "closed")
                                                    .with("facility", id));
    ASSERT_EQ(sent.status, 303) << sent.body;
    const Value record = record_sent();
    EXPECT_EQ(write_json(record), RecordBuilder::closed_facility(id)
                                      .with("id", kFormId)
                                      .with("created_at", record["created_at"])
                                      .bytes());
    const std::string receipt = page("/plain/sent/" + std::string(kFormId)).body;
    EXPECT_TRUE(has(receipt, words("remark.closed"))) << receipt;
    EXPECT_TRUE(has(receipt, "/plain/nearby"));
}

TEST_F(PlainNearbyTest, missing_is_set_on_the_map_and_sent_as_a_phone_would) {
    const std::string map = page("/plain/nearby", {kCommunity, {"missing", "1"}}).body;
    EXPECT_TRUE(has(map, words("plain.tap_missing"))) << map;
    EXPECT_TRUE(has(map, "action=\"/plain/nearby\""));
    EXPECT_TRUE(has(map, "name=\"missing\" value=\"1\"")) << "the next step knows what it is for";
    const std::string form = page("/plain/nearby", {kCommunity,
                                                    {"missing", "1"},
                                                    {"lon", "120.1551"},
                                                    {"lat", "30.2741"},
                                                    {"zoom", "17"},
                                                    {"point_lon", "120.1551"},
                                                    {"point_lat", "30.2741"},
                                                    {"move", "done"}})
                                 .body;
    EXPECT_TRUE(has(form, "name=\"facility_kind\"")) << form;
    EXPECT_TRUE(has(form, "name=\"place.lon\" value=\"120.1551\""));
    EXPECT_FALSE(has(form, words("plain.if_asked")));
    EXPECT_FALSE(has(form, "id=\"q-facility\""));

    const FormBody filled = remark_form()
                                .with("subject", "missing")
                                .with("place.lon", "120.1551")
                                .with("place.lat", "30.2741")
                                .with("facility_kind", "EDU01")
                                .with("description", "要走很远");
    const Response moved = post("/plain/nearby", FormBody(filled).with("step", "place"));
    EXPECT_EQ(moved.status, 200);
    EXPECT_TRUE(has(moved.body, "name=\"facility_kind\" value=\"EDU01\"")) << "nothing is lost";
    const Response sent = post("/plain/nearby", filled);
    ASSERT_EQ(sent.status, 303) << sent.body;
    const Value record = record_sent();
    EXPECT_EQ(write_json(record), RecordBuilder::missing_facility("EDU01")
                                      .with("id", kFormId)
                                      .with("created_at", record["created_at"])
                                      .with("community", Value())
                                      .with("/body/place/point/accuracy_m", Value())
                                      .bytes());
    EXPECT_TRUE(has(page("/plain/sent/" + std::string(kFormId)).body, words("remark.missing")));
}

TEST_F(PlainNearbyTest, a_facility_that_is_closed_or_none_has_no_form) {
    const std::string id = file_canteen();
    FacilityStep step{.id = id, .move = FacilityMove::Close, .base_version = 1, .reason = "拆了"};
    EXPECT_EQ(page("/plain/nearby", {{"facility", id}}).status, 200);
    const auto closed = storage().move_facility(step, {Role::Planner, "planner"}, kNowMs);
    ASSERT_TRUE(closed) << error_row(closed.error().code).name << closed.error().path;
    EXPECT_EQ(page("/plain/nearby", {{"facility", id}}).status, 404);
    EXPECT_EQ(page("/plain/nearby", {{"facility", "x"}}).status, 404);
    EXPECT_FALSE(has(page("/plain/nearby", {kCommunity}).body, id));
}

TEST_F(PlainNearbyTest, mistakes_are_said_where_they_were_made_and_the_rest_stays) {
    const std::string id = file_canteen();
    const Response unticked =
        post("/plain/nearby", remark_form()
                                  .without("consent.survey")
                                  .with("community", std::string(kCommunityCode))
                                  .with("subject", "closed")
                                  .with("facility", id)
                                  .with("description", "一年了"));
    EXPECT_EQ(unticked.status, 422);
    EXPECT_TRUE(has(unticked.body, "#c-survey"));
    EXPECT_TRUE(has(unticked.body, "一年了"));
    EXPECT_TRUE(has(unticked.body, "name=\"facility\" value=\"" + id + "\""));
    const Response no_kind = post("/plain/nearby", remark_form()
                                                       .with("subject", "missing")
                                                       .with("place.lon", "120.1551")
                                                       .with("place.lat", "30.2741"));
    EXPECT_EQ(no_kind.status, 422);
    EXPECT_TRUE(has(no_kind.body, "#q-facility_kind"));
    EXPECT_TRUE(has(no_kind.body, "value=\"place\"")) << "the place can be set again";
}

}  // namespace

}  // namespace kongdi::server::tests
