// SPDX-License-Identifier: Apache-2.0
// What a resident says of a facility nearby, and what a worker sees of it.
#include "core/api/remark_messages.hpp"
#include "core/codec/record_codec.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class NearbyTest : public testing::AppTest {
protected:
    void open_nearby() {
        open("/nearby");
        api::City city;
        city.name = "城";
        city.now_ms = platform::now_ms();
        city.box = {120.10, 30.20, 120.20, 30.30};
        answer("city", 200, api::to_value(city));
        answer("nearby", 200, facilities());
        draw();
    }
    static Value facilities() {
        const api::NearFacility far{kFar, "ELD02",        "远处食堂", "", FacilityState::Filed,
                                    "",   {120.16, 30.26}};
        const api::NearFacility near{kNear,
                                     "ELD02",
                                     "近处食堂",
                                     std::string(testing::kCommunityCode),
                                     FacilityState::Verified,
                                     "07:00-19:00",
                                     {120.1501, 30.2501}};
        return Value::map({{"facilities", Value::list({api::to_value(far), api::to_value(near)})}});
    }
    /// The record that waits to be sent.
    Record sent() {
        EXPECT_FALSE(state().outbox.empty());
        if (state().outbox.empty()) return {};
        const CheckedRecord read =
            read_record(state().outbox.front().bytes, {state().catalogue, platform::now_ms()});
        EXPECT_TRUE(read.ok());
        return read.record;
    }
    static constexpr const char* kFar = "01a20c90-b5a0-7000-8000-000000000001";
    static constexpr const char* kNear = "01a20c90-b5a0-7000-8000-000000000002";
};

TEST_F(NearbyTest, the_facilities_around_the_middle_are_asked_for_and_listed_nearest_first) {
    open("/nearby");
    api::City city;
    city.name = "城";
    city.now_ms = platform::now_ms();
    city.box = {120.10, 30.20, 120.20, 30.30};
    answer("city", 200, api::to_value(city));
    const Value asked = request("nearby");
    EXPECT_EQ(asked["path"].string_or(""),
              "/api/v1/facilities/near?bbox=120.13,30.2300127,120.17,30.2700127")
        << "the middle of what the map shows of it";
    answer("nearby", 200, facilities());
    draw();
    ASSERT_NE(node("nearby/near-0"), nullptr);
    EXPECT_NE(node("nearby/near-0")->name.find("近处食堂"), std::string::npos);
    EXPECT_NE(node("nearby/near-1")->name.find("远处食堂"), std::string::npos);
}

TEST_F(NearbyTest, one_that_is_closed_is_said_with_a_tick_and_becomes_a_record) {
    open_nearby();
    press("nearby/near-0");
    EXPECT_EQ(state().route, (Route{ScreenId::Nearby, kNear})) << "an address of its own";
    EXPECT_TRUE(request("nearby.one").is_null()) << "it is in the list";
    draw();
    press("nearby/closed/send");
    EXPECT_TRUE(state().outbox.empty()) << "nothing without consent";
    type("nearby/closed/description", "上个月就关了");
    press("nearby/closed/agreed");
    press("nearby/closed/send");
    const Record record = sent();
    EXPECT_EQ(record.kind, RecordKind::FacilityRemark);
    EXPECT_EQ(record.body.text("subject"), "closed");
    EXPECT_EQ(record.body.text("facility"), kNear);
    EXPECT_EQ(record.body.text("description"), "上个月就关了");
    EXPECT_EQ(record.community, testing::kCommunityCode);
    EXPECT_EQ(state().route.screen, ScreenId::Sent);
    EXPECT_EQ(state().reports.front().type, "closed");
    EXPECT_FALSE(state().nearby.one);
}

TEST_F(NearbyTest, an_address_asks_for_its_facility_and_says_when_it_is_gone) {
    open(std::string("/nearby/") + kNear);
    EXPECT_EQ(request("nearby.one")["path"].string_or(""),
              std::string("/api/v1/facilities/near/") + kNear);
    no_answer("nearby.one");
    press("nearby/closed/again");
    ASSERT_FALSE(request("nearby.one").is_null());
    answer("nearby.one", 200,
           Value::map({{"facilities", Value::list({facilities().items("facilities")[1]})}}));
    press("nearby/closed/agreed");
    press("nearby/closed/send");
    EXPECT_EQ(sent().body.text("facility"), kNear);
    send(Value::map({{"event", "nav.changed"}, {"path", std::string("/nearby/") + kFar}}));
    answer("nearby.one", 404, Value::map());
    draw();
    EXPECT_EQ(node("nearby/closed/send"), nullptr);
    EXPECT_EQ(node("nearby/closed/again"), nullptr) << "it is gone for good";
}

TEST_F(NearbyTest, one_that_is_missing_is_said_of_the_middle_of_the_map) {
    open_nearby();
    press("nearby/say-missing");
    EXPECT_EQ(state().route.dialog, kMissingDialog);
    press("nearby/missing/agreed");
    press("nearby/missing/send");
    EXPECT_TRUE(state().outbox.empty()) << "a kind is needed";
    draw();
    EXPECT_NE(node("nearby/missing/no-kind"), nullptr);
    widgets::choose(node("nearby/missing/kind")->id, 1);
    draw();
    press("nearby/missing/send");
    const Record record = sent();
    EXPECT_EQ(record.body.text("subject"), "missing");
    EXPECT_EQ(record.body.text("facility_kind"), state().catalogue.facilities.front().code);
    EXPECT_NEAR(record.body["place"]["point"]["lon"].number_or(0), 120.15, 1e-9);
}

TEST_F(NearbyTest, without_an_answer_it_says_so_and_asks_again_when_told) {
    open("/nearby");
    api::City city;
    city.name = "城";
    city.now_ms = platform::now_ms();
    city.box = {120.10, 30.20, 120.20, 30.30};
    answer("city", 200, api::to_value(city));
    no_answer("nearby");
    take("http");
    press("nearby/again");
    EXPECT_FALSE(request("nearby").is_null());
}

TEST_F(NearbyTest, a_worker_sees_what_waits_and_says_that_it_was_looked_into) {
    open("/facilities");
    answer("me", 200, Value::map({{"name", "li"}, {"role", "worker"}, {"device", ""}}));
    const Value asked = request("remarks");
    EXPECT_EQ(asked["path"].string_or(""), "/api/v1/facility_remarks?state=submitted");
    FacilityRemark remark{.id = kFar, .subject = RemarkSubject::Closed, .facility = kNear};
    remark.facility_name = "近处食堂";
    answer("remarks", 200, Value::map({{"remarks", Value::list({api::to_value(remark)})}}));
    press(std::string("facilities/") + kFar + "/settle");
    const Value moved = request("remark:");
    EXPECT_EQ(moved["path"].string_or(""), std::string("/api/v1/records/") + kFar + "/events");
    answer(std::string("remark:") + kFar, 200, Value::map());
    EXPECT_TRUE(state().remarks.rows.empty());
}

}  // namespace kongdi::shell
