// SPDX-License-Identifier: Apache-2.0
// How much an address, a seat and an account may ask for, over whole requests.
#include <set>

#include "server/auth/rate_limits.hpp"
#include "server/auth/token_rules.hpp"
#include "server/http/route_rates.hpp"
#include "server/storage/api_tokens.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::string_view kHall = "198.51.100.7";

std::string seat_of(std::uint32_t number) {
    std::string digits = std::to_string(number);
    return std::string(32 - digits.size(), '0') + digits;
}

class Rates : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_services.rate_limits = &m_limits;
    }
    Request from(std::string_view address, Method method, std::string path) const {
        Request out = request(method, std::move(path));
        out.address = address;
        return out;
    }
    Response look(std::string_view address, std::string path, std::vector<Pair> headers = {}) {
        Request asked = from(address, Method::Get, std::move(path));
        asked.headers = std::move(headers);
        return send(std::move(asked));
    }
    Response post(std::string_view address, std::string bytes,
                  std::string_view type = "application/json") {
        Request asked = from(address, Method::Post, std::string(api::kRecords));
        asked.headers.emplace_back("Content-Type", std::string(type));
        asked.body = std::move(bytes);
        return send(std::move(asked));
    }
    static std::string record(std::uint32_t number, std::string_view seat) {
        return RecordBuilder().number(number).with("device", std::string(seat)).bytes();
    }
    /// Uses up what is there.
    void spend(RateClass rates, RateBy by, std::string_view who) {
        while (m_limits.take(rates, by, who, m_now_ms).wait_s == 0) continue;
    }

    RateLimits m_limits;
};

TEST_F(Rates, every_route_has_a_class_that_fits_who_may_call_it) {
    std::set<RateClass> used;
    for (const Route& route : routes()) {
        SCOPED_TRACE(std::string(method_name(route.method)) + " " + std::string(route.pattern));
        const RateClass rates = rate_class_of(route);
        used.insert(rates);
        const bool writes = route.method == Method::Post || route.method == Method::Put;
        const RateRow& row = rate_row(rates);
        const bool is_probe = route.pattern == "/healthz" || route.pattern == "/readyz" ||
                              route.pattern == "/metrics";
        EXPECT_EQ(rates == RateClass::Free, is_probe);
        if (is_probe) continue;
        for (const RateQuota& quota : row.quotas) {
            EXPECT_GT(quota.at_once, 0u);
            EXPECT_GT(quota.per_s, 0);
        }
        EXPECT_FALSE(writes && (rates == RateClass::Look || rates == RateClass::Tile));
        EXPECT_FALSE(!writes && (rates == RateClass::Send || rates == RateClass::Change));
    }
    EXPECT_EQ(used.size(), static_cast<std::size_t>(RateClass::Count_));
    for (const OtherRate& other : other_rates())
        EXPECT_TRUE(std::any_of(routes().begin(), routes().end(),
                                [&](const Route& route) {
                                    return route.method == other.method &&
                                           route.pattern == other.pattern;
                                }))
            << other.pattern << " is no route";
}

TEST_F(Rates, past_the_share_of_a_seat_the_answer_is_429_with_when_to_come_again) {
    const Response first = look("192.0.2.1", std::string(api::kMyRecords), {as_device()});
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.header("RateLimit-Policy"), "\"address\";q=60000;w=30, \"seat\";q=600;w=30");
    EXPECT_EQ(first.header("RateLimit"), "\"seat\";r=599;t=1");
    spend(RateClass::Look, RateBy::Seat, kDevice);
    const Response over = look("192.0.2.1", std::string(api::kMyRecords), {as_device()});
    EXPECT_EQ(over.status, 429);
    EXPECT_EQ(over.header("Retry-After"), "1");
    EXPECT_EQ(over.header("RateLimit"), "\"seat\";r=0;t=1");
    EXPECT_EQ(tree_of(over).text("code"), "too_many_requests");
    EXPECT_EQ(tree_of(over).text("key"), "error.too_many_requests");
    EXPECT_EQ(look("192.0.2.1", std::string(api::kMyRecords), {as_device(kOtherDevice)}).status,
              200);
    m_now_ms += 1000;
    EXPECT_EQ(look("192.0.2.1", std::string(api::kMyRecords), {as_device()}).status, 200);
}

TEST_F(Rates, the_text_is_there_in_both_languages_also_for_who_has_no_script) {
    spend(RateClass::Look, RateBy::Address, "192.0.2.1");
    for (const auto& [language, words] :
         std::vector<Pair>{{"zh", "请过一会儿再试"}, {"en", "please wait"}}) {
        Request asked = from("192.0.2.1", Method::Get, "/plain");
        asked.query = {{"lang", language}};
        const Response page = send(asked);
        EXPECT_EQ(page.status, 429);
        EXPECT_NE(page.body.find(words), std::string::npos) << page.body;
        EXPECT_FALSE(page.header("Retry-After").empty());
    }
    EXPECT_EQ(look("192.0.2.1", "/healthz").status, 200) << "the watch is never refused";
    EXPECT_EQ(look("192.0.2.1", "/sw.js").status, 200) << "nor the page's own files";
    EXPECT_EQ(look("192.0.2.2", "/plain").status, 200);
}

TEST_F(Rates, an_account_is_counted_in_place_of_its_device_and_of_others) {
    const Pair cookie = as(Role::Planner);
    spend(RateClass::Heavy, RateBy::Account, "planner");
    Response over = look("192.0.2.1", "/export/spaces.csv", {cookie});
    EXPECT_EQ(over.status, 429);
    EXPECT_EQ(over.header("RateLimit-Policy"), "\"address\";q=1000;w=50, \"account\";q=300;w=60");
    EXPECT_EQ(look("192.0.2.1", "/export/spaces.csv", {as(Role::Worker)}).status, 200);
    EXPECT_EQ(look("192.0.2.1", "/api/v1/spaces", {cookie}).status, 200) << "of another class";
}

TEST_F(Rates, a_program_is_counted_for_the_account_whose_token_it_shows) {
    const Pair cookie = as(Role::Planner);
    Request asked = json_request("/api/v1/me/tokens", R"({"name":"QGIS"})");
    asked.headers = {{"Content-Type", "application/json"}, cookie};
    asked.headers.emplace_back(api::kPageHeader, "1");
    const Pair token{"Authorization", "Bearer " + tree_of(send(asked)).text("secret")};
    const Response first = look(kHall, "/export/spaces.csv", {token});
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.header("RateLimit-Policy"), "\"address\";q=1000;w=50, \"account\";q=300;w=60");
    EXPECT_EQ(first.header("RateLimit"), "\"account\";r=299;t=1");
    spend(RateClass::Heavy, RateBy::Account, "planner");
    for (const Pair& who : {token, cookie}) {
        const Response over = look(kHall, "/export/spaces.csv", {who});
        EXPECT_EQ(over.status, 429);
        EXPECT_FALSE(over.header("Retry-After").empty());
    }
    EXPECT_EQ(look(kHall, "/api/v1/spaces", {token}).status, 200) << "of another class";
}

TEST_F(Rates, every_route_past_the_share_of_an_address_says_so_and_when_to_come_again) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(RateClass::Count_); ++i)
        if (const auto rates = static_cast<RateClass>(i); rates != RateClass::Free)
            spend(rates, RateBy::Address, kHall);
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{', at))
            path.replace(at, path.find('}', at) - at + 1, "example");
        SCOPED_TRACE(std::string(method_name(route.method)) + " " + path);
        const Response over = send(from(kHall, route.method, path));
        if (rate_class_of(route) == RateClass::Free) {
            EXPECT_NE(over.status, 429);
            continue;
        }
        EXPECT_EQ(over.status, 429);
        EXPECT_TRUE(over.header("RateLimit").starts_with("\"address\";r=0;t="));
        EXPECT_TRUE(over.header("RateLimit-Policy").starts_with("\"address\";q="));
        EXPECT_FALSE(over.header("Retry-After").empty());
    }
}

TEST_F(Rates, who_is_past_the_share_of_an_address_costs_no_look_at_the_store) {
    spend(RateClass::Look, RateBy::Address, "192.0.2.1");
    const Response over = look("192.0.2.1", "/api/v1/spaces", {as(Role::Planner)});
    EXPECT_EQ(over.status, 429);
    EXPECT_EQ(over.header("RateLimit-Policy"), "\"address\";q=60000;w=30");
}

TEST_F(Rates, records_are_counted_for_the_seat_that_is_written_in_them) {
    const std::uint32_t most = m_limits.quota(RateClass::Send, RateBy::Seat).at_once;
    for (std::uint32_t i = 1; i <= most; ++i)
        ASSERT_EQ(post(kHall, record(i, kDevice)).status, 201) << i;
    const Response over = post(kHall, record(most + 1, kDevice));
    EXPECT_EQ(over.status, 429);
    EXPECT_EQ(over.header("Retry-After"), "1");
    EXPECT_EQ(record_count(), most);
    EXPECT_EQ(post(kHall, record(most + 2, kOtherDevice)).status, 201);
    m_now_ms += 2000;
    EXPECT_EQ(post(kHall, record(most + 1, kDevice)).status, 201) << "nothing is lost by waiting";
}

TEST_F(Rates, lines_of_a_batch_are_counted_each) {
    std::string lines;
    const std::uint32_t most = m_limits.quota(RateClass::Send, RateBy::Seat).at_once;
    for (std::uint32_t i = 1; i <= most + 5; ++i) lines += record(i, kDevice) + "\n";
    const Response some = post(kHall, lines, "application/x-ndjson");
    EXPECT_EQ(some.status, 200);
    EXPECT_EQ(record_count(), most);
    EXPECT_NE(some.body.find("too_many_requests"), std::string::npos);
    const Response none = post(kHall, record(900, kDevice) + "\n", "application/x-ndjson");
    EXPECT_EQ(none.status, 429);
    EXPECT_EQ(none.header("Retry-After"), "1");
    // Two requests and the other lines of the first.
    const std::uint32_t left =
        m_limits.take(RateClass::Send, RateBy::Address, kHall, m_now_ms).left;
    EXPECT_EQ(left, m_limits.quota(RateClass::Send, RateBy::Address).at_once - (most + 5) - 2);
}

TEST_F(Rates, a_hall_of_a_thousand_phones_behind_one_address_joins_and_votes_at_once) {
    constexpr std::uint32_t kPhones = 1000;
    const auto all_in = [this](RateClass rates, std::uint32_t n, std::int64_t now_ms) {
        for (std::uint32_t i = 0; i < n; ++i)
            if (m_limits.take(rates, RateBy::Address, kHall, now_ms).wait_s > 0) return false;
        return true;
    };
    // All within one second: what a page asks for when it opens, the map, the joining, the vote.
    EXPECT_TRUE(all_in(RateClass::Look, 20 * kPhones, m_now_ms));
    EXPECT_TRUE(all_in(RateClass::Tile, 60 * kPhones, m_now_ms));
    EXPECT_TRUE(all_in(RateClass::Send, 2 * kPhones, m_now_ms));
    // Then each looks every two seconds for half an hour, and votes each minute, all at once.
    for (std::int64_t s = 1; s <= 1800; ++s) {
        ASSERT_TRUE(all_in(RateClass::Look, kPhones / 2, m_now_ms + s * 1000)) << s;
        if (s % 60 == 0) {
            ASSERT_TRUE(all_in(RateClass::Send, kPhones, m_now_ms + s * 1000)) << s;
        }
    }
    m_now_ms += 1801 * 1000;
    // The seats have their own shares, of which a vote a minute is nothing.
    for (std::uint32_t i = 0; i < 50; ++i)
        ASSERT_EQ(post(kHall, record(i + 1, seat_of(i))).status, 201);
}

TEST_F(Rates, a_wave_through_the_one_address_of_a_mobile_network_is_not_held_up) {
    // 2,000,000 answers in ten evenings of three hours, each with what its page asks for.
    constexpr std::uint32_t kAnswersAs = 2'000'000 / (10 * 3 * 3600) + 1;
    for (std::int64_t s = 1; s <= 600; ++s) {
        const std::int64_t now_ms = m_now_ms + s * 1000;
        for (std::uint32_t i = 0; i < kAnswersAs; ++i) {
            ASSERT_EQ(m_limits.take(RateClass::Send, RateBy::Address, kHall, now_ms).wait_s, 0);
            ASSERT_EQ(m_limits.take(RateClass::Look, RateBy::Address, kHall, now_ms, 20).wait_s, 0);
            ASSERT_EQ(m_limits.take(RateClass::Tile, RateBy::Address, kHall, now_ms, 60).wait_s, 0);
        }
    }
}

TEST_F(Rates, this_machine_is_not_counted_by_address_and_its_seats_are) {
    const Response first = look("127.0.0.1", "/api/v1/city");
    EXPECT_TRUE(first.header("RateLimit-Policy").empty());
    spend(RateClass::Look, RateBy::Seat, kDevice);
    EXPECT_EQ(look("127.0.0.1", std::string(api::kMyRecords), {as_device()}).status, 429);
}

TEST_F(Rates, without_limits_nothing_is_counted_or_said) {
    m_services.rate_limits = nullptr;
    EXPECT_TRUE(look("192.0.2.1", "/api/v1/city").header("RateLimit-Policy").empty());
}

TEST_F(Rates, metrics_tell_who_was_refused_by_class_and_by_whom) {
    Metrics metrics(row_names(), m_now_ms);
    m_services.metrics = &metrics;
    spend(RateClass::Look, RateBy::Address, "192.0.2.1");
    Request asked = from("127.0.0.1", Method::Get, "/metrics");
    asked.from_this_machine = true;
    EXPECT_NE(send(asked).body.find("kongdi_rate_refused_total{class=\"look\",by=\"address\"} 1"),
              std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
