// SPDX-License-Identifier: Apache-2.0
// A provider that lies, somebody between the two, and pages of others: each is turned away, and
// the log says why.
#include "server/handlers/oidc.hpp"

#include "tests/server/oidc/oidc_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class OidcLies : public OidcFixture {
protected:
    void expect_turned_away(const Response& response, const std::string& fault) {
        EXPECT_EQ(response.status, 403) << response.body;
        EXPECT_EQ(fault_of(response), fault);
        EXPECT_FALSE(response.errors.empty() || response.errors.front().detail.empty());
        EXPECT_TRUE(cookie_of(response, kSessionCookie).empty());
        EXPECT_TRUE(response.header("Content-Type").starts_with("text/html"));
    }
    void expect_unreachable(const Response& response) {
        EXPECT_EQ(response.status, 503) << response.body;
        EXPECT_TRUE(says(response, "cannot be reached"));
        EXPECT_TRUE(cookie_of(response, kSessionCookie).empty());
    }
    using Lie = std::function<std::string(const Value&)>;
};

TEST_F(OidcLies, each_claim_that_is_wrong_is_named) {
    const std::int64_t now_s = kNowMs / 1000;
    const Value two = Value::list({"kongdi", "another"});
    struct Case {
        const char* claim;
        Value value;
        const char* fault = nullptr;  // null: at the claim
    };
    const Case cases[] = {{"iss", "https://evil.example"},
                          {"iss", m_provider.issuer() + "/"},
                          {"iss", Value()},
                          {"aud", "another"},
                          {"aud", "kongdi2"},
                          {"aud", Value::list({"another"})},
                          {"aud", Value::list()},
                          {"aud", Value()},
                          {"aud", two, "azp"},
                          {"azp", "another"},
                          {"azp", 7},
                          {"exp", now_s - 60},
                          {"exp", Value()},
                          {"exp", "tomorrow"},
                          {"exp", -1},
                          {"iat", now_s + 61},
                          {"iat", now_s - 700},
                          {"iat", Value()},
                          {"nbf", now_s + 61},
                          {"nonce", "of another log-in"},
                          {"nonce", ""},
                          {"nonce", Value()},
                          {"sub", ""},
                          {"sub", Value()},
                          {"sub", std::string(256, 'u')},
                          {"sub", "中"}};
    for (const Case& one : cases) {
        SCOPED_TRACE(std::string(one.claim) + " = " + write_json(one.value));
        m_throttle.forgive("192.0.2.1", "oidc:192.0.2.1");
        m_provider.change_claims = [&](Value& claims) { claims.set(one.claim, one.value); };
        const std::string fault = one.fault != nullptr ? one.fault : one.claim;
        expect_turned_away(log_in(), "/id_token/" + fault);
    }
    m_provider.change_claims = [&](Value& claims) {
        claims.set("aud", two);
        claims.set("azp", "kongdi");
        claims.set("nbf", now_s);
    };
    m_throttle.forgive("192.0.2.1", "oidc:192.0.2.1");
    EXPECT_EQ(log_in().status, 200) << "for several, asked for by us";
}

TEST_F(OidcLies, each_way_of_signing_that_proves_nothing_is_refused) {
    const SigningKey stranger = SigningKey::rsa("first");
    const SigningKey public_key = SigningKey::secret("first", write_json(first_key().published()));
    m_provider.keys.push_back(curve_key().published());
    struct Case {
        const char* what;
        const char* fault;
        Lie sign;
    };
    const Case cases[] = {
        {"alg none", "/id_token/alg",
         [](const Value& claims) { return unsigned_token(head_with("none", "first"), claims); }},
        {"alg None", "/id_token/alg",
         [](const Value& claims) { return unsigned_token(head_with("None", "first"), claims); }},
        {"no alg", "/id_token/alg",
         [](const Value& claims) {
             return unsigned_token(Value::map({{"kid", "first"}}), claims);
         }},
        {"HS256 with the public key", "/id_token/alg",
         [&](const Value& claims) { return public_key.sign(head_with("HS256", "first"), claims); }},
        {"RS512", "/id_token/alg",
         [](const Value& claims) { return first_key().sign(head_with("RS512", "first"), claims); }},
        {"a key of a stranger under a known name", "/id_token/signature",
         [&](const Value& claims) { return stranger.sign(head_with("RS256", "first"), claims); }},
        {"no signature", "/id_token/signature",
         [](const Value& claims) { return unsigned_token(head_with("RS256", "first"), claims); }},
        {"a name of no key", "/id_token/kid",
         [&](const Value& claims) { return stranger.sign(head_with("RS256", "other"), claims); }},
        {"the name of a key of another kind", "/id_token/kid",
         [](const Value& claims) { return first_key().sign(head_with("RS256", "curve"), claims); }},
        {"claims that were changed", "/id_token/signature",
         [](const Value& claims) {
             const std::string token = first_key().sign(head_with("RS256", "first"), claims);
             Value other = claims;
             other.set("sub", "u-2");
             const auto first = token.find('.');
             return token.substr(0, first + 1) + oidc::base64url(write_json(other)) +
                    token.substr(token.rfind('.'));
         }},
        {"a token of another kind", "/id_token/typ",
         [](const Value& claims) {
             Value head = head_with("RS256", "first");
             head.set("typ", "at+jwt");
             return first_key().sign(head, claims);
         }},
        {"what nobody here knows", "/id_token/crit",
         [](const Value& claims) {
             Value head = head_with("RS256", "first");
             head.set("crit", Value::list({"b64"}));
             return unsigned_token(head, claims);
         }},
        {"no token", "/id_token", [](const Value&) { return std::string(); }},
        {"no three parts", "/id_token", [](const Value&) { return std::string("a.b"); }},
        {"a token of 17 KB", "/id_token", [](const Value& claims) {
             Value large = claims;
             large.set("more", std::string(17 << 10, 'x'));
             return first_key().sign(head_with("RS256", "first"), large);
         }}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.what);
        m_throttle.forgive("192.0.2.1", "oidc:192.0.2.1");
        m_provider.sign = one.sign;
        expect_turned_away(log_in(), one.fault);
    }
}

TEST_F(OidcLies, the_ways_that_prove_something_are_taken) {
    m_provider.keys.push_back(curve_key().published());
    m_provider.sign = [](const Value& claims) {
        return curve_key().sign(head_with("ES256", "curve"), claims);
    };
    EXPECT_EQ(log_in().status, 200);
    m_provider.sign = [](const Value& claims) {
        return first_key().sign(head_with("PS256", "first"), claims);
    };
    EXPECT_EQ(log_in().status, 200);
    m_provider.sign = [](const Value& claims) {
        return first_key().sign(Value::map({{"alg", "RS256"}}), claims);
    };
    EXPECT_EQ(log_in().status, 200) << "without a name, by the only key of that kind";
}

TEST_F(OidcLies, a_new_key_of_the_provider_is_fetched_when_it_is_first_used) {
    ASSERT_EQ(log_in().status, 200);
    m_provider.keys = {second_key().published()};
    m_provider.sign = [](const Value& claims) {
        return second_key().sign(head_with("RS256", "second"), claims);
    };
    EXPECT_EQ(log_in().status, 200);
    EXPECT_EQ(m_provider.asked("/keys"), 2);
    EXPECT_EQ(log_in().status, 200);
    EXPECT_EQ(m_provider.asked("/keys"), 2) << "known by now";
    m_provider.sign = [](const Value& claims) {
        return first_key().sign(head_with("RS256", "first"), claims);
    };
    expect_turned_away(log_in(), "/id_token/kid");
}

TEST_F(OidcLies, unknown_keys_do_not_make_us_ask_on_and_on) {
    m_patience.between_keys = std::chrono::minutes(1);
    use(settings());
    m_provider.sign = [](const Value& claims) {
        return second_key().sign(head_with("RS256", "second"), claims);
    };
    for (int i = 0; i < 4; ++i) expect_turned_away(log_in(), "/id_token/kid");
    EXPECT_EQ(m_provider.asked("/keys"), 1);
    EXPECT_EQ(m_provider.asked("/.well-known/openid-configuration"), 1);
}

TEST_F(OidcLies, an_answer_counts_only_in_the_browser_that_began_it) {
    const Begun mine = begin();
    const Begun theirs = begin();
    const auto answer = m_provider.agree(theirs.address, "u-1");
    expect_turned_away(come_back(mine, answer), "/state");
    expect_turned_away(get("/oidc/callback", {}, answer), "/state");
    Begun changed = theirs;
    changed.cookie.back() = changed.cookie.back() == '0' ? '1' : '0';
    expect_turned_away(come_back(changed, answer), "/state");
    expect_turned_away(come_back(theirs, {{"code", value_of(answer, "code")}}), "/state");
    EXPECT_EQ(m_provider.asked("/token"), 0) << "nobody is asked for a stranger's sake";
    EXPECT_EQ(come_back(theirs, answer).status, 200);
}

TEST_F(OidcLies, a_code_of_another_log_in_is_worth_nothing_in_this_one) {
    const Begun mine = begin();
    const Begun theirs = begin();
    auto answer = m_provider.agree(mine.address, "u-1");
    for (Pair& pair : answer)
        if (pair.first == "code") pair.second = value_of(m_provider.agree(theirs.address), "code");
    expect_turned_away(come_back(mine, answer), "/code");
}

TEST_F(OidcLies, a_log_in_that_takes_longer_than_ten_minutes_begins_anew) {
    const Begun begun = begin();
    const auto answer = m_provider.agree(begun.address);
    m_now_ms += 10 * 60'000;
    expect_turned_away(come_back(begun, answer), "/state");
}

TEST_F(OidcLies, a_log_in_is_let_in_once) {
    const Begun begun = begin();
    const auto answer = m_provider.agree(begun.address);
    ASSERT_EQ(come_back(begun, answer).status, 200);
    expect_turned_away(come_back(begun, answer), "/code");
    m_provider.takes_codes_twice = true;
    const Begun again = begin();
    const auto lax = m_provider.agree(again.address);
    ASSERT_EQ(come_back(again, lax).status, 200);
    expect_turned_away(come_back(again, lax), "/state");
}

TEST_F(OidcLies, what_the_person_or_the_provider_called_off_is_said_in_words) {
    const Begun begun = begin();
    const auto state = value_of(m_provider.agree(begun.address), "state");
    const Response cancelled = come_back(begun, {{"error", "access_denied"}, {"state", state}});
    expect_turned_away(cancelled, "/error");
    EXPECT_TRUE(says(cancelled, "cancelled"));
    const Response other =
        come_back(begun, {{"error", "<script>alert(1)</script>"}, {"state", state}});
    expect_turned_away(other, "/error");
    EXPECT_FALSE(says(other, "<script>"));
    EXPECT_FALSE(says(other, state)) << "no link takes the answer along";
}

TEST_F(OidcLies, an_answer_of_another_issuer_is_not_traded) {
    const Begun begun = begin();
    auto answer = m_provider.agree(begun.address);
    answer.emplace_back("iss", "https://evil.example");
    expect_turned_away(come_back(begun, answer), "/iss");
    EXPECT_EQ(m_provider.asked("/token"), 0);
    answer.back().second = m_provider.issuer();
    EXPECT_EQ(come_back(begun, answer).status, 200);
    m_provider.change_document = [](Value& document) {
        document.set("authorization_response_iss_parameter_supported", true);
    };
    use(settings());
    expect_turned_away(log_in(), "/iss");
}

TEST_F(OidcLies, documents_that_lead_elsewhere_are_not_followed) {
    LyingProvider evil(kNowMs);
    const Value lies = Value::map({{"issuer", evil.issuer()},
                                   {"authorization_endpoint", "http://evil.example/authorize"},
                                   {"token_endpoint", "ftp://127.0.0.1/token"},
                                   {"jwks_uri", "file:///etc/passwd"},
                                   {"code_challenge_methods_supported", Value::list({"plain"})}});
    for (const Value::Member& lie : *lies.if_map()) {
        SCOPED_TRACE(lie.first);
        m_provider.change_document = [&](Value& document) { document.set(lie.first, lie.second); };
        use(settings());
        const Response response = get("/oidc/start", {}, {{"lang", "en"}});
        expect_unreachable(response);
        EXPECT_EQ(fault_of(response), "/" + lie.first);
    }
    for (const char* path : {"/.well-known/openid-configuration", "/keys", "/token"}) {
        SCOPED_TRACE(path);
        m_provider.change_document = {};
        m_provider.lie({path,
                        "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n"
                        "Location: " +
                            evil.issuer() + path + "\r\n\r\n"});
        use(settings());
        expect_unreachable(log_in());
        EXPECT_EQ(evil.asked(path), 0);
    }
}

TEST_F(OidcLies, endless_and_slow_answers_take_neither_memory_nor_time) {
    m_patience.longest_fetch = std::chrono::milliseconds(300);
    const std::string huge(oidc::kMostTokenBytes * 40, ' ');
    for (const char* path : {"/.well-known/openid-configuration", "/keys", "/token"}) {
        SCOPED_TRACE(path);
        m_provider.lie({path, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":\"" + huge});
        use(settings());
        expect_unreachable(log_in());
        m_provider.lie({path, {}, 900});
        use(settings());
        const auto begun = std::chrono::steady_clock::now();
        expect_unreachable(log_in());
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
    }
}

TEST_F(OidcLies, whoever_tries_on_and_on_must_wait) {
    m_provider.change_claims = [](Value& claims) { claims.set("nonce", "guessed"); };
    Response last;
    int tried = 0;
    do {
        last = log_in();
    } while (last.status == 403 && ++tried < 30);
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(tried, 8);
    EXPECT_FALSE(last.header("Retry-After").empty());
    m_provider.change_claims = {};
    m_now_ms += 2 * 60'000;
    m_provider.change_claims = [](Value& claims) {
        claims.set("iat", kNowMs / 1000 + 120);
        claims.set("exp", kNowMs / 1000 + 420);
    };
    EXPECT_EQ(log_in().status, 200);
}

}  // namespace

}  // namespace kongdi::server::tests
