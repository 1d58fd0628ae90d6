// SPDX-License-Identifier: Apache-2.0
// What every answer tells a browser not to do: of each route, of what is no request at all, and of
// what the server has no time for.
#include "server/http/security_headers.hpp"

#include <functional>
#include <set>
#include <thread>

#include "server/auth/rate_limits.hpp"
#include "server/http/http_server.hpp"
#include "server/http/route_rates.hpp"
#include "tests/server/http/socket.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kAsk = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

std::string path_of(std::string_view pattern) {
    std::string out(pattern);
    for (auto at = out.find('{'); at != std::string::npos; at = out.find('{', at))
        out.replace(at, out.find('}', at) - at + 1, "example");
    return out;
}

class SecurityHeaders : public ServerFixture {
protected:
    using HeaderOf = std::function<std::string(const std::string&)>;

    static void expect_headers(const HeaderOf& header) {
        const std::string policy = header("Content-Security-Policy");
        const auto says = [&policy](std::string_view part) {
            return policy.find(part) != std::string::npos;
        };
        EXPECT_TRUE(says("default-src 'self'; script-src 'self' 'wasm-unsafe-eval';")) << policy;
        EXPECT_TRUE(says("require-trusted-types-for 'script'")) << policy;
        EXPECT_TRUE(says("frame-ancestors 'none'") && says("object-src 'none'")) << policy;
        EXPECT_FALSE(says("unsafe-inline") || says(" 'unsafe-eval'")) << policy;
        EXPECT_FALSE(says("http:") || says("https:") || says("*")) << policy;
        EXPECT_EQ(header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header("X-Frame-Options"), "DENY");
        // Forms without script tell by it where they stood.
        const std::string referrer = header("Referrer-Policy");
        EXPECT_TRUE(referrer == "no-referrer" || referrer == "same-origin") << referrer;
        EXPECT_EQ(header("Cross-Origin-Opener-Policy"), "same-origin");
        // Open data alone is for pages of other sites, too, and never with a log-in.
        const bool open = header("Access-Control-Allow-Origin") == "*";
        EXPECT_EQ(header("Access-Control-Allow-Origin"), open ? "*" : "");
        EXPECT_EQ(header("Access-Control-Allow-Credentials"), "");
        EXPECT_EQ(header("Cross-Origin-Resource-Policy"), open ? "cross-origin" : "same-origin");
        EXPECT_FALSE(header("Permissions-Policy").empty());
        EXPECT_FALSE(header("Cache-Control").empty());
        EXPECT_FALSE(header("X-Request-Id").empty());
    }
    static void expect_headers(const Response& response) {
        expect_headers([&](const std::string& name) { return std::string(response.header(name)); });
    }
    /// Of an answer as it comes over the wire.
    static void expect_headers(const std::string& answer) {
        ASSERT_TRUE(answer.starts_with("HTTP/1.1 ")) << answer;
        const std::string head = answer.substr(0, answer.find("\r\n\r\n")) + "\r\n";
        expect_headers([&](const std::string& name) {
            const auto at = head.find("\r\n" + name + ": ");
            if (at == std::string::npos) return std::string();
            const auto from = at + name.size() + 4;
            return head.substr(from, head.find("\r\n", from) - from);
        });
    }
    Request asked_of(const Route& route, const std::vector<Pair>& headers) const {
        Request out = request(route.method, path_of(route.pattern), "{");
        out.headers = headers;
        out.headers.emplace_back(api::kPageHeader, "1");
        if (route.body.limit > 0)
            out.headers.emplace_back("Content-Type", route.body.media_types[0]);
        return out;
    }
    /// Runs a server for as long as something is asked of it.
    void over_the_wire(HttpOptions options, const std::function<void(int port)>& ask) {
        options.port = 0;
        options.threads = 2;
        HttpServer server(options, m_dispatcher);
        const int port = server.bind();
        ASSERT_GT(port, 0);
        std::thread thread([&] { server.run(); });
        ask(port);
        server.stop();
        thread.join();
    }
};

TEST_F(SecurityHeaders, are_on_the_answer_of_every_route_to_strangers_residents_and_staff) {
    const std::vector<std::vector<Pair>> callers{
        {}, {as_device()}, {as(Role::Planner)}, {as(Role::Administrator)}};
    std::set<int> statuses;
    for (const Route& route : routes())
        for (const std::vector<Pair>& caller : callers) {
            if (route.pattern == "/api/v1/logout") continue;  // the others go on
            SCOPED_TRACE(std::string(method_name(route.method)) + " " + std::string(route.pattern));
            const Response response = send(asked_of(route, caller));
            statuses.insert(response.status);
            expect_headers(response);
        }
    for (const int status : {200, 401, 403, 404, 422})
        EXPECT_TRUE(statuses.contains(status)) << status;
    for (const std::string path : {"/", "/place", "/sw.js", "/app.3f9a1c2e77.js", "/none.js",
                                   "/api/v1/none", "/export/x", "/secret/.hidden"})
        expect_headers(get(path));
}

TEST_F(SecurityHeaders, are_on_every_route_that_is_refused_for_a_while) {
    RateLimits limits;
    m_services.rate_limits = &limits;
    for (std::size_t i = 1; i < static_cast<std::size_t>(RateClass::Count_); ++i)
        while (
            limits.take(static_cast<RateClass>(i), RateBy::Address, "192.0.2.1", m_now_ms).wait_s ==
            0)
            continue;
    for (const Route& route : routes()) {
        SCOPED_TRACE(route.pattern);
        const Response response = send(asked_of(route, {}));
        EXPECT_EQ(response.status == 429, rate_class_of(route) != RateClass::Free);
        expect_headers(response);
    }
    const Response later = m_dispatcher.later(request(Method::Get, "/"));
    EXPECT_EQ(later.status, 503);
    expect_headers(later);
}

TEST_F(SecurityHeaders, let_pages_of_other_sites_read_open_data_and_nothing_else) {
    const auto allowed = [&](const std::string& path, std::vector<Pair> headers = {}) {
        headers.emplace_back("Origin", "https://elsewhere.example");
        return std::string(get(path, std::move(headers)).header("Access-Control-Allow-Origin"));
    };
    EXPECT_EQ(allowed("/ogc/collections/spaces/items"), "*");
    EXPECT_EQ(allowed("/ogc/collections/nothing"), "*") << "what went wrong can be read, too";
    EXPECT_EQ(allowed("/open/newest/spaces.csv"), "*");
    EXPECT_EQ(allowed("/ogc/collections/reports/items", {as(Role::Planner)}), "");
    for (const std::string path : {"/", "/api/v1/city", "/api/v1/spaces", "/export/spaces.csv",
                                   "/ogcx", "/open311/v2/services.json"})
        EXPECT_EQ(allowed(path), "") << path;

    const auto preflight = [&](const std::string& path) {
        Request asked = request(Method::Other, path);
        asked.headers = {{"Origin", "https://elsewhere.example"},
                         {"Access-Control-Request-Method", "GET"},
                         {"Access-Control-Request-Headers", "accept"}};
        return send(std::move(asked));
    };
    const Response asked = preflight("/ogc/collections/spaces/items");
    EXPECT_EQ(asked.status, 204);
    EXPECT_EQ(asked.header("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(asked.header("Access-Control-Allow-Methods"), "GET, HEAD");
    EXPECT_EQ(asked.header("Access-Control-Allow-Headers").find("Authorization"),
              std::string_view::npos);
    EXPECT_EQ(preflight("/ogc/none/such/thing").status, 404);
    for (const std::string path : {"/api/v1/records", "/api/v1/city", "/export/spaces.csv"}) {
        const Response closed = preflight(path);
        EXPECT_EQ(closed.status, 405) << path;
        EXPECT_EQ(closed.header("Access-Control-Allow-Origin"), "") << path;
    }
    EXPECT_EQ(send(request(Method::Other, "/ogc")).status, 405) << "no preflight";
}

TEST_F(SecurityHeaders, are_on_what_is_said_to_no_request_at_all) {
    for (const int status : {400, 404, 408, 413, 414, 431})
        expect_headers(m_dispatcher.malformed(request(Method::Other, "/"), status));
    const std::string host = "Host: x\r\nConnection: close\r\n";
    over_the_wire({}, [&](int port) {
        for (const std::string& bytes :
             {std::string("nothing of the kind\r\n\r\n"), "GET / HTTP/9.9\r\n" + host + "\r\n",
              "GET /%zz HTTP/1.1\r\n" + host + "\r\n", "BREW / HTTP/1.1\r\n" + host + "\r\n",
              "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
              "POST /api/v1/records HTTP/1.1\r\n" + host + "Content-Length: x\r\n\r\n",
              "POST /api/v1/records HTTP/1.1\r\n" + host + "Content-Length: 99999999\r\n\r\n",
              "GET / HTTP/1.1\r\n" + host + "No colon\r\n\r\n"}) {
            SCOPED_TRACE(bytes.substr(0, 40));
            const Socket connection(port);
            connection.send(bytes);
            connection.send_no_more();
            expect_headers(connection.read_all());
        }
    });
}

TEST_F(SecurityHeaders, are_on_the_503_of_a_server_that_can_hold_no_more) {
    over_the_wire({.max_connections = 1}, [](int port) {
        const Socket held(port);
        held.send(kAsk);
        ASSERT_TRUE(held.read_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
        const std::string answer = Socket(port).read_all();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 503")) << answer;
        expect_headers(answer);
    });
}

}  // namespace

}  // namespace kongdi::server::tests
