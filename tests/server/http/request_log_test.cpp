// SPDX-License-Identifier: Apache-2.0
// What the log must never hold, tried on every route: it is read by people who are not to see
// residents' words, and kept where nothing is ever deleted on request.
#include "server/http/request_log.hpp"

#include <set>

#include "server/http/routes.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kWords = "秘密的话";
constexpr std::string_view kSecret = "s3cr3t-t0ken-0123456789abcdef";
constexpr std::string_view kPhone = "13812345678";

class RequestLog : public ServerFixture {
protected:
    static std::string path_of(std::string_view pattern) {
        std::string out;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            out += pattern[i] == '{' ? std::string(kSecret) : std::string(1, pattern[i]);
            if (pattern[i] == '{') i = pattern.find('}', i);
        }
        return out;
    }
    /// With a secret wherever there is room for one.
    Request asked(const Route& route, const std::string& body, const Pair& who) {
        Request out = json_request(path_of(route.pattern), body);
        out.method = route.method;
        if (route.body.limit > 0) out.headers[0].second = route.body.media_types[0];
        out.headers.push_back(who);
        out.headers.emplace_back(api::kPageHeader, "1");
        out.headers.emplace_back("Authorization", "Bearer " + std::string(kSecret));
        out.headers.emplace_back("User-Agent", "Phone of " + std::string(kWords));
        out.headers.emplace_back("Content-Range", "bytes " + std::string(kSecret));
        for (const char* name : {"bbox", "q", "near", "lon", "lat", "token", "code", "filter",
                                 "community", "state", "limit", "datetime", "jurisdiction_id"})
            out.query.emplace_back(name, "120.155123,30.274156 " + std::string(kWords));
        return out;
    }
};

TEST_F(RequestLog, holds_no_body_token_coordinate_address_or_query_on_any_route) {
    const std::string words(kWords);
    const std::vector<std::string> bodies{
        "{\"phone\":\"" + std::string(kPhone) + "\",\"password\":\"" + std::string(kSecret) +
            "\",\"name\":\"" + words + "\",\"lon\":120.155123,\"lat\":30.274156}",
        RecordBuilder()
            .with("/body/description", words + std::string(kPhone))
            .with("/body/place/point/lon", 120.155123)
            .bytes(),
        RecordBuilder().with("/body/place/point/lat", 95.274156).with("/device", words).bytes(),
        words + std::string(kSecret),
        "{\"" + std::string(kPhone) + "\":1,\"" + std::string(kPhone) + "\":2}",
    };
    std::size_t asked_for = 0;
    for (const Route& route : routes())
        for (const Role role : {Role::Resident, Role::Planner, Role::Administrator})
            for (const std::string& body : bodies) {
                if (route.pattern == "/api/v1/logout") continue;
                send(asked(route, body, as(role)));
                ++asked_for;
            }
    send(request(Method::Get, "/" + std::string(kSecret) + ".png"));
    send(request(Method::Get, "/api/v1/" + std::string(kSecret)));
    asked_for += 2;
    ASSERT_EQ(m_log.size(), asked_for) << "one line for each";
    for (const std::string& line : m_log) {
        const auto tree = parse_own_json(line);
        ASSERT_TRUE(tree) << line;
        for (const std::string_view secret :
             {kWords, kSecret, kPhone, std::string_view("120.155"), std::string_view("274156"),
              std::string_view("192.0.2.1")})
            EXPECT_EQ(line.find(secret), std::string::npos) << secret << " in " << line;
    }
}

TEST_F(RequestLog, a_long_number_that_a_sender_used_as_a_name_is_not_told) {
    Response response =
        refused(Error{ErrorCode::FieldUnknown, "/body/13812345678/3/12345", "at 7"});
    const std::string line = log_line(request(Method::Post, "/"), "/", response, 1);
    EXPECT_NE(line.find("\"path\":\"/body/#/3/12345\",\"detail\":\"at 7\""), std::string::npos)
        << line;
}

TEST_F(RequestLog, a_line_has_these_members_and_no_others) {
    post_record("{");
    get("/api/v1/spaces", {as(Role::Planner)});
    const std::set<std::string> known{"at",   "request_id", "method",    "route", "status",
                                      "us",   "bytes_in",   "bytes_out", "role",  "code",
                                      "path", "detail",     "errors"};
    for (const std::string& line : m_log) {
        const Value tree = parse_own_json(line).value();
        for (const auto& [name, value] : *tree.if_map()) EXPECT_TRUE(known.contains(name)) << name;
    }
    EXPECT_EQ(m_log.size(), 2u);
}

}  // namespace

}  // namespace kongdi::server::tests
