// SPDX-License-Identifier: Apache-2.0
// Logging in by a provider's word: how it ends, for whom, and where.
#include "server/handlers/oidc.hpp"

#include <thread>

#include "server/http/http_server.hpp"
#include "tests/server/oidc/oidc_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class OidcTest : public OidcFixture {
protected:
    Response move(const Pair& who, const std::string& name, const std::string& body) {
        Request asked = json_request("/api/v1/accounts/" + name + "/events", body);
        asked.headers.push_back(who);
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(asked));
    }
};

TEST_F(OidcTest, a_linked_worker_ends_in_a_session_that_may_do_what_workers_may) {
    const Response done = log_in();
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.header("Refresh"), "0; url=/worker");
    const Pair session = session_of(done);
    EXPECT_EQ(get("/api/v1/facilities", {session}).status, 200);
    EXPECT_EQ(get("/api/v1/accounts", {session}).status, 403);
    EXPECT_EQ(tree_of(get("/api/v1/me", {session})).text("name"), "ling");
}

TEST_F(OidcTest, the_session_is_the_one_a_password_gives) {
    const Response done = log_in();
    for (const Pair& header : done.headers) {
        if (!header.second.starts_with(kSessionCookie)) continue;
        EXPECT_NE(header.second.find("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"),
                  std::string::npos)
            << header.second;
    }
    const Pair session = session_of(done);
    Request out = json_request("/api/v1/logout", "{}");
    out.headers.push_back(session);
    EXPECT_EQ(send(out).status, 403) << "a log-out without the header of our page";
    out.headers.emplace_back(api::kPageHeader, "1");
    EXPECT_EQ(send(out).status, 204);
    EXPECT_EQ(get("/api/v1/me", {session}).status, 401);
}

TEST_F(OidcTest, people_are_sent_there_with_all_that_the_standard_asks_for) {
    const Begun begun = begin();
    ASSERT_EQ(begun.response.status, 303);
    ASSERT_TRUE(begun.address.starts_with(m_provider.issuer() + "/authorize?")) << begun.address;
    const auto query = pairs_of(begun.address.substr(begun.address.find('?') + 1));
    EXPECT_EQ(value_of(query, "response_type"), "code");
    EXPECT_EQ(value_of(query, "client_id"), "kongdi");
    EXPECT_EQ(value_of(query, "redirect_uri"), "http://127.0.0.1:1/oidc/callback");
    EXPECT_EQ(value_of(query, "scope"), "openid profile");
    EXPECT_EQ(value_of(query, "code_challenge_method"), "S256");
    EXPECT_EQ(value_of(query, "ui_locales"), "en");
    for (const char* name : {"state", "nonce", "code_challenge"})
        EXPECT_EQ(value_of(query, name).size(), 43u) << name;
    EXPECT_EQ(begun.address.find("secret"), std::string::npos);
    EXPECT_NE(begin().address, begun.address) << "never the same state twice";
}

TEST_F(OidcTest, what_the_cookie_holds_is_sealed_and_never_leaves_the_way_of_the_log_in) {
    const Response response = get("/oidc/start");
    const std::string set(response.header("Set-Cookie"));
    EXPECT_NE(set.find("; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age=600"), std::string::npos);
    const auto query = pairs_of(std::string(response.header("Location")));
    for (const char* name : {"state", "nonce"})
        EXPECT_EQ(set.find(value_of(query, name)), std::string::npos) << name;
    Request secure = request(Method::Get, "/oidc/start");
    secure.headers.emplace_back("X-Forwarded-Proto", "https");
    EXPECT_TRUE(send(secure).header("Set-Cookie").ends_with("; Secure"));
}

TEST_F(OidcTest, one_comes_back_to_where_one_wanted_to_go_and_only_to_ourselves) {
    EXPECT_EQ(log_in("u-1", "/facilities").header("Refresh"), "0; url=/facilities");
    for (const char* evil :
         {"https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)",
          "/\tevil", "/oidc/start", "/a\r\nSet-Cookie: x"})
        EXPECT_EQ(log_in("u-1", evil).header("Refresh"), "0; url=/worker") << evil;
}

TEST_F(OidcTest, another_server_with_the_same_store_and_key_goes_on_with_a_log_in) {
    const Begun begun = begin();
    const auto query = m_provider.agree(begun.address);
    oidc::Provider other_provider(settings(), m_patience);
    LoginThrottle throttle;
    Services services{*m_storage, catalogue(), throttle, m_meeting_views, &m_key};
    services.oidc = &other_provider;
    const Dispatcher other(services, m_files, [](std::string_view) {});
    Request asked = request(Method::Get, "/oidc/callback");
    asked.headers = {{"Cookie", std::string(kOidcCookie) + "=" + begun.cookie}};
    asked.query = query;
    const Response done = other.answer(asked);
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(get("/api/v1/me", {session_of(done)}).status, 200);
    m_provider.takes_codes_twice = true;
}

TEST_F(OidcTest, who_is_linked_to_no_account_is_told_what_an_administrator_needs) {
    const Response turned_away = log_in("u-<2>");
    EXPECT_EQ(turned_away.status, 403);
    EXPECT_EQ(fault_of(turned_away), "/subject");
    EXPECT_TRUE(says(turned_away, "u-&lt;2&gt;")) << turned_away.body;
    EXPECT_TRUE(cookie_of(turned_away, kSessionCookie).empty());
}

TEST_F(OidcTest, an_administrator_links_and_unlinks_and_nobody_else_does) {
    std::ignore = as("bo", Role::Worker, whole_city());
    const std::string link = R"({"move":"link","subject":"u-9"})";
    EXPECT_EQ(move(as(Role::Planner), "bo", link).status, 403);
    EXPECT_EQ(log_in("u-9").status, 403);
    const Pair ada = as(Role::Administrator);
    const Response linked = move(ada, "bo", link);
    ASSERT_EQ(linked.status, 200) << linked.body;
    EXPECT_TRUE(tree_of(linked)["account"]["linked"].bool_or(false));
    const Response done = log_in("u-9");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(move(ada, "ling", link).status, 409) << "one person, one account";
    ASSERT_EQ(move(ada, "bo", R"({"move":"unlink"})").status, 200);
    EXPECT_EQ(get("/api/v1/me", {session_of(done)}).status, 401) << "its sessions end";
    EXPECT_EQ(fault_of(log_in("u-9")), "/subject");
}

TEST_F(OidcTest, a_link_names_its_mistakes) {
    const Pair ada = as(Role::Administrator);
    const auto fault = [&](const std::string& body) {
        const Value tree = tree_of(move(ada, "ling", body));
        return tree.text("code") + " " + tree.text("path");
    };
    EXPECT_EQ(fault(R"({"move":"link"})"), "field_missing /subject");
    EXPECT_EQ(fault(R"({"move":"link","subject":7})"), "field_type /subject");
    EXPECT_EQ(fault(R"({"move":"link","subject":"中"})"), "field_format /subject");
    EXPECT_EQ(fault(R"({"move":"link","subject":")" + std::string(256, 'a') + "\"}"),
              "field_too_long /subject");
    m_services.oidc = nullptr;
    EXPECT_EQ(fault(R"({"move":"link","subject":"u"})"), "move_illegal /oidc");
}

TEST_F(OidcTest, a_locked_account_stays_locked) {
    ASSERT_TRUE(storage().lock_account("ling", true, {Role::Administrator, "ada"}, m_now_ms));
    const Response response = log_in();
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(fault_of(response), "/name");
    EXPECT_TRUE(says(response, "locked"));
}

TEST_F(OidcTest, who_owes_a_second_factor_here_owes_it_after_the_provider_too) {
    ASSERT_TRUE(storage().set_second_for({Role::Worker}, {Role::Administrator, "ada"}, m_now_ms));
    const Response done = log_in("u-1", "/facilities");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.header("Refresh"), "0; url=/login/setup");
    EXPECT_EQ(get("/api/v1/facilities", {session_of(done)}).status, 401);
}

TEST_F(OidcTest, by_name_a_worker_comes_in_at_once_and_an_administrator_never_does) {
    oidc::Settings named = settings();
    named.admission = oidc::Admission::Named;
    named.account_claim = "preferred_username";
    use(named);
    ASSERT_TRUE(storage().unlink_account("ling", {Role::Administrator, "ada"}, m_now_ms));
    ASSERT_EQ(log_in("u-7").status, 200) << "the claim says ling";
    EXPECT_EQ(fault_of(log_in("u-8")), "/subject") << "ling is u-7 from now on";
    std::ignore = as("ada", Role::Administrator, {});
    m_provider.change_claims = [](Value& claims) { claims.set("preferred_username", "ada"); };
    EXPECT_EQ(fault_of(log_in("u-9")), "/subject");
    m_provider.change_claims = [](Value& claims) { claims.set("preferred_username", "nobody"); };
    EXPECT_EQ(fault_of(log_in("u-9")), "/subject");
}

TEST_F(OidcTest, a_provider_may_give_the_name_of_an_account_by_its_userinfo_alone) {
    oidc::Settings named = settings();
    named.admission = oidc::Admission::Named;
    named.account_claim = "preferred_username";
    use(named);
    ASSERT_TRUE(storage().unlink_account("ling", {Role::Administrator, "ada"}, m_now_ms));
    m_provider.change_claims = [](Value& claims) { claims.erase("preferred_username"); };
    m_provider.userinfo = Value::map({{"sub", "u-7"}});
    EXPECT_EQ(fault_of(log_in("u-7")), "/subject") << "it names nobody";
    m_provider.userinfo.set("preferred_username", "ling");
    EXPECT_EQ(fault_of(log_in("u-8")), "/userinfo/sub") << "it is of somebody else";
    EXPECT_EQ(log_in("u-7").status, 200);
    use(settings());
    const int asked = m_provider.asked("/userinfo");
    EXPECT_EQ(log_in("u-7").status, 200);
    EXPECT_EQ(m_provider.asked("/userinfo"), asked) << "of nobody whose name is not wanted";
}

TEST_F(OidcTest, the_page_can_ask_whether_there_is_one_and_what_it_is_called) {
    EXPECT_EQ(tree_of(get("/api/v1/oidc"))["name"].text("en"), "the city's log-in");
    m_services.oidc = nullptr;
    EXPECT_TRUE(tree_of(get("/api/v1/oidc"))["name"].is_null());
    EXPECT_EQ(get("/oidc/start").status, 404);
    EXPECT_EQ(get("/oidc/callback").status, 404);
    EXPECT_TRUE(get("/oidc/start").header("Content-Type").starts_with("text/html"));
}

TEST_F(OidcTest, nothing_of_a_log_in_stands_in_the_log) {
    const Begun begun = begin();
    const auto query = m_provider.agree(begun.address);
    ASSERT_EQ(come_back(begun, query).status, 200);
    m_provider.change_claims = [](Value& claims) { claims.set("aud", "another"); };
    EXPECT_EQ(log_in().status, 403);
    const auto sent = pairs_of(begun.address.substr(begun.address.find('?') + 1));
    ASSERT_GE(m_log.size(), 4u);
    for (const std::string& line : m_log)
        for (const std::string& secret :
             {value_of(query, "code"), value_of(query, "state"), value_of(sent, "nonce"),
              begun.cookie, m_provider.last_token().substr(0, 40), std::string("u-1")})
            EXPECT_EQ(line.find(secret), std::string::npos) << line;
}

TEST_F(OidcTest, the_whole_way_over_real_connections) {
    HttpServer server({.port = 0, .threads = 4}, m_dispatcher);
    const int port = server.bind();
    ASSERT_GT(port, 0);
    oidc::Settings real = settings();
    real.address = "http://127.0.0.1:" + std::to_string(port);
    use(real);
    // The clock of the socket is the real one.
    const std::int64_t now_s = std::chrono::duration_cast<std::chrono::seconds>(
                                   std::chrono::system_clock::now().time_since_epoch())
                                   .count();
    m_provider.change_claims = [now_s](Value& claims) {
        claims.set("iat", now_s);
        claims.set("exp", now_s + 300);
    };
    std::thread thread([&] { server.run(); });
    const auto ask = [port](const std::string& path, const std::string& cookie) {
        const Socket connection(port);
        connection.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" +
                        (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n");
        return connection.read_all();
    };
    const auto between = [](const std::string& text, const std::string& from,
                            const std::string& to) {
        const auto begin = text.find(from);
        if (begin == std::string::npos) return std::string();
        const auto start = begin + from.size();
        return text.substr(start, text.find(to, start) - start);
    };
    const std::string sent = ask("/oidc/start?to=/facilities", "");
    const auto back = m_provider.agree(between(sent, "Location: ", "\r\n"));
    const std::string done =
        ask("/oidc/callback?code=" + value_of(back, "code") + "&state=" + value_of(back, "state"),
            "kongdi_oidc=" + between(sent, "kongdi_oidc=", ";"));
    EXPECT_TRUE(done.starts_with("HTTP/1.1 200")) << done;
    EXPECT_NE(done.find("Refresh: 0; url=/facilities"), std::string::npos);
    const std::string session = "kongdi_session=" + between(done, "kongdi_session=", ";");
    EXPECT_TRUE(ask("/api/v1/facilities", session).starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(ask("/api/v1/accounts", session).starts_with("HTTP/1.1 403"));
    server.stop();
    thread.join();
}

}  // namespace

}  // namespace kongdi::server::tests
