// SPDX-License-Identifier: Apache-2.0
// The second step of a log-in, from setting it up to a lost phone.
#include "server/handlers/second_factor.hpp"

#include "core/api/account_messages.hpp"
#include "server/auth/totp.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kPassword = "a long password";

class SecondFactorTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        static const std::string s_hash = hash_password(kPassword);
        ASSERT_TRUE(storage().put_account({.name = "ling",
                                           .role = Role::Planner,
                                           .password_hash = s_hash,
                                           .scope = whole_city()}));
    }
    Response post(const std::string& path, const Value& body, const Pair& cookie = {}) {
        Request asked = json_request(path, write_json(body));
        if (!cookie.first.empty()) asked.headers.push_back(cookie);
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(asked));
    }
    static Pair cookie_of(const Response& response) {
        const std::string_view set = response.header("Set-Cookie");
        return {"Cookie", std::string(set.substr(0, set.find(';')))};
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    Response log_in() {
        return post("/api/v1/login", Value::map({{"name", "ling"}, {"password", kPassword}}));
    }
    Response give(const Pair& half, std::string_view code) {
        return post("/api/v1/login/code", Value::map({{"code", code}}), half);
    }
    /// What the app shows, so many steps from now.
    std::string app(std::int64_t off = 0) const {
        return hotp_code(m_secret, static_cast<std::uint64_t>(m_now_ms / kTotpMs + off));
    }
    /// The secret as an app reads it from the code on the page.
    void read_secret(const Response& begun) {
        const auto setup = api::second_setup_of(tree_of(begun));
        ASSERT_TRUE(setup) << begun.body;
        EXPECT_EQ(setup->rows.size(), setup->rows[0].size());
        m_secret.clear();
        std::uint32_t bits = 0;
        int count = 0;
        for (const char c : setup->secret) {
            if (c == ' ') continue;
            bits = bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
            if ((count += 5) < 8) continue;
            m_secret += static_cast<char>(bits >> (count -= 8) & 0xff);
        }
        EXPECT_NE(setup->url.find("secret=" + base32(m_secret)), std::string::npos);
    }
    /// With a second factor; gives the codes for a lost phone.
    std::vector<std::string> set_up() {
        const Pair cookie = cookie_of(log_in());
        read_secret(post("/api/v1/me/second", Value::map({{"password", kPassword}}), cookie));
        const Response done =
            post("/api/v1/me/second/confirm", Value::map({{"code", app()}}), cookie);
        EXPECT_EQ(done.status, 200) << done.body;
        std::vector<std::string> out;
        const Value tree = tree_of(done);
        for (const Value& one : tree.items("recovery")) out.emplace_back(one.string_or(""));
        m_now_ms += kTotpMs;
        return out;
    }

    std::string m_secret;
};

TEST_F(SecondFactorTest, a_log_in_asks_for_the_code_and_opens_nothing_before) {
    set_up();
    const Response half = log_in();
    EXPECT_EQ(half.status, 202);
    EXPECT_EQ(half.body, R"({"stage":"second"})");
    const Pair cookie = cookie_of(half);
    for (const std::string path : {"/api/v1/me", "/api/v1/spaces", "/api/v1/imports"})
        EXPECT_EQ(get(path, {cookie}).status, 401) << path;
    EXPECT_EQ(post("/api/v1/me/second", Value::map(), cookie).status, 401);
    EXPECT_EQ(code_at(give(cookie, "000000")), "login_wrong /code");
    const Response whole = give(cookie, app());
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(tree_of(whole).text("role"), "planner");
    EXPECT_EQ(get("/api/v1/imports", {cookie_of(whole)}).status, 200);
    EXPECT_EQ(give(cookie, app(1)).status, 401) << "the half one is gone";
}

TEST_F(SecondFactorTest, a_code_counts_once_and_none_before_it_counts_any_more) {
    set_up();
    ASSERT_EQ(give(cookie_of(log_in()), app(1)).status, 200);
    const Pair half = cookie_of(log_in());
    EXPECT_EQ(give(half, app(1)).status, 401);
    EXPECT_EQ(give(half, app(0)).status, 401);
    m_now_ms += 2 * kTotpMs;
    EXPECT_EQ(give(half, " " + app().substr(0, 3) + " " + app().substr(3)).status, 200);
}

TEST_F(SecondFactorTest, whoever_knows_the_password_cannot_try_all_codes) {
    set_up();
    const Pair half = cookie_of(log_in());
    for (int i = 0; i < 8; ++i) EXPECT_EQ(give(half, "12345" + std::to_string(i)).status, 401);
    const Response waits = give(half, app());
    EXPECT_EQ(waits.status, 429);
    EXPECT_EQ(waits.header("Retry-After"), "60");
    // A right password does not clear the count of codes.
    EXPECT_EQ(give(cookie_of(log_in()), app()).status, 429);
    m_now_ms += 61'000;
    EXPECT_EQ(give(half, app()).status, 200);
}

TEST_F(SecondFactorTest, a_lost_phone_has_ten_codes_that_count_once_each) {
    const std::vector<std::string> codes = set_up();
    ASSERT_EQ(codes.size(), 10u);
    std::string typed = codes[3];
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    ASSERT_EQ(give(cookie_of(log_in()), typed).status, 200);
    EXPECT_EQ(give(cookie_of(log_in()), codes[3]).status, 401);
    EXPECT_EQ(give(cookie_of(log_in()), codes[4]).status, 200);
    const auto events = storage().account_events("ling", 2);
    EXPECT_EQ(events->at(0).what, "recovery");
}

TEST_F(SecondFactorTest, an_administrator_takes_it_away_again) {
    set_up();
    const Pair admin = as(Role::Administrator);
    const Response reset =
        post("/api/v1/accounts/ling/events", Value::map({{"move", "reset_second"}}), admin);
    ASSERT_EQ(reset.status, 200) << reset.body;
    EXPECT_EQ(tree_of(reset)["account"]["has_second"], Value(false));
    EXPECT_EQ(log_in().status, 200);
}

TEST_F(SecondFactorTest, setting_it_up_takes_the_password_and_a_code_that_fits) {
    const Pair cookie = cookie_of(log_in());
    EXPECT_EQ(code_at(post("/api/v1/me/second", Value::map({{"password", "wrong"}}), cookie)),
              "field_choice /password");
    EXPECT_EQ(code_at(post("/api/v1/me/second", Value::map(), cookie)), "field_missing /password");
    EXPECT_EQ(code_at(post("/api/v1/me/second/confirm", Value::map({{"code", "1"}}), cookie)),
              "move_illegal /code");
    read_secret(post("/api/v1/me/second", Value::map({{"password", kPassword}}), cookie));
    EXPECT_EQ(code_at(post("/api/v1/me/second/confirm", Value::map({{"code", "123456"}}), cookie)),
              "field_choice /code");
    EXPECT_EQ(log_in().status, 200) << "not confirmed, not in use";
}

TEST_F(SecondFactorTest, a_role_that_must_have_one_sets_it_up_before_all_else) {
    const Pair admin = as(Role::Administrator);
    const Value roles = Value::map({{"roles", Value::list({"planner"})}});
    ASSERT_EQ(post("/api/v1/second_for", roles, admin).status, 200);
    const Response half = log_in();
    EXPECT_EQ(half.status, 202);
    EXPECT_EQ(half.body, R"({"stage":"setup"})");
    const Pair cookie = cookie_of(half);
    EXPECT_EQ(get("/api/v1/me", {cookie}).status, 401);
    EXPECT_EQ(give(cookie, "123456").status, 401);
    read_secret(post("/api/v1/me/second", Value::map(), cookie));
    const Response done = post("/api/v1/me/second/confirm", Value::map({{"code", app()}}), cookie);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(tree_of(done).items("recovery").size(), 10u);
    EXPECT_EQ(get("/api/v1/me", {cookie}).status, 401);
    EXPECT_EQ(tree_of(get("/api/v1/me", {cookie_of(done)}))["has_second"], Value(true));
    EXPECT_EQ(
        code_at(post("/api/v1/second_for", Value::map({{"roles", Value::list({"x"})}}), admin)),
        "field_choice /roles");
}

TEST_F(SecondFactorTest, the_store_alone_does_not_tell_the_secret) {
    set_up();
    const auto kept = storage().second_factor("ling");
    EXPECT_EQ(kept->sealed.find(base32(m_secret)), std::string::npos);
    EXPECT_EQ(m_key.open("ling", kept->sealed), m_secret);
    // A server without the key, or with another, lets nobody past it.
    m_services.key = nullptr;
    EXPECT_EQ(give(cookie_of(log_in()), app()).status, 409);
    const Response no = post("/api/v1/second_for", Value::map({{"roles", Value::list({"worker"})}}),
                             as(Role::Administrator));
    EXPECT_EQ(code_at(no), "move_illegal /key");
    m_folder.write("other/server.key", "");
    std::filesystem::remove(m_folder.path() / "other/server.key");
    const ServerKey other = ServerKey::of_folder(m_folder.path() / "other").value();
    m_services.key = &other;
    EXPECT_EQ(give(cookie_of(log_in()), app()).status, 500);
}

}  // namespace

}  // namespace kongdi::server::tests
