// SPDX-License-Identifier: Apache-2.0
// Work asked for, over whole requests.
#include "core/base/proof_of_work.hpp"
#include "server/auth/rate_limits.hpp"
#include "server/auth/work_gate.hpp"
#include "server/http/route_work.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class WorkTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_services.work = &m_gate;
    }
    void attack() { m_gate.count(m_now_ms, 10'000); }
    Response post(std::string bytes, std::string_view work = {}, std::vector<Pair> headers = {},
                  std::string_view type = "application/json") {
        Request asked = request(Method::Post, std::string(api::kRecords), std::move(bytes));
        asked.headers = std::move(headers);
        asked.headers.emplace_back("Content-Type", std::string(type));
        if (!work.empty()) asked.headers.emplace_back(api::kWorkHeader, std::string(work));
        return send(std::move(asked));
    }
    static std::string done(std::string_view challenge, int bits, std::string_view bytes) {
        Work work{std::string(challenge), bits, sha256(bytes)};
        EXPECT_TRUE(search(work, 1U << 26U));
        return work.challenge + ":" + std::to_string(work.n);
    }
    /// What a refusal asks for, done.
    static std::string done(const Response& refusal, std::string_view bytes) {
        const Value work = tree_of(refusal)["work"];
        return done(work.text("challenge"), static_cast<int>(work["bits"].int_or(0)), bytes);
    }
    static std::string record(std::uint32_t number) {
        return RecordBuilder().number(number).bytes();
    }
    Response form(std::string path, std::string_view address) {
        Request asked = request(Method::Post, std::move(path), "--X--\r\n");
        asked.address = address;
        asked.headers = {{"Content-Type", "multipart/form-data; boundary=X"},
                         {"Sec-Fetch-Site", "same-origin"}};
        return send(std::move(asked));
    }

    WorkGate m_gate{WorkGate::Key{7}};
    RateLimits m_limits;
};

TEST_F(WorkTest, while_it_is_calm_nobody_is_asked) {
    EXPECT_EQ(post(record(1)).status, 201);
    EXPECT_EQ(post(record(2), "nonsense").status, 201);
    EXPECT_EQ(m_gate.counts.asked.load(), 0);
    m_services.work = nullptr;
    EXPECT_EQ(post(record(3)).status, 201) << "nor where it is off";
}

TEST_F(WorkTest, under_attack_a_record_needs_its_work) {
    attack();
    const Response refusal = post(record(1));
    EXPECT_EQ(refusal.status, 429);
    EXPECT_EQ(refusal.header("Retry-After"), "0");
    EXPECT_EQ(refusal.header("Content-Type"), "application/json");
    EXPECT_EQ(tree_of(refusal).text("code"), "too_many_requests");
    EXPECT_EQ(tree_of(refusal).text("request_id"), "0123456789abcdef");
    EXPECT_EQ(tree_of(refusal)["work"]["bits"].int_or(0), kLeastGateBits);
    EXPECT_EQ(record_count(), 0);
    const std::string work = done(refusal, record(1));
    EXPECT_EQ(post(record(1), work).status, 201);
    EXPECT_EQ(post(record(1), work).status, 200) << "sent twice it is one record";
    EXPECT_EQ(record_count(), 1);
    EXPECT_EQ(m_gate.counts.asked.load(), 1);
    EXPECT_EQ(m_gate.counts.solved.load(), 2);
}

TEST_F(WorkTest, work_for_other_bytes_or_of_another_time_or_server_is_refused) {
    attack();
    const std::string work = done(post(record(1)), record(1));
    EXPECT_EQ(post(record(2), work).status, 429);
    const std::string old = done(m_gate.challenge(m_now_ms - 2 * kChallengeMs), 16, record(2));
    const std::string foreign = done(WorkGate(WorkGate::Key{8}).challenge(m_now_ms), 16, record(2));
    for (const std::string& wrong :
         {old, foreign, std::string("nonsense"), work + "0", work + "x", "x" + work,
          work.substr(0, 17), std::string(":1"), work + std::string(30, '0')}) {
        const Response refusal = post(record(2), wrong);
        EXPECT_EQ(refusal.status, 429) << wrong;
        EXPECT_EQ(tree_of(refusal)["work"].text("challenge"), m_gate.challenge(m_now_ms));
    }
    EXPECT_EQ(record_count(), 0);
    EXPECT_EQ(m_gate.counts.wrong.load(), 10);
    EXPECT_EQ(post(record(1), work).status, 201);
}

TEST_F(WorkTest, a_body_of_many_records_is_as_dear_as_one_by_one) {
    attack();
    const std::string lines = record(1) + "\n" + record(2) + "\n" + record(3) + "\n";
    const std::string_view type = "application/x-ndjson";
    // Some work for 16 bits is by chance enough for 18.
    Work little{m_gate.challenge(m_now_ms), 16, sha256(lines)};
    const auto is_enough = [&little] {
        return is_done({little.challenge, 18, little.body_sha256, little.n});
    };
    ASSERT_TRUE(search(little, 1U << 26U));
    while (is_enough()) {
        ++little.n;
        ASSERT_TRUE(search(little, 1U << 26U));
    }
    const std::string too_little = little.challenge + ":" + std::to_string(little.n);
    const Response refusal = post(lines, too_little, {}, type);
    EXPECT_EQ(refusal.status, 429);
    EXPECT_EQ(tree_of(refusal)["work"]["bits"].int_or(0), kLeastGateBits + 2);
    EXPECT_EQ(record_count(), 0);
    EXPECT_EQ(post(lines, done(m_gate.challenge(m_now_ms), 18, lines), {}, type).status, 200);
    EXPECT_EQ(record_count(), 3);
}

TEST_F(WorkTest, whoever_is_logged_in_is_not_asked_nor_counted) {
    attack();
    const Pair page{std::string(api::kPageHeader), "1"};
    EXPECT_EQ(post(record(1), {}, {as(Role::Worker), page}).status, 201);
    m_now_ms += 120'000;  // the flood and the session are over
    const Pair cookie = as(Role::Worker);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(post("{}", {}, {cookie, page}).status, 422);
    EXPECT_EQ(m_gate.count(m_now_ms, static_cast<std::uint32_t>(kMostAhead) - 1), 0);
}

TEST_F(WorkTest, forms_and_programs_that_cannot_work_get_a_little_and_are_told_in_their_way) {
    attack();
    int in = 0;
    Response last;
    for (int i = 0; i < 300; ++i) {
        last = form("/plain/withdraw", "192.0.2." + std::to_string(i % 250));
        if (last.status != 429) ++in;
    }
    EXPECT_EQ(in, 100);
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(last.header("Retry-After"), "30");
    EXPECT_NE(last.body.find("<html"), std::string::npos) << "a page";
    EXPECT_EQ(m_gate.counts.turned_away.load(), 200);
    EXPECT_NE(form("/plain/erase", "192.0.2.1").status, 429) << "erasing is a right";
}

TEST_F(WorkTest, an_address_has_a_tenth_where_nobody_can_work) {
    m_services.rate_limits = &m_limits;
    const auto left = [this] {
        return m_limits.take(RateClass::Send, RateBy::Address, "198.51.100.7", m_now_ms).left;
    };
    const std::uint32_t all = left();
    form("/plain/withdraw", "198.51.100.7");
    EXPECT_EQ(left(), all - 2) << "as usual";
    attack();
    form("/plain/withdraw", "198.51.100.7");
    EXPECT_EQ(left(), all - 2 - 11);
}

TEST_F(WorkTest, each_row_is_a_route_that_strangers_may_send_to) {
    for (const WorkRow& row : work_rows()) {
        SCOPED_TRACE(row.pattern);
        const auto route = std::find_if(routes().begin(), routes().end(), [&](const Route& one) {
            return one.method == row.method && one.pattern == row.pattern;
        });
        ASSERT_NE(route, routes().end());
        EXPECT_EQ(work_rule_of(*route), row.rule);
        EXPECT_LE(route->access, Access::DeviceOrStaff);
        EXPECT_GT(route->body.limit, 0u);
    }
}

TEST_F(WorkTest, every_route_that_strangers_send_to_is_decided) {
    // Why: server/http/route_work.cpp.
    const std::vector<std::string_view> free{"/api/v1/my/erasure",  "/api/v1/photos/{sha256}",
                                             "/api/v1/join/{code}", "/api/v1/login",
                                             "/api/v1/logout",      "/api/v1/invite/{token}",
                                             "/plain/erase",        "/api/v1/my/push/stop"};
    for (const Route& route : routes()) {
        if (route.method != Method::Post && route.method != Method::Put) continue;
        if (route.access > Access::DeviceOrStaff) continue;
        const bool named = std::find(free.begin(), free.end(), route.pattern) != free.end();
        EXPECT_EQ(work_rule_of(route) == WorkRule::Free, named) << route.pattern;
    }
}

TEST_F(WorkTest, metrics_tell_what_became_of_it) {
    Metrics metrics(row_names(), m_now_ms);
    m_services.metrics = &metrics;
    attack();
    post(record(1), done(post(record(1)), record(1)));
    post(record(2), "wrong");
    Request asked = request(Method::Get, "/metrics");
    asked.from_this_machine = true;
    const std::string text = send(asked).body;
    for (const std::string_view line :
         {"kongdi_work_bits 16", "kongdi_work_total{outcome=\"asked\"} 1",
          "kongdi_work_total{outcome=\"solved\"} 1", "kongdi_work_total{outcome=\"wrong\"} 1",
          "kongdi_work_total{outcome=\"turned_away\"} 0"})
        EXPECT_NE(text.find(line), std::string::npos) << line;
}

}  // namespace

}  // namespace kongdi::server::tests
