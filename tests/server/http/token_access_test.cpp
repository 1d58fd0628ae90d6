// SPDX-License-Identifier: Apache-2.0
// Programs that read by a token: every route, what a token opens and what it does not.
#include "server/http/token_access.hpp"

#include <sodium.h>

#include <set>

#include "server/auth/token_rules.hpp"
#include "server/storage/api_tokens.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

class TokenAccess : public ServerFixture {
protected:
    Response post(const std::string& path, const Value& body, const Pair& cookie) {
        Request asked = json_request(path, write_json(body));
        asked.headers.push_back(cookie);
        asked.headers.emplace_back(api::kPageHeader, "1");
        return send(std::move(asked));
    }
    Response make(const Pair& cookie, const std::string& name = "QGIS", const Value& days = {}) {
        Value body = Value::map({{"name", name}});
        if (!days.is_null()) body.set("days", days);
        return post("/api/v1/me/tokens", body, cookie);
    }
    /// A token of an account that is made with it.
    std::string token_of(const std::string& name, Role role, Scope scope) {
        const Response made = make(as(name, role, std::move(scope)));
        EXPECT_EQ(made.status, 201) << made.body;
        return tree_of(made).text("secret");
    }
    static Pair bearer(const std::string& token) { return {"Authorization", "Bearer " + token}; }
    static Pair basic(const std::string& password) {
        const std::string text = "anybody:" + password;
        std::string out(sodium_base64_ENCODED_LEN(text.size(), sodium_base64_VARIANT_ORIGINAL),
                        '\0');
        sodium_bin2base64(out.data(), out.size(),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                          sodium_base64_VARIANT_ORIGINAL);
        out.pop_back();
        return {"Authorization", "Basic " + out};
    }
    static std::string code_at(const Response& response) {
        const Value tree = tree_of(response);
        return tree.text("code") + " " + tree.text("path");
    }
    static std::string example_of(std::string_view pattern) {
        std::string out;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            out += pattern[i] == '{' ? "example" : std::string(1, pattern[i]);
            if (pattern[i] == '{') i = pattern.find('}', i);
        }
        return out;
    }
    Request asked(const Route& route, const std::vector<Pair>& headers) {
        Request out = request(route.method, example_of(route.pattern), "{}");
        if (route.body.limit > 0)
            out.headers.emplace_back("Content-Type", std::string(route.body.media_types[0]));
        out.headers.insert(out.headers.end(), headers.begin(), headers.end());
        return out;
    }
};

TEST_F(TokenAccess, every_route_either_takes_a_token_as_its_account_or_as_a_stranger) {
    const std::string token = token_of("p", Role::Planner, whole_city());
    const std::set<std::string_view> never{
        "/api/v1/me",    "/api/v1/me/tokens", "/api/v1/accounts",       "/api/v1/accounts/{name}",
        "/api/v1/reads", "/metrics",          "/api/v1/invite/{token}", "/plain/sheets/{name}"};
    std::size_t taken = 0;
    for (const Route& route : routes()) {
        SCOPED_TRACE(std::string(method_name(route.method)) + " " + std::string(route.pattern));
        const Response with = send(asked(route, {bearer(token)}));
        if (takes_tokens(route)) {
            ++taken;
            EXPECT_EQ(route.method, Method::Get);
            EXPECT_FALSE(never.contains(route.pattern));
            // As its session would be answered.
            EXPECT_EQ(with.status,
                      send(asked(route, {as("p", Role::Planner, whole_city())})).status);
            EXPECT_NE(with.status, 401) << with.body;
            EXPECT_NE(with.status, 403) << with.body;
        } else {
            const Response without = send(asked(route, {}));
            EXPECT_EQ(with.status == 403 || with.status == 401,
                      without.status == 403 || without.status == 401);
            if (without.status == 401) {
                EXPECT_EQ(with.status, 403) << "it is said that tokens only read";
            }
        }
    }
    EXPECT_GT(taken, 30u);
    for (const Route& route : routes())
        EXPECT_FALSE(never.contains(route.pattern) && takes_tokens(route)) << route.pattern;
    EXPECT_EQ(storage().api_tokens("p", m_now_ms)->size(), 1u);
}

TEST_F(TokenAccess, restricted_collections_and_downloads_are_had_in_the_scope_of_the_account) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const std::string inside = token_of("in", Role::Worker, {{std::string(kCommunityCode)}});
    const std::string outside = token_of("out", Role::Worker, {{"330106001052"}});
    EXPECT_EQ(get("/ogc/collections/reports/items").status, 404) << "strangers do not know of it";
    const auto count = [&](const Pair& header) {
        const Response answer = get("/ogc/collections/reports/items", {header}, {{"f", "json"}});
        EXPECT_EQ(answer.status, 200) << answer.body;
        return tree_of(answer)["numberMatched"].int_or(-1);
    };
    EXPECT_EQ(count(bearer(inside)), 1);
    EXPECT_EQ(count(basic(inside)), 1) << "as a password, whoever the user is said to be";
    EXPECT_EQ(count({"authorization", "bearer " + inside}), 1);
    EXPECT_EQ(count(bearer(outside)), 0);
    Response file = get("/export/spaces.csv", {bearer(inside)});
    EXPECT_EQ(file.status, 200);
    EXPECT_NE(whole_body(file).find("2026"), std::string::npos);
    Request head = request(Method::Head, "/api/v1/spaces");
    head.headers.push_back(bearer(inside));
    EXPECT_EQ(send(head).status, 200);
    EXPECT_EQ(get("/api/v1/imports", {bearer(inside)}).status, 403) << "not for workers";
}

TEST_F(TokenAccess, what_is_read_by_a_token_is_written_down_under_its_account) {
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    const std::string token = token_of("ling", Role::Worker, whole_city());
    ASSERT_EQ(get("/api/v1/spaces", {bearer(token)}).status, 200);
    const auto reads =
        tree_of(get("/api/v1/reads", {as(Role::Administrator)}, {{"account", "ling"}}));
    ASSERT_EQ(reads.items("reads").size(), 1u);
    EXPECT_EQ(reads.items("reads")[0].text("what"), "reports");
}

TEST_F(TokenAccess, a_token_is_shown_once_and_stands_in_no_log_and_in_no_store) {
    const Pair ling = as("ling", Role::Planner, whole_city());
    const Response made = make(ling, " QGIS 在家 ", Value(7));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string secret = tree_of(made).text("secret");
    EXPECT_TRUE(is_api_token(secret));
    EXPECT_EQ(tree_of(made)["token"].text("name"), "QGIS 在家");
    EXPECT_EQ(tree_of(made)["token"].text("expires_at"), "2026-12-01T08:00:00.000Z");
    ASSERT_EQ(get("/api/v1/spaces", {bearer(secret)}).status, 200);
    ASSERT_EQ(get("/api/v1/spaces", {bearer(secret + "0")}).status, 401);
    const Response shown = get("/api/v1/me/tokens", {ling});
    EXPECT_EQ(shown.body.find(secret), std::string::npos);
    EXPECT_EQ(tree_of(shown).items("tokens")[0].text("last_used"), "2026-11-24");
    EXPECT_EQ(tree_of(shown)["days"]["default"], Value(90));
    for (const std::string& line : m_log)
        EXPECT_EQ(line.find(secret.substr(0, 20)), std::string::npos) << line;
    std::ifstream file(m_folder.path() / "data" / kSqliteFile, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(bytes.find(secret.substr(kTokenMark.size())), std::string::npos);
}

TEST_F(TokenAccess, what_is_wrong_with_a_new_one_is_said_at_its_field) {
    const Pair ling = as("ling", Role::Planner, whole_city());
    EXPECT_EQ(code_at(make(ling, " ")), "field_missing /name");
    EXPECT_EQ(code_at(make(ling, std::string(61, 'x'))), "field_too_long /name");
    EXPECT_EQ(code_at(make(ling, "a\nb")), "field_format /name");
    EXPECT_EQ(code_at(make(ling, "a", Value(0))), "field_range /days");
    EXPECT_EQ(code_at(make(ling, "a", Value(366))), "field_range /days");
    EXPECT_EQ(code_at(make(ling, "a", Value("7"))), "field_type /days");
    EXPECT_EQ(make(ling, "a", Value(365)).status, 201);
    EXPECT_EQ(code_at(make(ling, "a")), "id_conflict /name");
    for (const Role role : {Role::Administrator, Role::Resident})
        EXPECT_EQ(code_at(make(as(role), "a")), "access_denied ");
}

TEST_F(TokenAccess, a_token_makes_no_tokens) {
    const std::string token = token_of("ling", Role::Planner, whole_city());
    EXPECT_EQ(code_at(post("/api/v1/me/tokens", Value::map({{"name", "b"}}), bearer(token))),
              "access_denied /Authorization");
    EXPECT_EQ(storage().api_tokens("ling", m_now_ms)->size(), 1u);
}

TEST_F(TokenAccess, its_owner_revokes_it_and_an_administrator_does) {
    const Pair ling = as("ling", Role::Planner, whole_city());
    const std::string first = tree_of(make(ling, "a")).text("secret");
    const std::string second = tree_of(make(ling, "b")).text("secret");
    const std::string third = tree_of(make(ling, "c")).text("secret");
    const auto tokens = tree_of(get("/api/v1/me/tokens", {ling})).items("tokens");
    ASSERT_EQ(tokens.size(), 3u);
    const auto path = [](const Value& one) {
        return "/api/v1/me/tokens/" + one.text("id") + "/revoke";
    };
    EXPECT_EQ(post(path(tokens[0]), Value::map(), as("bo", Role::Planner, whole_city())).status,
              404);
    EXPECT_EQ(post(path(tokens[0]), Value::map(), ling).status, 204);
    EXPECT_EQ(get("/api/v1/spaces", {bearer(first)}).status, 401);
    EXPECT_EQ(get("/api/v1/spaces", {bearer(second)}).status, 200);
    const Pair ada = as(Role::Administrator);
    const Value card = tree_of(get("/api/v1/accounts/ling", {ada}))["account"];
    ASSERT_EQ(card.items("tokens").size(), 2u);
    const std::string events = "/api/v1/accounts/ling/events";
    EXPECT_EQ(code_at(post(events, Value::map({{"move", "revoke_token"}, {"token", "x"}}), ada)),
              "not_found /token");
    EXPECT_EQ(
        post(events,
             Value::map({{"move", "revoke_token"}, {"token", card.items("tokens")[0].text("id")}}),
             ada)
            .status,
        200);
    EXPECT_EQ(get("/api/v1/spaces", {bearer(second)}).status, 401);
    EXPECT_EQ(get("/api/v1/spaces", {bearer(third)}).status, 200);
    const Response all = post(events, Value::map({{"move", "revoke_tokens"}}), ada);
    EXPECT_EQ(get("/api/v1/spaces", {bearer(third)}).status, 401);
    EXPECT_EQ(tree_of(all)["account"].items("history")[0].text("what"), "revoke_tokens");
}

TEST_F(TokenAccess, one_that_is_over_or_of_a_locked_account_is_nobody) {
    const std::string token = token_of("ling", Role::Planner, whole_city());
    m_now_ms += 90 * kDayMs - 1;
    EXPECT_EQ(get("/api/v1/spaces", {bearer(token)}).status, 200);
    m_now_ms += 1;
    const Response over = get("/api/v1/spaces", {bearer(token)});
    EXPECT_EQ(code_at(over), "login_wrong /Authorization");
    EXPECT_EQ(over.header("WWW-Authenticate"), "Bearer error=\"invalid_token\"");
    const std::string other = token_of("bo", Role::Planner, whole_city());
    ASSERT_TRUE(storage().lock_account("bo", true, {Role::Administrator, "ada"}, m_now_ms));
    EXPECT_EQ(get("/api/v1/spaces", {bearer(other)}).status, 401);
}

TEST_F(TokenAccess, with_a_session_beside_it_nobody_knows_who_asks) {
    const Pair ling = as("ling", Role::Planner, whole_city());
    const std::string token = tree_of(make(ling)).text("secret");
    EXPECT_EQ(code_at(get("/api/v1/spaces", {ling, bearer(token)})),
              "request_format /Authorization");
    EXPECT_EQ(get("/api/v1/spaces", {ling, basic("a password of the front")}).status, 200);
    EXPECT_EQ(get("/api/v1/spaces", {ling, bearer("a token of the front")}).status, 200);
}

TEST_F(TokenAccess, wrong_ones_have_to_wait_and_neither_right_ones_nor_log_ins_do) {
    const std::string token = token_of("ling", Role::Planner, whole_city());
    const std::string wrong = make_api_token();
    int waits = 0;
    for (int i = 0; i < 12; ++i) {
        const Response answer = get("/api/v1/spaces", {bearer(wrong)});
        EXPECT_TRUE(answer.status == 401 || answer.status == 429);
        if (answer.status == 429) {
            ++waits;
            EXPECT_FALSE(answer.header("Retry-After").empty());
        }
    }
    EXPECT_GT(waits, 2);
    int others = 0;
    for (int i = 0; i < 200; ++i)
        others += get("/api/v1/spaces", {bearer(make_api_token())}).status == 429;
    EXPECT_GT(others, 50) << "by address, too";
    EXPECT_EQ(get("/api/v1/spaces", {bearer(token)}).status, 200);
    EXPECT_EQ(send(json_request("/api/v1/login", R"({"name":"ling","password":"wrong"})")).status,
              401);
    m_now_ms += kDayMs;
    EXPECT_EQ(get("/api/v1/spaces", {bearer(wrong)}).status, 401);
}

TEST_F(TokenAccess, what_only_looks_like_one_is_passed_over) {
    for (const Pair& header :
         {Pair{"Authorization", "Bearer"}, Pair{"Authorization", "Basic !"},
          Pair{"Authorization", "Basic " + std::string(2000, 'A')}, bearer(std::string(64, 'a')),
          basic("kongdi"), Pair{"Authorization", "Digest kongdi_"}}) {
        EXPECT_EQ(code_at(get("/api/v1/spaces", {header})), "login_needed ") << header.second;
        EXPECT_EQ(get("/ogc/collections", {header}).status, 200);
    }
    EXPECT_EQ(get("/ogc/collections", {bearer("kongdi_")}).status, 401);
}

TEST(TokenRulesTest, what_is_wrong_in_their_file_is_said_at_its_member) {
    ASSERT_TRUE(token_rules());
    EXPECT_EQ(token_rules()->default_days, 90);
    EXPECT_EQ(token_rules()->most_days, 365);
    const auto path = [](std::string_view document) {
        const auto rules = token_rules(document);
        return rules ? std::string("none") : rules.error().path;
    };
    EXPECT_EQ(path(R"({"days":{"default":9,"most":9},"most_tokens":1})"), "none");
    EXPECT_EQ(path(R"({"days":{"default":10,"most":9},"most_tokens":1})"), "/days/default");
    EXPECT_EQ(path(R"({"days":{"default":1},"most_tokens":1})"), "/days/most");
    EXPECT_EQ(path(R"({"days":{"default":1,"most":"9"},"most_tokens":1})"), "/days/most");
    EXPECT_EQ(path(R"({"days":{"default":1,"most":9},"most_tokens":0})"), "/most_tokens");
}

}  // namespace

}  // namespace kongdi::server::tests
