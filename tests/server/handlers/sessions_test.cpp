// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/sessions.hpp"

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class SessionsTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        static const std::string s_hash = hash_password("right");
        ASSERT_TRUE(storage().put_account({.name = "ling",
                                           .role = Role::Planner,
                                           .password_hash = s_hash,
                                           .scope = whole_city()}));
    }
    Response log_in_as(std::string_view name, std::string_view password,
                       std::string address = "192.0.2.1") {
        Request out = json_request(
            "/api/v1/login", write_json(Value::map({{"name", name}, {"password", password}})));
        out.address = std::move(address);
        return send(out);
    }
    static Pair cookie_of(const Response& response) {
        const std::string_view set = response.header("Set-Cookie");
        return {"Cookie", std::string(set.substr(0, set.find(';')))};
    }
};

TEST_F(SessionsTest, a_password_is_kept_as_an_argon2id_hash) {
    const std::string hash = hash_password("kongdi");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_TRUE(is_password("kongdi", hash));
    EXPECT_FALSE(is_password("Kongdi", hash));
    EXPECT_FALSE(is_password("kongdi", ""));
    EXPECT_NE(hash_password("kongdi"), hash);
}

TEST_F(SessionsTest, who_logs_in_gets_a_cookie_no_script_can_read) {
    const Response in = log_in_as("ling", "right");
    EXPECT_EQ(in.status, 200) << in.body;
    const std::string_view cookie = in.header("Set-Cookie");
    EXPECT_NE(cookie.find("; HttpOnly"), std::string_view::npos);
    EXPECT_NE(cookie.find("; SameSite=Strict"), std::string_view::npos);
    const Value me = tree_of(get("/api/v1/me", {cookie_of(in)}));
    EXPECT_EQ(me.text("name"), "ling");
    EXPECT_EQ(me.text("role"), "planner");
    EXPECT_EQ(get("/api/v1/me").status, 401);
}

TEST_F(SessionsTest, after_logging_out_the_cookie_is_worth_nothing) {
    const Pair cookie = cookie_of(log_in_as("ling", "right"));
    Request out = json_request("/api/v1/logout", "");
    out.headers.push_back(cookie);
    out.headers.emplace_back(api::kPageHeader, "1");
    EXPECT_EQ(send(out).status, 204);
    EXPECT_EQ(get("/api/v1/me", {cookie}).status, 401);
}

TEST_F(SessionsTest, a_session_ends_by_itself) {
    const Pair cookie = cookie_of(log_in_as("ling", "right"));
    m_now_ms += 13LL * 60 * 60 * 1000;
    EXPECT_EQ(get("/api/v1/me", {cookie}).status, 401);
}

TEST_F(SessionsTest, an_unknown_name_is_answered_like_a_wrong_password) {
    const Response wrong = log_in_as("ling", "wrong");
    const Response unknown = log_in_as("nobody", "wrong");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(SessionsTest, whoever_guesses_must_wait) {
    for (int i = 0; i < 8; ++i) EXPECT_EQ(log_in_as("ling", "wrong").status, 401);
    const Response refused = log_in_as("ling", "right");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "60");
    EXPECT_EQ(log_in_as("ling", "right", "192.0.2.2").status, 429);
    m_now_ms += 61'000;
    EXPECT_EQ(log_in_as("ling", "right").status, 200);
}

TEST(LoginThrottle, an_address_may_try_many_names_but_not_all) {
    LoginThrottle throttle;
    for (int i = 0; i < 40; ++i) {
        EXPECT_FALSE(throttle.wait_s("192.0.2.9", "name" + std::to_string(i), 0));
        throttle.add_try("192.0.2.9", "name" + std::to_string(i), 0);
    }
    EXPECT_TRUE(throttle.wait_s("192.0.2.9", "other", 0));
    EXPECT_FALSE(throttle.wait_s("192.0.2.10", "other", 0));
}

struct BadLogin {
    std::string name;
    std::string body;
    std::string code;
};

TEST_F(SessionsTest, a_bad_log_in_is_told_what_is_missing) {
    const std::vector<BadLogin> bad{
        {.name = "no JSON", .body = "x", .code = "body_not_json"},
        {.name = "a list", .body = "[]", .code = "body_not_object"},
        {.name = "no password", .body = R"({"name":"ling"})", .code = "field_missing"},
        {.name = "a number", .body = R"({"name":7,"password":"x"})", .code = "field_type"},
        {.name = "a long name",
         .body = R"({"name":")" + std::string(300, 'x') + R"(","password":"x"})",
         .code = "field_too_long"},
        {.name = "too large", .body = std::string(5000, ' '), .code = "body_too_large"},
    };
    for (const BadLogin& one : bad) {
        const Response response = send(json_request("/api/v1/login", one.body));
        EXPECT_EQ(tree_of(response).text("code"), one.code) << one.name;
    }
}

}  // namespace

}  // namespace kongdi::server::tests
