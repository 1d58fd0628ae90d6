// SPDX-License-Identifier: Apache-2.0
#include "shell/screens/screens.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Staff : public testing::AppTest {
protected:
    void log_in(std::string_view role) {
        answer("me", 200, Value::map({{"name", role}, {"role", role}, {"device", ""}}));
    }
    Value one_space(std::string_view id = "01890000-0000-7000-8000-000000000001") {
        Space space;
        space.id = id;
        space.receipt = "翠苑 1001";
        space.type = "I05";
        space.point = {120.16, 30.28};
        return api::to_value(api::SpacePage{{space}, 1});
    }
};

TEST_F(Staff, a_stranger_meets_the_log_in_and_comes_back_to_what_they_wanted) {
    open("/worker");
    answer("me", 401, Value::map({{"code", "login_needed"}}));
    draw();
    ASSERT_NE(node("login/name"), nullptr);
    type("login/name", "worker");
    type("login/password", "secret");
    press("login/submit");
    EXPECT_FALSE(request("login").is_null());
    answer("login", 200, Value::map({{"name", "worker"}, {"role", "worker"}, {"device", ""}}));
    EXPECT_EQ(state().route.screen, ScreenId::Worker);
    EXPECT_TRUE(request("spaces")["path"].string_or("").find("state=submitted") !=
                std::string_view::npos);
    EXPECT_TRUE(state().login_form.password.empty()) << "not kept longer than needed";
}

TEST_F(Staff, a_wrong_password_is_said_and_the_name_stays) {
    open("/login");
    answer("me", 401, Value::map());
    type("login/name", "worker");
    type("login/password", "wrong");
    press("login/submit");
    answer("login", 401, Value::map({{"code", "login_wrong"}}));
    draw();
    EXPECT_NE(node("login/error"), nullptr);
    EXPECT_EQ(state().login_form.name, "worker");
    EXPECT_TRUE(state().login_form.password.empty());
}

TEST_F(Staff, a_worker_does_not_see_the_planners_page) {
    open("/planner");
    log_in("worker");
    draw();
    EXPECT_EQ(node("planner/csv"), nullptr);
    EXPECT_FALSE(may_see(state(), Audience::Planner));
}

TEST_F(Staff, the_table_and_the_download_share_one_filter) {
    open("/planner");
    log_in("planner");
    answer("spaces", 200, one_space());
    draw();
    press("planner/csv");
    api::SpaceQuery query = state().spaces.query;
    const auto downloads = take("download");
    ASSERT_EQ(downloads.size(), 1u);
    EXPECT_EQ(downloads[0].text("url"), "/export/spaces.csv?" + api::query_string(query));
}

TEST_F(Staff, a_session_that_ended_brings_the_log_in_back) {
    open("/planner");
    log_in("planner");
    answer("spaces", 401, Value::map({{"code", "login_needed"}}));
    draw();
    EXPECT_NE(node("login/name"), nullptr);
}

}  // namespace kongdi::shell
