// SPDX-License-Identifier: Apache-2.0
// Tokens of programs, and the log of who was shown raw reports.
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

constexpr const char* kToken = "0123456789abcdef";

Value tokens(bool one = true) {
    Value list = Value::list();
    if (one)
        list.push(Value::map({{"id", kToken},
                              {"name", "QGIS"},
                              {"made_at", "2026-11-01T08:00:00.000Z"},
                              {"expires_at", "2027-01-30T08:00:00.000Z"},
                              {"last_used", "2026-11-26"}}));
    return Value::map({{"tokens", std::move(list)},
                       {"days", Value::map({{"default", 90}, {"most", 365}})},
                       {"most_tokens", 20}});
}

Value reads(int count) {
    Value list = Value::list();
    for (int i = 0; i < count; ++i)
        list.push(Value::map({{"at", "2026-11-26T08:00:00.000Z"},
                              {"account", "ling"},
                              {"what", i == 0 ? "photo" : "report"},
                              {"subject", "subject-" + std::to_string(i)}}));
    return Value::map({{"reads", std::move(list)}});
}

class Access : public testing::AppTest {
protected:
    void open_as(std::string_view path, std::string_view role, float width = 1280) {
        SetUp();
        widgets::set_viewport({width, 3000, 1, {}});
        open(path, Value::map(), "zh");
        answer("me", 200, Value::map({{"name", "ada"}, {"role", role}, {"device", ""}}));
        draw();
    }
    Value body_of(std::string_view tag) {
        const Value asked = request(tag);
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if ((one.name + one.hint + one.value).find(words) != std::string::npos) return true;
        return false;
    }
};

}  // namespace

TEST_F(Access, a_token_is_made_shown_once_and_forgotten_when_the_page_is_left) {
    open_as("/me", "planner");
    press("own-account/tokens");
    EXPECT_EQ(path_of(state().route), "/me/tokens");
    answer("tokens", 200, tokens(false));
    draw();
    press("tokens/add");
    EXPECT_TRUE(request("tokens.add").is_null()) << "it has no name yet";
    type("tokens/name", "QGIS");
    widgets::choose(node("tokens/days")->id, 1);
    draw();
    press("tokens/add");
    EXPECT_EQ(body_of("tokens.add"), Value::map({{"name", "QGIS"}, {"days", 30}}));
    answer("tokens.add", 201, Value::map({{"secret", "kongdi_abc"}}));
    EXPECT_FALSE(request("tokens").is_null()) << "the list is asked for anew";
    answer("tokens", 200, tokens());
    draw();
    ASSERT_NE(node("tokens/secret"), nullptr);
    EXPECT_EQ(node("tokens/secret")->value, "kongdi_abc");
    EXPECT_EQ(node("tokens/name")->value, "");
    send(Value::map({{"event", "nav.changed"}, {"path", "/me"}}));
    send(Value::map({{"event", "nav.changed"}, {"path", "/me/tokens"}}));
    answer("tokens", 200, tokens());
    draw();
    EXPECT_EQ(node("tokens/secret"), nullptr);
    EXPECT_TRUE(says("2026-11-26")) << "when it was used last";
}

TEST_F(Access, a_token_lasts_as_long_as_is_usual_unless_somebody_says) {
    open_as("/me/tokens", "worker");
    answer("tokens", 200, tokens(false));
    draw();
    type("tokens/name", "R");
    press("tokens/add");
    EXPECT_EQ(body_of("tokens.add"), Value::map({{"name", "R"}}));
}

TEST_F(Access, what_the_server_says_against_a_new_token_stands_where_it_belongs) {
    open_as("/me/tokens", "planner");
    answer("tokens", 200, tokens());
    draw();
    type("tokens/name", "QGIS");
    press("tokens/add");
    answer("tokens.add", 409, Value::map({{"code", "id_conflict"}, {"path", "/name"}}));
    draw();
    EXPECT_NE(node("tokens/name")->state & widgets::kStateInvalid, 0u);
    EXPECT_EQ(node("tokens/wrong"), nullptr);
    press("tokens/add");
    answer("tokens.add", 409, Value::map({{"code", "move_illegal"}, {"path", ""}}));
    draw();
    ASSERT_NE(node("tokens/wrong"), nullptr);
    EXPECT_TRUE(says("最多 20 个"));
}

TEST_F(Access, a_token_is_ended_after_asking) {
    open_as("/me/tokens", "planner", 390);
    answer("tokens", 200, tokens());
    draw();
    press(std::string("tokens/") + kToken + "/end");
    EXPECT_EQ(state().route.dialog, "end");
    EXPECT_TRUE(request("tokens.end").is_null());
    draw();
    EXPECT_TRUE(says("停用“QGIS”？"));
    press("tokens/end/sure");
    EXPECT_EQ(request("tokens.end").text("path"),
              std::string("/api/v1/me/tokens/") + kToken + "/revoke");
    answer("tokens.end", 204, Value());
    EXPECT_EQ(state().route.dialog, "");
    EXPECT_FALSE(request("tokens").is_null());
    answer("tokens", 200, tokens(false));
    draw();
    EXPECT_FALSE(says("停用“QGIS”？"));
    EXPECT_EQ(node(std::string("tokens/") + kToken + "/end"), nullptr);
}

TEST_F(Access, an_administrator_has_no_tokens_but_the_log_of_reads) {
    open_as("/me", "administrator");
    EXPECT_EQ(node("own-account/tokens"), nullptr);
    open_as("/accounts", "administrator");
    answer("accounts", 200, Value::map({{"accounts", Value::list()}}));
    draw();
    press("accounts/reads");
    EXPECT_EQ(path_of(state().route), "/accounts/reads");
    EXPECT_EQ(request("reads").text("path"), "/api/v1/reads?limit=200");
    answer("reads", 200, reads(2));
    draw();
    EXPECT_TRUE(says("一张照片"));
    EXPECT_TRUE(says("subject-1"));
    EXPECT_EQ(node("reads/more"), nullptr) << "that is all of it";
}

TEST_F(Access, the_log_is_searched_by_account_and_subject_and_shows_more_when_there_is_more) {
    open_as("/accounts/reads", "administrator", 390);
    answer("reads", 200, reads(200));
    draw();
    press("reads/more");
    EXPECT_EQ(request("reads").text("path"), "/api/v1/reads?limit=1000");
    answer("reads", 200, reads(3));
    draw();
    type("reads/account", " ling ");
    type("reads/subject", "a&b");
    press("reads/show");
    EXPECT_EQ(request("reads").text("path"), "/api/v1/reads?limit=200&account=ling&subject=a%26b");
    answer("reads", 200, reads(0));
    draw();
    EXPECT_TRUE(says("没有记录"));
}

TEST_F(Access, a_failure_is_said_and_can_be_tried_again) {
    for (const char* path : {"/me/tokens", "/accounts/reads"}) {
        const bool own = std::string_view(path) == "/me/tokens";
        open_as(path, own ? "worker" : "administrator");
        const std::string tag = own ? "tokens" : "reads";
        answer(tag, 503, Value::map({{"code", "storage_busy"}, {"path", ""}}));
        draw();
        press(tag + "/again");
        EXPECT_FALSE(request(tag).is_null()) << path;
    }
}

}  // namespace kongdi::shell
