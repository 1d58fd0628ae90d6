// SPDX-License-Identifier: Apache-2.0
// Whatever takes longer than 300 ms says so, and can be stopped.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Waiting : public testing::AppTest {
protected:
    void wait_ms(std::int64_t ms) {
        draw();
        platform::native::advance_ms(ms);
        draw();
    }
    void log_in() {
        answer("me", 200, Value::map({{"name", "w"}, {"role", "worker"}, {"device", ""}}));
    }
    void cancelled(std::string_view tag) {
        send(Value::map({{"event", "http.failed"}, {"tag", tag}, {"reason", "cancelled"}}));
    }
    std::string cancelled_tag() {
        const std::vector<Value> effects = take("http.cancel");
        return effects.empty() ? std::string() : effects[0].text("tag");
    }
    /// Waits until it is seen, and stops it: the tag of the request that is ended.
    std::string stop(const std::string& at) {
        wait_ms(400);
        take("http.cancel");
        press(at + "-cancel");
        const std::string tag = cancelled_tag();
        cancelled(tag);
        draw();
        EXPECT_EQ(node(at), nullptr) << at << " goes on";
        return tag;
    }
    void know_city() {
        api::City city;
        city.name = "城";
        city.now_ms = platform::now_ms();
        city.box = {120.10, 30.20, 120.20, 30.30};
        answer("city", 200, api::to_value(city));
    }
};

TEST_F(Waiting, a_short_wait_shows_nothing_and_a_second_one_is_as_patient) {
    open("/report/1");
    send(Value::map({{"event", "photo.started"}, {"field", "report/1/photo/add"}}));
    wait_ms(100);
    EXPECT_EQ(node("report/1/photo/working"), nullptr);
    wait_ms(300);
    EXPECT_NE(node("report/1/photo/working"), nullptr);
    send(Value::map({{"event", "photo.failed"}, {"reason", "format"}}));
    wait_ms(5000);
    send(Value::map({{"event", "photo.started"}, {"field", "report/1/photo/add"}}));
    wait_ms(100);
    EXPECT_EQ(node("report/1/photo/working"), nullptr) << "counted anew";
}

TEST_F(Waiting, a_photo_being_made_ready_can_be_stopped) {
    open("/report/1");
    send(Value::map({{"event", "photo.started"}, {"field", "report/1/photo/add"}}));
    wait_ms(400);
    press("report/1/photo/working-cancel");
    EXPECT_EQ(take("photo.cancel").size(), 1u);
    draw();
    EXPECT_NE(node("report/1/photo/add"), nullptr);
}

TEST_F(Waiting, finding_the_position_can_be_stopped) {
    open("/report/1");
    press("report/next");
    press("report/2/place/locate");
    wait_ms(400);
    press("report/2/place/asking-cancel");
    EXPECT_EQ(take("fix.stop").size(), 1u);
    EXPECT_EQ(state().fix_status, FixStatus::NotAsked);
}

TEST_F(Waiting, logging_in_can_be_stopped_and_tried_again) {
    open("/login");
    answer("me", 401, Value::map());
    type("login/name", "worker");
    type("login/password", "secret");
    press("login/submit");
    wait_ms(400);
    press("login/busy-cancel");
    EXPECT_EQ(cancelled_tag(), "login");
    cancelled("login");
    draw();
    EXPECT_EQ(node("login/offline"), nullptr) << "it was the person, not the network";
    press("login/submit");
    EXPECT_EQ(state().login_form.loading, Loading::Busy);
}

TEST_F(Waiting, the_table_can_be_stopped_and_asked_for_again) {
    open("/worker");
    log_in();
    wait_ms(400);
    press("worker/loading-cancel");
    EXPECT_EQ(cancelled_tag(), "spaces");
    cancelled("spaces");
    draw();
    EXPECT_NE(node("worker/stopped"), nullptr);
    press("worker/again");
    EXPECT_EQ(state().spaces.loading, Loading::Busy);
}

TEST_F(Waiting, one_report_on_the_desk_can_be_stopped_and_asked_for_again) {
    open("/worker/01890000-0000-7000-8000-000000000001");
    log_in();
    wait_ms(400);
    press("worker-report/loading-cancel");
    EXPECT_EQ(cancelled_tag(), "desk");
    draw();
    press("worker-report/again");
    EXPECT_EQ(state().desk.loading, Loading::Busy);
}

TEST_F(Waiting, sending_can_be_put_off_and_goes_on_when_the_person_says_so) {
    open("/");
    fill_report();
    const std::string id = send_filled_report();
    ASSERT_FALSE(request("record:").is_null());
    wait_ms(400);
    press("sent/sending-cancel");
    EXPECT_EQ(cancelled_tag(), "record:" + id);
    cancelled("record:" + id);
    send(Value::map({{"event", "wake"}, {"ms", platform::now_ms() + 60'000}}));
    send(Value::map({{"event", "visible"}}));
    EXPECT_TRUE(request("record:").is_null()) << "not by itself";
    ASSERT_EQ(state().outbox.size(), 1u) << "and it is kept";
    press("sent/retry");
    EXPECT_FALSE(request("record:").is_null());
}

TEST_F(Waiting, an_upload_shows_how_far_it_is_and_can_be_put_off) {
    open("/");
    fill_report();
    const std::string id = deliver_filled_report();
    const std::string tag = "photo:" + id;
    ASSERT_EQ(take("photo.upload").size(), 1u);
    send(Value::map({{"event", "photo.progress"}, {"tag", tag}, {"sent", 250}, {"bytes", 1000}}));
    wait_ms(400);
    ASSERT_NE(node("sent/photos"), nullptr);
    EXPECT_EQ(node("sent/photos")->value, "25");
    press("sent/photos-cancel");
    const std::vector<Value> stops = take("photo.stop");
    ASSERT_EQ(stops.size(), 1u);
    EXPECT_EQ(stops[0].text("tag"), tag);
    send(Value::map({{"event", "photo.upload_failed"},
                     {"tag", tag},
                     {"sha256", testing::kPhotoHash},
                     {"status", 0},
                     {"reason", "stopped"}}));
    send(Value::map({{"event", "wake"}, {"ms", platform::now_ms() + 600'000}}));
    EXPECT_TRUE(take("photo.upload").empty());
    press("sent/retry");
    EXPECT_EQ(take("photo.upload").size(), 1u);
}

TEST_F(Waiting, withdrawing_shows_that_it_is_under_way_and_can_be_stopped) {
    open("/");
    fill_report();
    const std::string id = deliver_filled_report();
    send(Value::map({{"event", "nav.changed"}, {"path", "/my/" + id}}));
    press("my-report/withdraw");
    press("my-report/withdraw/yes");
    wait_ms(400);
    press("my-report/withdrawing-cancel");
    EXPECT_EQ(cancelled_tag(), "withdraw:" + id);
    cancelled("withdraw:" + id);
    draw();
    EXPECT_NE(node("my-report/stopped"), nullptr);
}

TEST_F(Waiting, for_the_map_can_be_stopped_and_taken_up_again) {
    open("/map");
    EXPECT_EQ(stop("map/loading"), "city");
    press("map/again");
    ASSERT_FALSE(request("city").is_null());
    know_city();
    draw();
    EXPECT_NE(node("map/map"), nullptr);
    EXPECT_EQ(stop("map/points"), "points");
}

TEST_F(Waiting, for_the_facilities_nearby_can_be_stopped) {
    open("/nearby");
    EXPECT_EQ(stop("nearby/loading"), "city");
    press("nearby/again");
    know_city();
    EXPECT_EQ(stop("nearby/loading"), "nearby");
    press("nearby/again");
    EXPECT_FALSE(request("nearby").is_null());
    send(Value::map(
        {{"event", "nav.changed"}, {"path", "/nearby/01a20c90-b5a0-7000-8000-000000000001"}}));
    EXPECT_EQ(stop("nearby/closed/loading"), "nearby.one");
    press("nearby/closed/again");
    EXPECT_FALSE(request("nearby.one").is_null());
}

TEST_F(Waiting, for_a_meeting_can_be_stopped_and_it_is_not_asked_for_again_by_itself) {
    open("/j/H7K3QM");
    EXPECT_EQ(stop("join/asking"), "join.view");
    take("http");
    send(Value::map({{"event", "wake"}, {"ms", platform::now_ms() + 60'000}}));
    EXPECT_TRUE(request("join.view").is_null());
    press("join/again");
    EXPECT_FALSE(request("join.view").is_null());
}

TEST_F(Waiting, for_a_household_s_code_can_be_stopped_and_the_code_is_kept) {
    const std::string seat(64, 'e');
    open("/rate?seat=" + seat);
    EXPECT_EQ(stop("rate/asking"), "seat:" + seat);
    EXPECT_EQ(state().rating->seat, seat);
    EXPECT_NE(node("rate/seat"), nullptr) << "it says that the code is looked at later";
}

TEST_F(Waiting, for_whoever_this_is_can_be_stopped_and_the_log_in_is_shown) {
    open("/login");
    EXPECT_EQ(stop("login/asking"), "me");
    EXPECT_NE(node("login/name"), nullptr);
}

TEST_F(Waiting, without_a_network_the_kept_city_says_nothing_of_the_time) {
    api::City kept;
    kept.name = "城";
    kept.now_ms = platform::now_ms() - 86'400'000;
    kept.box = {120.10, 30.20, 120.20, 30.30};
    open("/", Value::map({{"cache", Value::map({{"city", write_json(api::to_value(kept))}})}}));
    ASSERT_TRUE(state().city);
    no_answer("city");
    EXPECT_EQ(state().clock_offset_ms, 0) << "a report of now would be dated yesterday";
    EXPECT_TRUE(stored("cache", "city").is_null()) << "nothing is put in its place";
}

}  // namespace kongdi::shell
