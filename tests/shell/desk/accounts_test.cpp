// SPDX-License-Identifier: Apache-2.0
// Accounts on the desk, and the screens where passwords and codes are typed.
#include "core/api/account_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

api::AccountCard ling(bool invited = true) {
    api::AccountCard out;
    out.row.name = "ling";
    out.row.facts = {"林凌", Role::Worker, {{std::string(testing::kCommunityCode)}}};
    out.row.has_password = !invited;
    out.history = {{2, "invite", "ada"}, {1, "put", "ada"}};
    if (invited) out.invited_until_ms = 1'800'000'000'000;
    out.logins = invited ? 0 : 2;
    return out;
}

Value answer_of(const api::AccountCard& card, std::string_view link = {}) {
    Value out = Value::map({{"account", api::to_value(card)}});
    if (!link.empty()) out.set("link", link);
    return out;
}

Value login(std::string_view role) {
    return Value::map({{"name", "ada"}, {"role", role}, {"device", ""}});
}

class Accounts : public testing::AppTest {
protected:
    void open_as(std::string_view path, std::string_view role = "administrator") {
        open(path);
        answer("me", 200, login(role));
        const api::Community here{std::string(testing::kCommunityCode), "翠苑社区", "翠苑街道"};
        answer("city", 200, api::to_value(api::City{.name = "城", .communities = {here}}));
        draw();
    }
    bool is_wrong(std::string_view path) {
        const widgets::Node* found = node(path);
        return found != nullptr && (found->state & widgets::kStateInvalid) != 0;
    }
    Value sent() {
        const Value asked = request("secret");
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
    Value body_of(std::string_view tag) {
        const Value asked = request(tag);
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
};

TEST_F(Accounts, an_administrator_adds_one_and_gets_the_link_once) {
    open_as("/accounts/new");
    press("account-form/send");
    EXPECT_NE(node("account-form/wrong"), nullptr) << "nothing is filled in";
    EXPECT_TRUE(request("form").is_null());
    type("account-form/shown_name", "林凌");
    type("account-form/name", "ling");
    press("account-form/city");
    press("account-form/send");
    const Value body = body_of("form");
    EXPECT_EQ(body.text("role"), "worker");
    EXPECT_EQ(body["areas"], Value::list({"city"}));
    EXPECT_EQ(body["days"], Value(7));
    answer("form", 201, answer_of(ling(), "http://city.example/invite/abc"));
    EXPECT_EQ(state().route.screen, ScreenId::Account);
    EXPECT_EQ(state().route.argument, "ling");
    draw();
    ASSERT_NE(node("account/address"), nullptr);
    EXPECT_EQ(node("account/address")->value, "http://city.example/invite/abc");
    answer("account", 200, answer_of(ling()));
    draw();
    EXPECT_NE(node("account/address"), nullptr) << "until the card is left";
    press("account/revoke");
    EXPECT_EQ(body_of("account.move").text("move"), "revoke");
    api::AccountCard revoked = ling();
    revoked.invited_until_ms.reset();
    answer("account.move", 200, answer_of(revoked));
    draw();
    EXPECT_EQ(node("account/address"), nullptr);
}

TEST_F(Accounts, what_the_server_says_of_a_name_stands_at_its_field_and_nothing_is_lost) {
    open_as("/accounts/new");
    type("account-form/shown_name", "林凌");
    type("account-form/name", "ling");
    press("account-form/city");
    press("account-form/send");
    answer("form", 409, Value::map({{"code", "id_conflict"}, {"path", "/name"}}));
    draw();
    EXPECT_TRUE(is_wrong("account-form/name"));
    EXPECT_EQ(state().form.text("shown_name"), "林凌");
}

TEST_F(Accounts, a_card_offers_what_can_be_done_to_it) {
    open_as("/account/ling");
    EXPECT_EQ(request("account")["path"], Value("/api/v1/accounts/ling"));
    answer("account", 200, answer_of(ling(false)));
    draw();
    EXPECT_EQ(node("account/revoke"), nullptr);
    EXPECT_EQ(node("account/unlock"), nullptr);
    EXPECT_NE(node("account/end_sessions"), nullptr);
    press("account/lock");
    EXPECT_EQ(body_of("account.move").text("move"), "lock");
    answer("account.move", 409, Value::map({{"code", "move_illegal"}, {"path", ""}}));
    draw();
    EXPECT_NE(node("account/not-moved"), nullptr);
    // One's own account is for another administrator.
    api::AccountCard own = ling(false);
    own.row.name = "ada";
    send(Value::map({{"event", "nav.changed"}, {"path", "/account/ada"}}));
    answer("account", 200, answer_of(own));
    draw();
    EXPECT_EQ(node("account/lock"), nullptr);
    EXPECT_EQ(node("account/edit"), nullptr);
}

TEST_F(Accounts, they_are_for_administrators_who_see_nothing_else) {
    for (const char* role : {"worker", "planner", "resident"}) {
        SetUp();
        open_as("/accounts", role);
        EXPECT_EQ(node("accounts/add"), nullptr) << role;
    }
    SetUp();
    open_as("/planner");
    EXPECT_EQ(node("planner/csv"), nullptr);
}

TEST_F(Accounts, an_invited_person_sets_a_password_and_is_where_they_work) {
    open("/invite/abc");
    EXPECT_EQ(request("secret.invite")["path"], Value("/api/v1/invite/abc"));
    answer("secret.invite", 200, Value::map({{"name", "ling"}, {"shown_name", "林凌"}}));
    type("invited/password", "short");
    press("invited/set");
    EXPECT_TRUE(request("secret").is_null());
    draw();
    EXPECT_TRUE(is_wrong("invited/password"));
    type("invited/password", "a long password");
    type("invited/again", "a long passwort");
    press("invited/set");
    EXPECT_TRUE(request("secret").is_null());
    type("invited/again", "a long password");
    press("invited/set");
    EXPECT_EQ(sent().text("password"), "a long password");
    answer("secret", 422, Value::map({{"code", "field_choice"}, {"path", "/password"}}));
    draw();
    EXPECT_TRUE(is_wrong("invited/password"));
    press("invited/set");
    answer("secret", 200, login("worker"));
    EXPECT_EQ(state().route.screen, ScreenId::Worker);
    EXPECT_TRUE(state().secret.typed.empty()) << "not kept longer than needed";
}

TEST_F(Accounts, a_link_that_is_over_says_so) {
    open("/invite/abc");
    answer("secret.invite", 404, Value::map({{"code", "not_found"}}));
    draw();
    EXPECT_EQ(node("invited/password"), nullptr);
    EXPECT_NE(node("invited/home"), nullptr);
}

TEST_F(Accounts, a_log_in_with_a_second_step_comes_to_what_was_wanted) {
    open("/waves");
    answer("me", 401, Value::map({{"code", "login_needed"}}));
    type("login/name", "ada");
    type("login/password", "secret");
    press("login/submit");
    answer("login", 202, Value::map({{"stage", "second"}}));
    EXPECT_EQ(state().route.screen, ScreenId::LoginStep);
    EXPECT_TRUE(state().login_form.password.empty());
    type("login-step/code", "123456");
    press("login-step/send");
    EXPECT_EQ(sent().text("code"), "123456");
    answer("secret", 401, Value::map({{"code", "login_wrong"}, {"path", "/code"}}));
    draw();
    EXPECT_TRUE(is_wrong("login-step/code"));
    type("login-step/code", "654321");
    press("login-step/send");
    answer("secret", 200, login("planner"));
    EXPECT_EQ(state().route.screen, ScreenId::Waves);
}

TEST_F(Accounts, whoever_must_have_a_second_factor_sets_it_up_on_the_way) {
    open("/login");
    answer("me", 401, Value::map());
    type("login/name", "ada");
    type("login/password", "secret");
    press("login/submit");
    answer("login", 202, Value::map({{"stage", "setup"}}));
    EXPECT_EQ(request("secret")["path"], Value("/api/v1/me/second"));
    answer("secret", 200,
           Value::map({{"secret", "ABCD EFGH"}, {"url", "otpauth://"}, {"rows", Value::list()}}));
    type("login-step/code", "123456");
    press("login-step/send");
    answer("secret", 200, Value::map({{"recovery", Value::list({"ABCD-EFGH"})}}));
    draw();
    press("login-step/go-on");
    EXPECT_TRUE(state().secret.recovery.empty());
    EXPECT_FALSE(request("me").is_null()) << "who it is is asked anew";
    answer("me", 200, login("administrator"));
    EXPECT_EQ(state().route.screen, ScreenId::OwnAccount);
}

TEST_F(Accounts, one_s_own_password_and_second_factor_are_changed) {
    open_as("/me", "worker");
    type("own-account/old", "the old one");
    type("own-account/password", "a long password");
    type("own-account/again", "a long password");
    press("own-account/change");
    EXPECT_EQ(sent().text("old"), "the old one");
    answer("secret", 422, Value::map({{"code", "field_choice"}, {"path", "/old"}}));
    draw();
    EXPECT_TRUE(is_wrong("own-account/old"));
    EXPECT_TRUE(state().login.has_value());
    press("own-account/change");
    answer("secret", 204, Value());
    EXPECT_TRUE(state().secret.typed.empty());
    draw();
    EXPECT_NE(node("own-account/changed"), nullptr);
    press("own-account/second/set-up");
    EXPECT_EQ(state().route.dialog, "second");
}

TEST_F(Accounts, every_state_of_them_is_drawn_at_three_sizes_in_two_languages_and_views) {
    struct Shown {
        const char* path;
        const char* tag;
        Value body;
    };
    api::AccountList list;
    list.rows = {ling().row, ling(false).row};
    list.second_for = {Role::Administrator};
    const Value invited = Value::map({{"name", "ling"}, {"shown_name", "林凌"}});
    for (const Shown& one :
         {Shown{"/accounts", "accounts", api::to_value(list)},
          Shown{"/account/ling", "account", answer_of(ling(), "http://city.example/invite/abc")},
          Shown{"/account/ling", "account", answer_of(ling(false))},
          Shown{"/accounts/edit/ling", "account", answer_of(ling(false))},
          Shown{"/invite/abc", "secret.invite", invited},
          Shown{"/me", "secret.own", Value::map({{"has_second", true}})},
          Shown{"/login/setup", "secret",
                Value::map({{"secret", "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567"},
                            {"url", "otpauth://"},
                            {"rows", Value::list({"101", "010", "101"})}})}})
        for (const float width : {360.0f, 390.0f, 1280.0f})
            for (const char* language : {"zh", "en"})
                for (const bool elder : {false, true}) {
                    SetUp();
                    widgets::set_viewport({width, 800, 1, {}});
                    const Value me =
                        Value::map({{"form", 1}, {"language", language}, {"elder", elder}});
                    open(one.path, Value::map({{"settings", Value::map({{"me", write_json(me)}})}}),
                         language);
                    answer("me", 200, login("administrator"));
                    answer(one.tag, 200, one.body);
                    draw();
                    const widgets::Nodes& tree = widgets::last_tree();
                    int interactive = 0;
                    for (const widgets::Node& each : tree) {
                        if (!widgets::is_interactive(each)) continue;
                        ++interactive;
                        EXPECT_FALSE(each.name.empty()) << each.path;
                        EXPECT_GE(each.rect.h, elder ? 60.0f : 48.0f) << each.path;
                        EXPECT_LE(each.rect.right(), width + 0.5f) << each.path;
                    }
                    EXPECT_GE(interactive, 2) << one.path;
                }
}

}  // namespace

}  // namespace kongdi::shell
