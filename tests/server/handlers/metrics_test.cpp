// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/metrics.hpp"

#include <regex>
#include <sstream>
#include <thread>

#include "server/http/http_server.hpp"
#include "tests/server/http/socket.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kToken = "a-token-of-some-length";

class MetricsTest : public ServerFixture {
protected:
    MetricsTest() { m_services.metrics = &m_metrics; }

    Response asked_here() const {
        Request request = this->request(Method::Get, "/metrics");
        request.from_this_machine = true;
        return send(std::move(request));
    }
    /// The value of a sample; nothing when it is not there.
    std::optional<double> value(std::string_view sample) const {
        std::istringstream lines(asked_here().body);
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with(sample) && line[sample.size()] == ' ')
                return std::stod(line.substr(sample.size()));
        return std::nullopt;
    }

    Metrics m_metrics{row_names(), kNowMs};
};

TEST_F(MetricsTest, requests_are_counted_by_the_pattern_of_their_route_and_their_class) {
    ASSERT_EQ(post_record(RecordBuilder().bytes()).status, 201);
    post_record("{");
    get("/api/v1/records/01a20c90-b5a0-7000-8000-000000000001", {as_device()});
    get("/nothing.png");
    EXPECT_EQ(value(R"(kongdi_requests_total{method="POST",route="/api/v1/records",class="2xx"})"),
              1);
    EXPECT_EQ(value(R"(kongdi_requests_total{method="POST",route="/api/v1/records",class="4xx"})"),
              1);
    EXPECT_EQ(
        value(R"(kongdi_requests_total{method="GET",route="/api/v1/records/{id}",class="2xx"})"),
        1);
    EXPECT_EQ(value(R"(kongdi_requests_total{method="",route="page",class="4xx"})"), 1);
    EXPECT_EQ(value(R"(kongdi_request_seconds_count{method="POST",route="/api/v1/records"})"), 2);
    EXPECT_GT(value(R"(kongdi_request_seconds_sum{method="POST",route="/api/v1/records"})"), 0.0);
    EXPECT_FALSE(value(R"(kongdi_request_seconds_count{method="GET",route="/plain"})"))
        << "what nobody asked for is left out";
}

TEST_F(MetricsTest, the_writer_tells_how_many_shared_a_commit_and_how_long_it_took) {
    const double before = value("kongdi_commit_writes_sum").value();
    for (std::uint32_t i = 1; i <= 5; ++i)
        ASSERT_EQ(post_record(RecordBuilder().number(i).bytes()).status, 201);
    EXPECT_EQ(value("kongdi_commit_writes_sum"), before + 5);
    EXPECT_EQ(value("kongdi_commit_seconds_count"), value("kongdi_commit_writes_count"));
    EXPECT_GE(value("kongdi_commit_seconds_sum"), value("kongdi_commit_sync_seconds_sum"));
    EXPECT_GT(value("kongdi_commit_sync_seconds_sum"), 0.0);
    EXPECT_EQ(value("kongdi_writes_waiting"), 0);
    EXPECT_EQ(value("kongdi_commits_failed_total"), 0);
}

TEST_F(MetricsTest, a_commit_that_failed_is_counted) {
    Database other((m_folder.path() / "data" / kSqliteFile).string(), Database::Use::Write, 50);
    other.execute("BEGIN IMMEDIATE");
    EXPECT_EQ(post_record(RecordBuilder().bytes()).status, 503);
    other.execute("ROLLBACK");
    EXPECT_EQ(value("kongdi_commits_failed_total"), 1);
}

TEST_F(MetricsTest, what_the_store_holds_is_counted_once_a_minute) {
    ASSERT_TRUE(storage().keep_photo({std::string(64, 'a'), 300, 1, 1, "image/jpeg"}, "x", kNowMs));
    ASSERT_EQ(post_record(RecordBuilder().number(1).bytes()).status, 201);
    EXPECT_EQ(value("kongdi_store_up"), 1);
    EXPECT_EQ(value("kongdi_store_records"), 1);
    EXPECT_EQ(value("kongdi_store_photos"), 1);
    EXPECT_EQ(value("kongdi_store_photo_bytes"), 300);
    EXPECT_EQ(value("kongdi_store_last_event"), 3);
    EXPECT_GT(value("kongdi_store_database_bytes"), 100'000.0);
    EXPECT_GT(value("kongdi_store_free_bytes"), 0.0);
    ASSERT_EQ(post_record(RecordBuilder().number(2).bytes()).status, 201);
    EXPECT_EQ(value("kongdi_store_records"), 1);
    m_now_ms += 60'000;
    EXPECT_EQ(value("kongdi_store_records"), 2);
}

TEST_F(MetricsTest, what_targets_of_webhooks_took_and_wait_for_is_told_of_each) {
    EXPECT_FALSE(value(R"(kongdi_webhook_waiting{target="gis"})"));
    WebhookMeter gis("gis");
    gis.delivered = 7;
    gis.failed = 2;
    gis.waiting = 3;
    m_metrics.webhooks = [&gis] { return std::vector<const WebhookMeter*>{&gis}; };
    EXPECT_EQ(value(R"(kongdi_webhook_deliveries_total{target="gis",outcome="delivered"})"), 7);
    EXPECT_EQ(value(R"(kongdi_webhook_deliveries_total{target="gis",outcome="failed"})"), 2);
    EXPECT_EQ(value(R"(kongdi_webhook_waiting{target="gis"})"), 3);
    EXPECT_EQ(value(R"(kongdi_webhook_late_seconds{target="gis"})"), 0);
    gis.oldest_at_ms = kNowMs - 90'000;
    EXPECT_EQ(value(R"(kongdi_webhook_late_seconds{target="gis"})"), 90);
}

TEST_F(MetricsTest, what_browsers_were_told_and_wait_for_is_told) {
    EXPECT_FALSE(value("kongdi_push_waiting"));
    PushMeter meter;
    meter.delivered = 7;
    meter.gone = 2;
    meter.waiting = 3;
    m_metrics.push = &meter;
    EXPECT_EQ(value(R"(kongdi_push_total{outcome="delivered"})"), 7);
    EXPECT_EQ(value(R"(kongdi_push_total{outcome="failed"})"), 0);
    EXPECT_EQ(value(R"(kongdi_push_total{outcome="gone"})"), 2);
    EXPECT_EQ(value("kongdi_push_waiting"), 3);
    m_metrics.push = nullptr;
}

TEST_F(MetricsTest, every_line_is_of_the_format_and_every_sample_of_a_family) {
    post_record(RecordBuilder().bytes());
    m_metrics.front = [] { return FrontFacts{7, 1, 2, 3}; };
    const Response response = asked_here();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_EQ(value("kongdi_connections"), 7);
    EXPECT_EQ(value(R"(kongdi_requests_waiting{queue="threads"})"), 2);
    const std::regex sample(R"re(([a-z_]+)(\{([a-z]+="[^"\\\n]*",?)*\})? (-?[0-9.e+-]+|\+Inf))re");
    const std::regex meta("# (HELP [a-z_]+ [A-Z0-9].*\\.|TYPE [a-z_]+ (counter|gauge|histogram))");
    std::istringstream lines(response.body);
    std::string family;
    int samples = 0;
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (line.starts_with("#")) {
            EXPECT_TRUE(std::regex_match(line, meta)) << line;
            family = line.substr(7, line.find(' ', 7) - 7);
            continue;
        }
        ASSERT_TRUE(std::regex_match(line, found, sample)) << line;
        EXPECT_TRUE(found[1].str().starts_with(family)) << line;
        ++samples;
    }
    EXPECT_GT(samples, 40);
}

TEST_F(MetricsTest, nothing_of_a_resident_or_an_account_is_in_them) {
    post_record(RecordBuilder().with("/body/description", "秘密的话").bytes());
    get("/api/v1/map", {}, {{"bbox", "120.1551,30.2741,120.2,30.3"}});
    get("/api/v1/spaces", {as(Role::Planner)});
    get("/api/v1/records/" + std::string(kDevice), {as_device()});
    const std::string text = asked_here().body;
    for (const std::string_view secret : {"秘密", "120.15", "planner", "192.0.2.1"})
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
    EXPECT_EQ(text.find(kDevice), std::string::npos);
    EXPECT_EQ(text.find(kCommunityCode), std::string::npos);
}

TEST_F(MetricsTest, only_this_machine_and_who_has_the_token_may_ask) {
    const auto with = [this](std::string token) {
        return get("/metrics", {{"Authorization", std::move(token)}}).status;
    };
    EXPECT_EQ(asked_here().status, 200);
    EXPECT_EQ(get("/metrics").status, 401);
    EXPECT_EQ(with("Bearer "), 401) << "without --metrics-token there is none";
    m_folder.write("token", std::string(kToken) + "\n");
    m_metrics.token_sha256 = metrics_token((m_folder.path() / "token").string()).value();
    EXPECT_EQ(with("Bearer " + std::string(kToken)), 200);
    EXPECT_EQ(with("Bearer " + std::string(kToken) + "x"), 401);
    EXPECT_EQ(with("Basic " + std::string(kToken)), 401);
    EXPECT_EQ(with("Bearer "), 401);
    EXPECT_EQ(get("/metrics").status, 401);
    EXPECT_EQ(get("/metrics", {as(Role::Administrator)}).status, 403);
}

TEST_F(MetricsTest, a_token_that_could_be_guessed_is_refused) {
    for (const char* line : {"", "\n", "short", "               x\n"}) {
        m_folder.write("token", line);
        EXPECT_FALSE(metrics_token((m_folder.path() / "token").string())) << line;
    }
    EXPECT_FALSE(metrics_token((m_folder.path() / "absent").string()));
}

TEST_F(MetricsTest, a_front_on_this_machine_asks_for_others) {
    HttpServer server({.port = 0, .threads = 2}, m_dispatcher);
    m_metrics.front = [&server] { return server.facts(); };
    const int port = server.bind();
    std::thread thread([&server] { server.run(); });
    const auto ask = [port](std::string_view more) {
        const Socket socket(port);
        socket.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
                    std::string(more) + "\r\n");
        return socket.read_all();
    };
    const std::string here = ask("");
    EXPECT_TRUE(here.starts_with("HTTP/1.1 200")) << here.substr(0, 200);
    EXPECT_NE(here.find("kongdi_connections 1\n"), std::string::npos);
    EXPECT_NE(here.find("kongdi_requests_waiting{queue=\"lane\"} 0\n"), std::string::npos);
    for (const std::string_view sign : {"X-Forwarded-For: 203.0.113.7\r\n",
                                        "Forwarded: for=203.0.113.7\r\n", "Via: 1.1 front\r\n"})
        EXPECT_TRUE(ask(sign).starts_with("HTTP/1.1 401")) << sign;
    server.stop();
    thread.join();
}

}  // namespace

}  // namespace kongdi::server::tests
