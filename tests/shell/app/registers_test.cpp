// SPDX-License-Identifier: Apache-2.0
// Facilities and waves on the desk: what is asked of the server, and what comes of its answers.
#include "core/codec/facility_codec.hpp"
#include "core/codec/wave_codec.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr std::string_view kId = "01a20c90-b5a0-7000-8000-000000000101";

Facility canteen(FacilityState state = FacilityState::Filed) {
    Facility out;
    out.id = kId;
    out.version = 3;
    out.state = state;
    out.facts.kind = "ELD02";
    out.facts.name = "翠苑食堂";
    out.facts.point = {120.16, 30.28};
    out.facts.seats = 48;
    out.filed_by = "li";
    out.stated_by = "li";
    return out;
}

Value card(const Facility& facility) {
    Value out = facility_tree(facility);
    FacilityFacts before = facility.facts;
    before.seats = 40;
    out.set(
        "versions",
        facility_versions_tree(
            {{1, FacilityMove::File, FacilityState::Filed, before, "li", "", 1},
             {2, FacilityMove::Change, FacilityState::Filed, facility.facts, "li", "新桌子", 2}}));
    return out;
}

Value progress(WaveState state) {
    Wave wave;
    wave.id = kId;
    wave.state = state;
    wave.plan.title = "下半年体检";
    wave.households = 100;
    const auto row = [](std::string_view code, std::string_view name, double share, bool behind) {
        return Value::map({{"community", code},
                           {"name", name},
                           {"households", 50},
                           {"answered", 5},
                           {"share", share},
                           {"goal", 0.5},
                           {"expected", 0.25},
                           {"behind", behind},
                           {"by_mode", Value::map({{"self", 3}, {"session", 2}})},
                           {"by_age", Value::map({{"60_74", 5}, {"75_up", Value()}})}});
    };
    return Value::map({{"wave", wave_tree(wave)},
                       {"answered", 25},
                       {"behind", 1},
                       {"by_mode", Value::map({{"self", 20}, {"assisted", Value()}})},
                       {"by_age", Value::map({{"", 5}})},
                       {"communities", Value::list({row("330106001051", "甲社区", .4, false),
                                                    row("330106001052", "乙社区", .1, true)})}});
}

class RegistersTest : public testing::AppTest {
protected:
    void log_in(std::string_view role, std::string_view name) {
        answer("me", 200, Value::map({{"name", name}, {"role", role}, {"device", ""}}));
    }
};

TEST_F(RegistersTest, the_list_asks_with_its_filter_and_opens_a_card) {
    open("/facilities");
    log_in("worker", "wang");
    EXPECT_EQ(request("facilities")["path"].string_or(""), "/api/v1/facilities?limit=100");
    answer("facilities", 200,
           Value::map({{"total", 1}, {"facilities", Value::list({facility_tree(canteen())})}}));
    draw();
    EXPECT_EQ(state().facilities.list.rows.at(0).facts.name, "翠苑食堂");
    send(Value::map({{"event", "nav.changed"}, {"path", "/facilities/" + std::string(kId)}}));
    EXPECT_EQ(request("facility")["path"].string_or(""), "/api/v1/facilities/" + std::string(kId));
}

TEST_F(RegistersTest, another_person_verifies_and_the_version_seen_goes_along) {
    open("/facilities/" + std::string(kId));
    log_in("worker", "wang");
    answer("facility", 200, card(canteen()));
    draw();
    press("facility/verify");
    const Value body = request("facility.move");
    EXPECT_EQ(body["path"].string_or(""), "/api/v1/facilities/" + std::string(kId) + "/events");
    EXPECT_NE(write_json(body).find("\\\"version\\\":3"), std::string::npos) << write_json(body);
    answer("facility.move", 409, Value::map({{"code", "stale_version"}, {"path", "/version"}}));
    draw();
    EXPECT_NE(node("facility/not_moved"), nullptr);
}

TEST_F(RegistersTest, who_stated_a_version_is_not_offered_to_verify_it) {
    open("/facilities/" + std::string(kId));
    log_in("worker", "li");
    answer("facility", 200, card(canteen()));
    draw();
    EXPECT_EQ(node("facility/verify"), nullptr);
}

TEST_F(RegistersTest, closing_asks_for_a_reason) {
    open("/facilities/" + std::string(kId));
    log_in("worker", "wang");
    answer("facility", 200, card(canteen(FacilityState::Verified)));
    draw();
    press("facility/close");
    draw();
    type("facility/why/reason", "租约到期");
    draw();
    press("facility/why/do");
    EXPECT_NE(write_json(request("facility.move")).find("租约到期"), std::string::npos);
}

TEST_F(RegistersTest, what_was_written_for_one_facility_is_not_said_of_another) {
    const auto show = [this](const std::string& id, FacilityState state) {
        Facility one = canteen(state);
        one.id = id;
        send(Value::map({{"event", "nav.changed"}, {"path", "/facilities/" + id}}));
        answer("facility", 200, card(one));
        draw();
    };
    const std::string other = "01890000-0000-7000-8000-000000000077";
    open("/facilities/" + std::string(kId));
    log_in("worker", "wang");
    answer("facility", 200, card(canteen(FacilityState::Verified)));
    draw();
    press("facility/close");
    draw();
    type("facility/why/reason", "租约到期");
    press("facility/why/do");
    answer("facility.move", 409, Value::map({{"code", "stale_version"}, {"path", "/version"}}));
    draw();
    ASSERT_NE(node("facility/not_moved"), nullptr);
    show(other, FacilityState::Verified);
    EXPECT_EQ(node("facility/not_moved"), nullptr);
    press("facility/close");
    draw();
    ASSERT_NE(node("facility/why/reason"), nullptr);
    EXPECT_EQ(node("facility/why/reason")->value, "");
}

TEST_F(RegistersTest, progress_puts_who_falls_behind_first) {
    open("/waves/" + std::string(kId));
    log_in("planner", "planner");
    EXPECT_EQ(request("wave.progress")["path"].string_or(""),
              "/api/v1/waves/" + std::string(kId) + "/progress");
    answer("wave.progress", 200, progress(WaveState::Open));
    draw();
    EXPECT_EQ(state().waves.progress->communities.size(), 2u);
    press("wave/behind");
    draw();
    EXPECT_TRUE(state().waves.only_behind);
}

TEST_F(RegistersTest, a_community_that_is_pressed_tells_how_and_by_whom_it_was_answered) {
    widgets::set_viewport({1280, 2000, 1, {}});  // the table lies in view
    open("/waves/" + std::string(kId));
    log_in("worker", "li");
    answer("wave.progress", 200, progress(WaveState::Open));
    draw();
    press("wave/communities/0/open");
    draw();
    EXPECT_EQ(state().waves.parts_of, "330106001052") << "the one behind stands first";
    const auto says = [this](std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.path.starts_with("wave/community") && one.name.find(words) != std::string::npos)
                return true;
        return false;
    };
    EXPECT_TRUE(says("乙社区"));
    EXPECT_TRUE(says("In a session: 2"));
    EXPECT_TRUE(says("60–74: 5"));
    EXPECT_TRUE(says("75 or over: fewer than 5"));
    press("wave/community/close");
    EXPECT_TRUE(state().route.dialog.empty());
}

TEST_F(RegistersTest, an_open_wave_is_shown_as_it_goes_on_and_a_closed_one_stands) {
    open("/waves/" + std::string(kId));
    log_in("planner", "planner");
    answer("wave.progress", 200, progress(WaveState::Open));
    take("http");
    send(Value::map({{"event", "wake"}}));
    EXPECT_TRUE(request("wave.progress").is_null()) << "not at once";
    platform::native::advance_ms(5'000);
    send(Value::map({{"event", "wake"}}));
    EXPECT_FALSE(request("wave.progress").is_null());
    draw();
    EXPECT_NE(node("wave/behind"), nullptr) << "what stands there stays until the answer";

    take("wake.at");
    answer("wave.progress", 200, progress(WaveState::Closed));
    EXPECT_TRUE(take("wake.at").empty());
    platform::native::advance_ms(5'000);
    send(Value::map({{"event", "wake"}}));
    EXPECT_TRUE(request("wave.progress").is_null());
}

TEST_F(RegistersTest, a_planner_is_asked_before_a_wave_is_closed) {
    open("/waves/" + std::string(kId));
    log_in("planner", "planner");
    answer("wave.progress", 200, progress(WaveState::Open));
    draw();
    EXPECT_EQ(node("wave/publish"), nullptr) << "not while it is open";
    press("wave/close");
    draw();
    press("wave/sure/do");
    EXPECT_NE(write_json(request("wave.move")).find("close"), std::string::npos);
}

TEST_F(RegistersTest, what_was_refused_of_one_wave_is_not_said_of_another) {
    open("/waves/" + std::string(kId));
    log_in("planner", "planner");
    answer("wave.progress", 200, progress(WaveState::Open));
    press("wave/close");
    draw();
    press("wave/sure/do");
    answer("wave.move", 409, Value::map({{"code", "stale_version"}, {"path", "/version"}}));
    draw();
    ASSERT_NE(node("wave/not_moved"), nullptr);
    const std::string other = "01890000-0000-7000-8000-000000000077";
    send(Value::map({{"event", "nav.changed"}, {"path", "/waves/" + other}}));
    Value its_progress = progress(WaveState::Open);
    its_progress.find("wave")->set("id", other);
    answer("wave.progress", 200, its_progress);
    draw();
    EXPECT_NE(node("wave/close"), nullptr);
    EXPECT_EQ(node("wave/not_moved"), nullptr);
}

TEST_F(RegistersTest, a_worker_sees_progress_and_moves_no_wave) {
    open("/waves/" + std::string(kId));
    log_in("worker", "wang");
    answer("wave.progress", 200, progress(WaveState::Open));
    draw();
    EXPECT_EQ(node("wave/close"), nullptr);
}

}  // namespace

}  // namespace kongdi::shell
