// SPDX-License-Identifier: Apache-2.0
// Administrators keep accounts, and the invited set their own passwords.
#include "core/api/account_messages.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kGood = "a long password";
constexpr std::int64_t kDayMs = 86'400'000;

class AccountsTest : public ServerFixture {
protected:
    Response post(const std::string& path, const Value& body, std::vector<Pair> headers = {}) {
        Request asked = json_request(path, write_json(body));
        asked.headers.insert(asked.headers.end(), headers.begin(), headers.end());
        asked.headers.emplace_back(api::kPageHeader, "1");
        asked.headers.emplace_back("Host", "city.example");
        return send(std::move(asked));
    }
    Response keep(const std::string& rest, const Value& body) {
        return post("/api/v1/accounts" + rest, body, {as(Role::Administrator)});
    }
    Response move(const std::string& name, const std::string& what) {
        return keep("/" + name + "/events", Value::map({{"move", what}}));
    }
    static Value ling() {
        return Value::map({{"name", "ling"},
                           {"shown_name", "林凌"},
                           {"role", "worker"},
                           {"areas", Value::list({kCommunityCode})}});
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    static Pair cookie_of(const Response& response) {
        const std::string_view set = response.header("Set-Cookie");
        return {"Cookie", std::string(set.substr(0, set.find(';')))};
    }
    /// The path of the API behind a link.
    static std::string behind(const Response& response) {
        const std::string link = tree_of(response).text("link");
        EXPECT_TRUE(link.starts_with("http://city.example/invite/")) << response.body;
        return "/api/v1" + link.substr(link.find("/invite/"));
    }
    Response set_password(const std::string& where, std::string_view password = kGood) {
        return post(where, Value::map({{"password", password}}));
    }
    Response log_in_as(std::string_view name, std::string_view password) {
        return post("/api/v1/login", Value::map({{"name", name}, {"password", password}}));
    }
};

TEST_F(AccountsTest, who_is_invited_sets_a_password_and_is_logged_in) {
    const Response added = keep("", ling());
    ASSERT_EQ(added.status, 201) << added.body;
    const std::string where = behind(added);
    EXPECT_EQ(tree_of(added)["account"]["has_password"], Value(false));
    EXPECT_EQ(log_in_as("ling", "").status, 401);
    const Value shown = tree_of(get(where));
    EXPECT_EQ(shown.text("name"), "ling");
    EXPECT_EQ(shown.text("shown_name"), "林凌");
    const Response set = set_password(where);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_NE(set.header("Set-Cookie").find("; HttpOnly"), std::string_view::npos);
    EXPECT_EQ(tree_of(get("/api/v1/me", {cookie_of(set)})).text("role"), "worker");
    EXPECT_EQ(get(where).status, 404) << "once";
    EXPECT_EQ(set_password(where, "another long one").status, 404);
    EXPECT_EQ(log_in_as("ling", kGood).status, 200);
    const auto text = storage().derived_text();
    EXPECT_EQ(text->find(where.substr(where.rfind('/') + 1)), std::string::npos)
        << "the store knows a hash";
    for (const std::string& line : m_log)
        EXPECT_EQ(line.find(where.substr(where.rfind('/') + 1)), std::string::npos);
}

TEST_F(AccountsTest, a_link_is_worth_nothing_once_it_is_over_or_revoked_or_unknown) {
    const std::string first = behind(keep("", ling()));
    m_now_ms += 7 * kDayMs;
    EXPECT_EQ(get(first).status, 404);
    EXPECT_EQ(set_password(first).status, 404);
    const std::string second =
        behind(keep("/ling/events", Value::map({{"move", "invite"}, {"days", 30}})));
    m_now_ms += 29 * kDayMs;
    EXPECT_EQ(get(second).status, 200);
    EXPECT_EQ(move("ling", "revoke").status, 200);
    EXPECT_EQ(set_password(second).status, 404);
    const std::string third = behind(move("ling", "invite"));
    ASSERT_EQ(move("ling", "lock").status, 200);
    EXPECT_EQ(set_password(third).status, 404);
    for (const std::string bad : {"x", "..", "0123"})
        EXPECT_EQ(get("/api/v1/invite/" + bad).status, 404);
}

TEST_F(AccountsTest, a_bad_password_is_told_why_and_leaves_the_link_open) {
    const std::string where = behind(keep("", ling()));
    EXPECT_EQ(code_at(set_password(where, "short")), "field_range /password");
    EXPECT_EQ(code_at(set_password(where, "password123")), "field_choice /password");
    EXPECT_EQ(code_at(set_password(where, "")), "field_missing /password");
    EXPECT_EQ(code_at(post(where, Value::map({{"password", 7}}))), "field_type /password");
    EXPECT_EQ(set_password(where).status, 200);
}

TEST_F(AccountsTest, whoever_guesses_links_must_wait) {
    int tried = 0;
    while (get("/api/v1/invite/" + make_token()).status == 404) ++tried;
    EXPECT_EQ(tried, 40);
    const std::string where = behind(keep("", ling()));
    EXPECT_EQ(get(where).status, 429);
    EXPECT_EQ(set_password(where).header("Retry-After"), "60");
    m_now_ms += 61'000;
    EXPECT_EQ(get(where).status, 200);
}

TEST_F(AccountsTest, each_mistake_of_a_new_account_is_named) {
    struct Wrong {
        std::string field;
        Value value;
        std::string said;
    };
    for (const Wrong& one :
         std::vector<Wrong>{{"name", "", "field_missing /name"},
                            {"name", "l", "field_format /name"},
                            {"name", "林", "field_format /name"},
                            {"name", std::string(65, 'x'), "field_too_long /name"},
                            {"shown_name", " ", "field_missing /shown_name"},
                            {"shown_name", 7, "field_type /shown_name"},
                            {"role", Value(), "field_missing /role"},
                            {"role", "resident", "field_choice /role"},
                            {"areas", Value::list(), "field_missing /areas"},
                            {"areas", "city", "field_type /areas"},
                            {"areas", Value::list({"3301"}), "community_code /areas/0"},
                            {"areas", Value::list({"330106", "city"}), "community_code /areas/1"},
                            {"areas", Value::list({"330106", "330106"}), "field_repeated /areas/1"},
                            {"days", 31, "field_range /days"}}) {
        Value body = ling();
        body.set(one.field, one.value);
        EXPECT_EQ(code_at(keep("", body)), one.said) << one.field;
    }
    EXPECT_FALSE(*storage().account("ling"));
    ASSERT_EQ(keep("", ling()).status, 201);
    EXPECT_EQ(code_at(keep("", ling())), "id_conflict /name");
    EXPECT_EQ(code_at(move("ling", "promote")), "field_choice /move");
    EXPECT_EQ(code_at(move("nobody", "lock")), "not_found ");
}

TEST_F(AccountsTest, what_an_account_may_do_changes_at_once) {
    ASSERT_EQ(set_password(behind(keep("", ling()))).status, 200);
    const Pair cookie = cookie_of(log_in_as("ling", kGood));
    EXPECT_EQ(get("/api/v1/waves", {cookie}).status, 200);
    EXPECT_EQ(get("/api/v1/imports", {cookie}).status, 403);
    Value change = ling();
    change.set("move", "change");
    change.set("role", "planner");
    change.set("areas", Value::list({"city"}));
    ASSERT_EQ(keep("/ling/events", change).status, 200);
    EXPECT_EQ(get("/api/v1/imports", {cookie}).status, 200);
    ASSERT_EQ(move("ling", "lock").status, 200);
    EXPECT_EQ(get("/api/v1/imports", {cookie}).status, 401);
    EXPECT_EQ(code_at(log_in_as("ling", kGood)), "access_denied /name");
    EXPECT_EQ(log_in_as("ling", "wrong password").status, 401);
    ASSERT_EQ(move("ling", "unlock").status, 200);
    const Pair again = cookie_of(log_in_as("ling", kGood));
    EXPECT_EQ(tree_of(move("ling", "end_sessions"))["account"]["logins"], Value(0));
    EXPECT_EQ(get("/api/v1/me", {again}).status, 401);
    const Value card = tree_of(get("/api/v1/accounts/ling", {as(Role::Administrator)}))["account"];
    EXPECT_EQ(card.items("history").size(), 7u);
    EXPECT_EQ(card.items("history")[0].text("what"), "end_sessions");
    EXPECT_EQ(card.items("history")[0].text("by"), "administrator");
}

TEST_F(AccountsTest, nobody_shuts_themselves_out) {
    EXPECT_EQ(move("administrator", "lock").status, 409);
    Value change = ling();
    change.set("move", "change");
    EXPECT_EQ(keep("/administrator/events", change).status, 409);
    EXPECT_EQ((*storage().account("administrator"))->role, Role::Administrator);
}

TEST_F(AccountsTest, one_s_own_password_takes_the_old_one_and_ends_other_sessions) {
    ASSERT_EQ(set_password(behind(keep("", ling()))).status, 200);
    const Pair own = cookie_of(log_in_as("ling", kGood));
    const Pair other = cookie_of(log_in_as("ling", kGood));
    const auto change = [&](std::string_view old, std::string_view password) {
        return post("/api/v1/me/password", Value::map({{"old", old}, {"password", password}}),
                    {own});
    };
    EXPECT_EQ(code_at(change("wrong", "another long one")), "field_choice /old");
    EXPECT_EQ(code_at(change(kGood, "short")), "field_range /password");
    EXPECT_EQ(get("/api/v1/me", {other}).status, 200);
    EXPECT_EQ(change(kGood, "another long one").status, 204);
    EXPECT_EQ(get("/api/v1/me", {own}).status, 200);
    EXPECT_EQ(get("/api/v1/me", {other}).status, 401);
    EXPECT_EQ(log_in_as("ling", kGood).status, 401);
    // Whoever has the cookie cannot guess the password by it.
    for (int i = 0; i < 8; ++i) std::ignore = change("wrong", "another long one");
    EXPECT_EQ(change("another long one", kGood).status, 429);
}

TEST_F(AccountsTest, a_session_never_keeps_the_token_it_came_with) {
    ASSERT_EQ(set_password(behind(keep("", ling()))).status, 200);
    const Pair planted{"Cookie", std::string(kSessionCookie) + "=" + make_token()};
    const Response in =
        post("/api/v1/login", Value::map({{"name", "ling"}, {"password", kGood}}), {planted});
    ASSERT_EQ(in.status, 200);
    EXPECT_NE(cookie_of(in), planted);
    EXPECT_EQ(get("/api/v1/me", {planted}).status, 401);
    // Logging in again ends the session before.
    const Pair first = cookie_of(in);
    ASSERT_EQ(
        post("/api/v1/login", Value::map({{"name", "ling"}, {"password", kGood}}), {first}).status,
        200);
    EXPECT_EQ(get("/api/v1/me", {first}).status, 401);
}

TEST_F(AccountsTest, both_ends_read_the_same_messages) {
    ASSERT_EQ(keep("", ling()).status, 201);
    const auto list =
        api::account_list_of(tree_of(get("/api/v1/accounts", {as(Role::Administrator)})));
    ASSERT_TRUE(list);
    ASSERT_EQ(list->rows.size(), 2u);
    EXPECT_EQ(list->rows[1].facts.scope.areas[0], kCommunityCode);
    const auto card = api::account_card_of(
        tree_of(get("/api/v1/accounts/ling", {as(Role::Administrator)}))["account"]);
    ASSERT_TRUE(card);
    EXPECT_EQ(card->row.facts.shown_name, "林凌");
    EXPECT_EQ(card->invited_until_ms, kNowMs + 7 * kDayMs);
}

}  // namespace

}  // namespace kongdi::server::tests
