// SPDX-License-Identifier: Apache-2.0
#include "server/http/dispatch.hpp"

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class DispatchTest : public ServerFixture {
protected:
    /// Where a device's name is not enough.
    void as_who_may(const Route& route, Request& request) {
        switch (route.access) {
            case Access::Public:
            case Access::Form:
            case Access::Device:
            case Access::DeviceOrStaff: return;
            case Access::Administrator: request.headers.push_back(as(Role::Administrator)); break;
            case Access::SecondStep: request.headers.push_back(owing_a_code()); break;
            default: request.headers.push_back(as(Role::Planner)); break;
        }
        request.headers.emplace_back(api::kPageHeader, "1");
    }
    Pair owing_a_code() {
        std::ignore = as(Role::Planner);
        const std::string token = make_token();
        EXPECT_TRUE(storage().open_session(sha256(token), "planner", m_now_ms + 60'000, m_now_ms,
                                           LoginStage::Second));
        return {"Cookie", std::string(kSessionCookie) + "=" + token};
    }
};

std::string example_path(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '{') {
            const std::size_t end = pattern.find('}', i);
            // One of the names that the route knows; others are not found, whatever is sent.
            const bool named = pattern.substr(i + 1, end - i - 1) == "document.format";
            out += named ? "requests.json" : "example";
            i = end;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

TEST_F(DispatchTest, every_route_answers_a_bad_body_with_a_4xx) {
    int tried = 0;
    for (const Route& route : routes()) {
        if (route.body.limit == 0 || route.pattern == "/api/v1/logout") continue;
        for (const std::string& body :
             {std::string("{"), std::string("\xFF\xFE"), std::string("[[[[")}) {
            Request asked = json_request(example_path(route.pattern), body);
            asked.method = route.method;
            asked.headers[0].second = route.body.media_types[0];
            asked.headers.push_back(as_device());
            as_who_may(route, asked);
            const Response response = send(asked);
            EXPECT_TRUE(response.status >= 400 && response.status < 500)
                << route.pattern << " answered " << response.status;
            // A person gets a page, a program gets a code, one of Open311 a list of them, one of
            // OpenRosa a message.
            const bool is_page = response.header("Content-Type").starts_with("text/html");
            const bool is_message = response.header("Content-Type").starts_with("text/xml");
            EXPECT_EQ(is_message, route.pattern.starts_with("/openrosa/"));
            EXPECT_TRUE(is_page || is_message || route.access != Access::Form ||
                        route.pattern.starts_with("/open311/"))
                << route.pattern;
            const Value tree = is_page || is_message ? Value() : tree_of(response);
            const bool is_list = tree.if_list() != nullptr && !tree.if_list()->empty();
            const bool said = is_page      ? response.body.find("<h1>") != std::string::npos
                              : is_message ? response.body.find("</message>") != std::string::npos
                              : is_list    ? !tree.if_list()->front().text("description").empty()
                                           : !tree.text("code").empty();
            EXPECT_TRUE(said) << route.pattern << response.body;
            ++tried;
        }
    }
    EXPECT_GE(tried, 12);
}

TEST_F(DispatchTest, every_route_that_reads_a_body_refuses_other_media_types_and_long_bodies) {
    for (const Route& route : routes()) {
        if (route.body.limit == 0) continue;
        Request asked = json_request(example_path(route.pattern), "x=1");
        asked.method = route.method;
        asked.headers[0].second = "text/css";
        asked.headers.push_back(as_device());
        as_who_may(route, asked);
        EXPECT_EQ(send(asked).status, 415) << route.pattern;
        asked.headers[0].second = route.body.media_types[0];
        Request long_one = asked;
        const auto opening = m_dispatcher.open(long_one, route.body.limit + 1);
        ASSERT_TRUE(opening.refusal) << route.pattern;
        EXPECT_EQ(opening.refusal->status, 413) << route.pattern;
        Request packed = asked;
        packed.headers.emplace_back("Content-Encoding", "gzip");
        EXPECT_EQ(send(packed).status, 415) << route.pattern;
    }
}

TEST_F(DispatchTest, every_route_turns_a_stranger_away_by_its_access) {
    for (const Route& route : routes()) {
        SCOPED_TRACE(route.pattern);
        const auto status = [&](std::vector<Pair> headers) {
            Request asked = json_request(example_path(route.pattern), "{}");
            asked.method = route.method;
            asked.headers.insert(asked.headers.end(), headers.begin(), headers.end());
            asked.headers.emplace_back(api::kPageHeader, "1");
            return send(asked).status;
        };
        const int stranger = status({});
        const int resident = status({as(Role::Resident)});
        const int device = status({as_device()});
        const bool turned_away = stranger == 401 || stranger == 403;
        switch (route.access) {
            case Access::Public: EXPECT_NE(stranger, 401); break;
            case Access::Form:
                EXPECT_FALSE(turned_away);
                EXPECT_EQ(status({{"Sec-Fetch-Site", "cross-site"}}), 403);
                break;
            case Access::Device:
            case Access::DeviceOrStaff:
                EXPECT_TRUE(turned_away);
                EXPECT_NE(device, 401);
                EXPECT_EQ(resident, 403);
                break;
            case Access::Account:
                EXPECT_TRUE(turned_away);
                // Of what a path names they have none.
                if (route.method == Method::Get)
                    EXPECT_EQ(resident, 200);
                else
                    EXPECT_EQ(resident, route.pattern.find('{') == route.pattern.npos ? 422 : 404);
                break;
            case Access::AccountOrSetup:
                EXPECT_TRUE(turned_away);
                EXPECT_EQ(resident, 422);
                break;
            case Access::SecondStep:
                EXPECT_EQ(stranger, 401);
                EXPECT_EQ(resident, 403);
                break;
            case Access::Administrator:
                EXPECT_EQ(stranger, 401);
                EXPECT_EQ(resident, 403);
                EXPECT_EQ(status({as(Role::Worker)}), 403);
                EXPECT_EQ(status({as(Role::Planner)}), 403);
                break;
            case Access::Operator:
                EXPECT_EQ(stranger, 401);
                EXPECT_EQ(status({as(Role::Administrator)}), 403);
                break;
            case Access::CityPlanner:
                EXPECT_EQ(status({as("p", Role::Planner, {{"330106"}})}), 403);
                [[fallthrough]];
            case Access::Planner: EXPECT_EQ(status({as(Role::Worker)}), 403); [[fallthrough]];
            case Access::Staff:
                EXPECT_TRUE(turned_away);
                EXPECT_EQ(resident, 403);
                EXPECT_EQ(device, 401);
                EXPECT_NE(status({as(Role::Planner)}), 403);
                break;
        }
    }
}

TEST_F(DispatchTest, a_post_with_a_cookie_needs_the_header_of_the_page) {
    Request asked = json_request(std::string(api::kRecords), RecordBuilder().bytes());
    asked.headers.push_back(as(Role::Worker));
    const Response refused = send(asked);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(tree_of(refused).text("path"), "/X-Kongdi-Page");
    asked.headers.emplace_back(api::kPageHeader, "1");
    EXPECT_EQ(send(asked).status, 201);
}

TEST_F(DispatchTest, who_came_by_tls_is_told_to_come_by_it_again_and_nobody_else) {
    for (const std::string path : {"/", "/api/v1/city", "/api/v1/none", "/plain"}) {
        EXPECT_TRUE(get(path).header("Strict-Transport-Security").empty()) << path;
        EXPECT_EQ(get(path, {{"X-Forwarded-Proto", "https"}}).header("Strict-Transport-Security"),
                  "max-age=31536000")
            << path;
    }
}

TEST_F(DispatchTest, what_is_not_there_is_said_in_json_to_programs) {
    for (const std::string path : {"/api", "/api/v1/none", "/export/spaces.exe", "/metrics/x"}) {
        Request asked = request(Method::Get, path);
        asked.headers.push_back(as(Role::Planner));
        const Response response = send(asked);
        EXPECT_EQ(response.status, 404) << path;
        EXPECT_EQ(tree_of(response).text("code"), "not_found") << path;
    }
    EXPECT_EQ(get("/missing.js").status, 404);
    EXPECT_EQ(send(request(Method::Post, "/nowhere")).status, 404);
}

TEST_F(DispatchTest, another_method_is_told_which_are_served) {
    const Response response = send(request(Method::Put, "/api/v1/records"));
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.header("Allow"), "POST");
    EXPECT_EQ(send(request(Method::Other, "/api/v1/photos/x")).header("Allow"),
              "HEAD, PUT, GET, HEAD");
}

TEST_F(DispatchTest, each_address_of_the_page_gives_the_page) {
    for (const std::string path : {"/", "/my", "/my/", "/report/place", "/worker", "/planner"}) {
        const Response response = get(path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
        EXPECT_EQ(response.header("Cache-Control"), "no-cache");
    }
}

TEST_F(DispatchTest, the_styles_of_the_page_are_allowed_by_their_hash) {
    // printf 'body{}' | openssl dgst -sha256 -binary | base64
    EXPECT_NE(get("/")
                  .header("Content-Security-Policy")
                  .find("style-src 'self' 'sha256-fJgEClQWV1hGkK4qHMO0KotTsVnMYMXTq7/suurGyUo='"),
              std::string_view::npos);
}

TEST_F(DispatchTest, hashed_names_stay_and_packed_files_are_sent_where_accepted) {
    const Response plain = get("/app.3f9a1c2e77.js");
    EXPECT_EQ(plain.body, "run()");
    EXPECT_EQ(plain.header("Cache-Control"), "public, max-age=31536000, immutable");
    const Response packed = get("/app.3f9a1c2e77.js", {{"Accept-Encoding", "gzip, deflate, br"}});
    EXPECT_EQ(packed.body, "packed");
    EXPECT_EQ(packed.header("Content-Encoding"), "br");
    EXPECT_EQ(get("/app.3f9a1c2e77.js", {{"Accept-Encoding", "br;q=0"}}).body, "run()");
    EXPECT_EQ(get("/sw.js").header("Cache-Control"), "no-cache");
    const std::string tag(plain.header("ETag"));
    EXPECT_EQ(get("/app.3f9a1c2e77.js", {{"If-None-Match", tag}}).status, 304);
}

TEST_F(DispatchTest, no_path_climbs_out_of_the_folder_of_the_page) {
    m_folder.write("outside.txt", "outside");
    const std::string name = m_folder.path().filename().string();
    for (const std::string& path :
         {"/../" + name + "/outside.txt", "/./../" + name + "/outside.txt",
          "//" + m_folder.path().string() + "/outside.txt", std::string("/secret/.hidden"),
          std::string("/..\\outside.txt"), std::string("/index.html\0.txt", 16),
          std::string("/app/../index.html")}) {
        const Response response = get(path);
        EXPECT_EQ(response.status, 404) << path;
    }
    std::filesystem::create_symlink(m_folder.path() / "outside.txt", m_web.path() / "link.txt");
    EXPECT_EQ(get("/link.txt").status, 404);
}

TEST_F(DispatchTest, a_log_line_says_why_and_nothing_of_the_person) {
    const std::string bytes = RecordBuilder().with("/body/description", "秘密的话").bytes();
    ASSERT_EQ(post_record(bytes).status, 201);
    get("/api/v1/my/records", {as_device()});
    get("/api/v1/map", {}, {{"bbox", "120.1551,30.2741,120.2,30.3"}});
    const Pair cookie = as(Role::Planner);
    get("/api/v1/spaces", {cookie});
    post_record(RecordBuilder().number(2).with("/body/place/point/lat", 95.25).bytes());
    std::string all;
    for (const std::string& line : m_log) {
        EXPECT_TRUE(parse_own_json(line)) << line;
        all += line + "\n";
    }
    EXPECT_EQ(m_log.size(), 5u);
    for (const std::string& secret :
         {std::string("秘密"), std::string(kDevice), std::string("120.15"), std::string("95.25"),
          cookie.second.substr(cookie.second.find('=') + 1), std::string("192.0.2.1")})
        EXPECT_EQ(all.find(secret), std::string::npos) << secret;
    EXPECT_NE(all.find("/body/place/point/lat"), std::string::npos);
}

TEST_F(DispatchTest, busy_storage_is_a_503_that_says_when_to_come_again) {
    Database other((m_folder.path() / "data" / kSqliteFile).string(), Database::Use::Write, 50);
    other.execute("BEGIN IMMEDIATE");
    const Response response = post_record(RecordBuilder().bytes());
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(tree_of(response).text("code"), "storage_busy");
    EXPECT_FALSE(response.header("Retry-After").empty());
    EXPECT_EQ(get("/readyz").status, 503);
    other.execute("ROLLBACK");
    EXPECT_EQ(get("/readyz").status, 200);
    EXPECT_EQ(post_record(RecordBuilder().bytes()).status, 201);
}

TEST_F(DispatchTest, the_city_its_map_and_the_schemas_are_public) {
    const Value city = tree_of(get("/api/v1/city"));
    EXPECT_EQ(city.items("communities").at(0).text("name"), "翠苑一区社区");
    const Value part = tree_of(get("/api/v1/map", {}, {{"bbox", "120.1,30.2,120.2,30.3"}}));
    EXPECT_EQ(part.items("features").at(0).text("role"), "community");
    for (const std::string bbox : {"", "1,2,3", "1,2,3,4,5", "a,b,c,d", "200,0,201,1", "2,2,1,1"})
        EXPECT_EQ(get("/api/v1/map", {}, {{"bbox", bbox}}).status / 100, 4) << bbox;
    EXPECT_EQ(get("/api/v1/schema/idle_space.json").header("Content-Type"),
              "application/schema+json");
    EXPECT_EQ(get("/api/v1/schema/castle.json").status, 404);
}

TEST(Routes, a_pattern_captures_one_part) {
    EXPECT_EQ(match("/a/{id}/b", "/a/7/b"), (std::vector<std::string>{"7"}));
    EXPECT_FALSE(match("/a/{id}", "/a/"));
    EXPECT_FALSE(match("/a/{id}", "/a/7/8"));
    EXPECT_FALSE(match("/a/{id}", "/b/7"));
}

}  // namespace

}  // namespace kongdi::server::tests
