// SPDX-License-Identifier: Apache-2.0
// What browsers are to be told comes through, whatever their services or this server do meanwhile.
#include "tests/server/push/teller_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using namespace telling;

class TellerFailures : public TellerFixture {};

INSTANTIATE_TEST_SUITE_P(Stores, TellerFailures,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(TellerFailures, a_subscription_that_is_gone_is_forgotten) {
    subscribe("gone");
    subscribe("unknown");
    subscribe("here");
    m_service.answer_to("gone", 410);
    m_service.answer_to("unknown", 404);
    send(report(1));
    const auto teller = begin();
    ask(1);
    ASSERT_TRUE(m_service.wait_for_taken(1));
    ASSERT_TRUE(
        PushService::wait_for([&] { return m_storage->push_subscriptions()->size() == 1; }));
    EXPECT_EQ(m_storage->push_subscriptions()->at(0).endpoint, m_service.url("here"));
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_EQ(teller->meter().gone, 2);
}

TEST_P(TellerFailures, what_fails_is_tried_again_until_it_is_taken) {
    subscribe("a");
    send(report(1));
    const auto teller = begin();
    m_service.status = 503;
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(3));
    m_service.status = 0;  // hangs up
    const auto before = m_service.asked().size();
    ASSERT_TRUE(m_service.wait_for_asked(before + 2));
    m_service.status = 201;
    ASSERT_TRUE(m_service.wait_for_taken(1));
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_TRUE(is_quiet());
    EXPECT_EQ(told().at(0).text("tag"), id_of(1));
    EXPECT_GE(teller->meter().failed, 5);
    const std::lock_guard lock(m_mutex);
    ASSERT_FALSE(m_log.empty());
    const Value first = parse_own_json(m_log[0]).value_or(Value());
    EXPECT_EQ(first.text("push"), "https://" + m_service.host());
    EXPECT_EQ(first.text("detail"), "answered 503");
    for (const std::string& line : m_log)
        EXPECT_EQ(line.find(m_service.url("a")), std::string::npos) << "an address is a secret";
}

TEST_P(TellerFailures, a_service_says_how_long_it_wants_to_be_left_alone) {
    subscribe("a");
    send(report(1));
    Pace pace = quick();
    pace.most_rest_ms = 60'000;
    const auto teller = begin("one", pace);
    m_service.more_headers = "Retry-After: 2\r\n";
    m_service.status = 429;
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(1));
    const std::int64_t asked_ms = wall_ms();
    m_service.status = 201;
    ASSERT_TRUE(m_service.wait_for_taken(1));
    EXPECT_GE(wall_ms() - asked_ms, 1800);
    EXPECT_EQ(m_service.asked().size(), 2u);
}

TEST_P(TellerFailures, what_a_service_will_never_take_is_dropped) {
    subscribe("a");
    subscribe("b", kOtherDevice);
    m_service.answer_to("a", 400);
    send(report(1));
    const auto teller = begin();
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(1));
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_TRUE(is_quiet());
    EXPECT_EQ(teller->meter().refused, 1);
    EXPECT_EQ(m_storage->push_subscriptions()->size(), 2u);
}

TEST_P(TellerFailures, a_redirect_is_not_followed) {
    subscribe("a");
    send(report(1));
    m_service.more_headers = "Location: " + m_other_service.url("a") + "\r\n";
    m_service.status = 307;
    const auto teller = begin();
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(2));
    EXPECT_TRUE(m_other_service.asked().empty());
}

TEST_P(TellerFailures, a_service_that_is_silent_holds_up_no_other) {
    for (int i = 0; i < 40; ++i) subscribe("slow" + std::to_string(i));
    subscribe(m_other_service, "a");
    m_service.slow_ms = 5000;
    send(report(1));
    Pace pace = quick();
    pace.most_rest_ms = 60'000;
    pace.first_wait_ms = 30'000;
    pace.most_wait_ms = 60'000;
    const auto teller = begin("one", pace);
    const std::int64_t begun_ms = wall_ms();
    ask(1);
    ASSERT_TRUE(m_other_service.wait_for_taken(1));
    send(report(2));
    ask(2);
    ASSERT_TRUE(m_other_service.wait_for_taken(2));
    EXPECT_LT(wall_ms() - begun_ms, 9000) << "forty who wait one after the other";
}

TEST_P(TellerFailures, a_newer_step_of_a_report_takes_the_place_of_one_that_waits) {
    subscribe("a");
    send(report(1));
    const auto teller = begin();
    m_service.status = 503;
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(1));
    step(1, {.move = ReportMove::Verify});
    ASSERT_TRUE(PushService::wait_for([&] {
        const auto due = m_storage->due_pushes(wall_ms() + kDayMs, 10);
        return due->size() == 1 && due->at(0).message.step == "verified";
    }));
    m_service.status = 201;
    ASSERT_TRUE(m_service.wait_for_taken(1));
    EXPECT_TRUE(is_quiet());
    ASSERT_EQ(told().size(), 1u);
    EXPECT_EQ(told()[0].text("text"), "工作人员已到现场核实，这处空间可以利用");
}

TEST_P(TellerFailures, what_is_a_week_old_is_not_told_any_more) {
    subscribe("a");
    send(report(1));
    const auto teller = begin();
    m_service.status = 503;
    ask(1);
    ASSERT_TRUE(m_service.wait_for_asked(1));
    m_later_ms = push::kKeptForMs + 60'000;
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_EQ(teller->meter().late, 1);
}

TEST_P(TellerFailures, one_that_was_killed_before_it_noted_what_it_told_tells_it_again) {
    subscribe("a");
    send(report(1));
    auto first = begin("one");
    ask(1);
    ASSERT_TRUE(m_service.wait_for_taken(1));
    ASSERT_TRUE(has_nothing_waiting());
    first.reset();
    // As a killed one leaves it: told, held, and not noted.
    const std::int64_t now_ms = wall_ms();
    ASSERT_TRUE(*m_storage->hold_webhook(kPushTarget, "killed", now_ms, now_ms + 400));
    const PushMessage told{m_service.url("a"), id_of(1), "asked", "1001", now_ms, 0, 0};
    ASSERT_TRUE(*m_storage->queue_pushes("killed", m_storage->event_edge()->newest,
                                         std::vector{told}, now_ms + 400));
    Pace pace = quick();
    pace.lease_ms = 400;
    const auto next = begin("two", pace);
    ASSERT_TRUE(m_service.wait_for_taken(2));
    EXPECT_GE(wall_ms(), now_ms + 400) << "not before its time was over";
    EXPECT_TRUE(has_nothing_waiting());
    ASSERT_EQ(m_service.taken().size(), 2u);
    EXPECT_EQ(this->told().at(0), this->told().at(1)) << "the same, in the place of the first";
    EXPECT_EQ(m_service.taken()[0].header("Topic"), m_service.taken()[1].header("Topic"));
}

TEST_P(TellerFailures, what_happened_while_no_server_ran_is_told_afterwards) {
    subscribe("a");
    send(report(1));
    begin("one").reset();
    ask(1);
    const auto teller = begin("two");
    ASSERT_TRUE(m_service.wait_for_taken(1));
}

TEST_P(TellerFailures, two_servers_tell_it_once) {
    const std::unique_ptr<Storage> second =
        GetParam() == StoreKind::Postgres ? open_url(m_url) : nullptr;
    Storage& other = second ? *second : *m_storage;
    Offer other_offer(other, m_key, m_settings);
    constexpr std::uint32_t kReports = 40;
    subscribe("a");
    for (std::uint32_t i = 1; i <= kReports; ++i) send(report(i));
    const auto one = begin("one");
    const auto two = begin(other, other_offer, "two");
    for (std::uint32_t i = 1; i <= kReports; ++i) ask(i);
    ASSERT_TRUE(m_service.wait_for_taken(kReports));
    EXPECT_TRUE(has_nothing_waiting());
    EXPECT_TRUE(is_quiet());
    std::map<std::string, int> times;
    for (const Value& tree : told()) ++times[tree.text("tag")];
    EXPECT_EQ(times.size(), kReports);
    EXPECT_EQ(m_service.taken().size(), kReports);
    EXPECT_EQ(one->meter().delivered + two->meter().delivered, kReports);
    EXPECT_EQ(m_offer->key()->point(), other_offer.key()->point());
}

TEST_P(TellerFailures, stops_at_once_though_a_service_is_slow) {
    subscribe("a");
    send(report(1));
    m_service.slow_ms = 5000;
    Pace pace = quick();
    pace.longest = std::chrono::milliseconds(10'000);
    auto teller = begin("one", pace);
    ask(1);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const auto stopping = std::chrono::steady_clock::now();
    teller.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - stopping, std::chrono::seconds(2));
    EXPECT_EQ(*m_storage->waiting_pushes(), 1) << "it is told by the next";
}

TEST_P(TellerFailures, a_key_that_another_key_file_sealed_is_not_replaced) {
    const std::string point = m_offer->key()->point();
    m_folder.write("elsewhere/x", "");
    const ServerKey other = *ServerKey::of_folder(m_folder.path() / "elsewhere");
    Offer wrong(*m_storage, other, m_settings);
    EXPECT_FALSE(wrong.key());
    Offer again(*m_storage, m_key, m_settings);
    EXPECT_EQ(again.key()->point(), point);
    EXPECT_EQ(m_storage->setting(kSettingPushKey)->find(oidc::base64url(m_offer->key()->scalar())),
              std::string::npos);
}

}  // namespace

}  // namespace kongdi::server::tests
