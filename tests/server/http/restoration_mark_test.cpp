// SPDX-License-Identifier: Apache-2.0
// A page that is open hears from any answer that the store was filled from a backup.
#include "core/base/time.hpp"
#include "server/storage/restoration.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;

class RestorationMarkTest : public ServerFixture {
protected:
    void restored(std::int64_t at_ms) {
        ASSERT_TRUE(note_restoration(storage(), {at_ms, at_ms - kDayMs}));
    }
    std::string told(std::string path = "/api/v1/push") {
        return std::string(get(std::move(path)).header(api::kRestoredHeader));
    }
};

TEST_F(RestorationMarkTest, a_store_that_never_lost_anything_says_nothing) {
    for (const std::string path : {"/api/v1/city", "/api/v1/none", "/healthz", "/plain"})
        EXPECT_EQ(told(path), "") << path;
}

TEST_F(RestorationMarkTest, any_answer_says_when_as_the_city_does) {
    restored(kNowMs);
    const Response city = get("/api/v1/city");
    const std::string at = tree_of(city)["restored"].text("at");
    EXPECT_EQ(parse_time(at), kNowMs);
    EXPECT_EQ(city.header(api::kRestoredHeader), at);
    for (const std::string path : {"/api/v1/push", "/api/v1/none", "/api/v1/my/records"})
        EXPECT_EQ(told(path), at) << path;
    Request refused = request(Method::Head, "/api/v1/push");
    EXPECT_EQ(send(refused).header(api::kRestoredHeader), at);
    refused = json_request(std::string(api::kRecords), "{");
    EXPECT_EQ(send(refused).header(api::kRestoredHeader), at);
}

TEST_F(RestorationMarkTest, an_answer_that_is_kept_does_not_say_it) {
    restored(kNowMs);
    EXPECT_NE(told(), "");
    EXPECT_EQ(told("/app.3f9a1c2e77.js"), "");
    EXPECT_EQ(told("/"), "");
}

TEST_F(RestorationMarkTest, a_server_that_ran_while_the_store_was_filled_knows_within_a_minute) {
    EXPECT_EQ(told(), "");
    restored(kNowMs);
    m_now_ms += kMinuteMs;
    EXPECT_EQ(told(), format_time(kNowMs));
    restored(kNowMs + 1);
    EXPECT_EQ(told(), format_time(kNowMs)) << "the store is not asked for each answer";
    m_now_ms += kMinuteMs;
    EXPECT_EQ(told(), format_time(kNowMs + 1));
    restored(kNowMs + 2);
    m_now_ms -= kDayMs;
    EXPECT_EQ(told(), format_time(kNowMs + 2)) << "a clock that is put back keeps it from nothing";
}

TEST_F(RestorationMarkTest, it_is_said_as_long_as_phones_may_have_what_was_lost) {
    restored(kNowMs);
    m_now_ms += 30 * kDayMs - 1;
    EXPECT_NE(told(), "");
    m_now_ms += 1;
    EXPECT_EQ(told(), "");
    m_services.keep_delivered_days = 31;
    EXPECT_NE(told(), "");
    m_services.keep_delivered_days = 0;
    m_now_ms = kNowMs;
    EXPECT_EQ(told(), "") << "phones keep nothing";
}

TEST_F(RestorationMarkTest, a_probe_of_the_process_does_not_touch_the_store) {
    restored(kNowMs);
    EXPECT_EQ(told("/healthz"), "") << "nobody has looked";
    EXPECT_NE(told(), "");
    EXPECT_NE(told("/healthz"), "");
}

}  // namespace

}  // namespace kongdi::server::tests
