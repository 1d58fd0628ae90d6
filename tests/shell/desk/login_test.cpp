// SPDX-License-Identifier: Apache-2.0
// Logging in by the city's own log-in, and linking an account to it.
#include "core/api/account_messages.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

namespace {

Value provider() {
    return Value::map({{"name", Value::map({{"zh", "城市统一认证"}, {"en", "City ID"}})}});
}

class ByProvider : public testing::AppTest {
protected:
    void stranger_at(std::string_view path) {
        open(path);
        answer("me", 401, Value::map({{"code", "login_needed"}}));
    }
    std::string left_for() {
        const std::vector<Value> left = take("page.leave");
        return left.empty() ? std::string() : left.back().text("path");
    }
    void show_card(bool linked) {
        open("/account/ling");
        answer("me", 200, Value::map({{"name", "ada"}, {"role", "administrator"}, {"device", ""}}));
        answer("oidc", 200, provider());
        answer("account", 200, card(linked));
        draw();
    }
    static Value card(bool linked) {
        api::AccountCard out;
        out.row.name = "ling";
        out.row.facts = {"林凌", Role::Worker, {{std::string(testing::kCommunityCode)}}};
        out.linked = linked;
        return Value::map({{"account", api::to_value(out)}});
    }
    Value moved() {
        const Value asked = request("account.move");
        return parse_json(asked["body"].string_or("")).value_or(Value());
    }
};

TEST_F(ByProvider, where_the_city_has_none_nothing_is_offered) {
    stranger_at("/login");
    EXPECT_EQ(request("oidc")["path"], Value(api::kProvider));
    answer("oidc", 200, Value::map({{"name", nullptr}}));
    draw();
    EXPECT_NE(node("login/name"), nullptr);
    EXPECT_EQ(node("login/provider"), nullptr);
}

TEST_F(ByProvider, the_button_says_its_name_and_leads_there_and_back_to_what_was_wanted) {
    stranger_at("/index");
    answer("oidc", 200, provider());
    draw();
    ASSERT_NE(node("login/provider"), nullptr);
    EXPECT_EQ(node("login/provider")->name, "Log in with City ID");
    press("login/provider");
    EXPECT_EQ(left_for(), "/oidc/start?lang=en&to=%2Findex");
}

TEST_F(ByProvider, from_the_log_in_itself_it_leads_to_the_page_of_the_role) {
    stranger_at("/login");
    answer("oidc", 200, provider());
    press("login/provider");
    EXPECT_EQ(left_for(), "/oidc/start?lang=en");
}

TEST_F(ByProvider, who_could_not_be_told_of_it_is_asked_again_at_the_next_log_in) {
    stranger_at("/login");
    no_answer("oidc");
    draw();
    EXPECT_EQ(node("login/provider"), nullptr);
    request("oidc");
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    send(Value::map({{"event", "nav.changed"}, {"path", "/login"}}));
    EXPECT_FALSE(request("oidc").is_null());
}

TEST_F(ByProvider, an_administrator_links_an_account_by_the_number_and_ends_it_again) {
    show_card(false);
    type("account/subject", "u-4711");
    press("account/link-person");
    const Value body = moved();
    EXPECT_EQ(body.text("move"), "link");
    EXPECT_EQ(body.text("subject"), "u-4711");
    answer("account.move", 200, card(true));
    draw();
    EXPECT_EQ(node("account/subject"), nullptr);
    press("account/unlink-person");
    EXPECT_EQ(moved().text("move"), "unlink");
}

TEST_F(ByProvider, a_number_that_was_refused_stays_to_be_mended) {
    show_card(false);
    type("account/subject", "u-4711");
    press("account/link-person");
    answer("account.move", 409, Value::map({{"code", "id_conflict"}, {"path", "/subject"}}));
    draw();
    EXPECT_NE(node("account/not-moved"), nullptr);
    ASSERT_NE(node("account/subject"), nullptr);
    EXPECT_EQ(node("account/subject")->value, "u-4711");
}

}  // namespace

}  // namespace kongdi::shell
