// SPDX-License-Identifier: Apache-2.0
// Others are told of what happens: each event once at least, in order, whatever they or this server
// do meanwhile.
#include "server/webhooks/messenger.hpp"

#include "server/auth/signature.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/postgres_locks.hpp"
#include "tests/server/storage/store_fixture.hpp"
#include "tests/server/webhooks/hook_receiver.hpp"

namespace kongdi::server::tests {

namespace {

using webhooks::Messenger;
using webhooks::Pace;
using webhooks::Settings;

constexpr std::string_view kSecret = "a secret of this test";

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

class MessengerContract : public ::testing::TestWithParam<StoreKind> {
protected:
    std::unique_ptr<Messenger> begin(Storage& storage, const std::string& holder = "one",
                                     Pace pace = quick()) {
        Settings settings{"https://city.example",
                          {{"gis",
                            m_receiver.url(),
                            std::string(kSecret),
                            {"record.received", "report.changed"},
                            {}}}};
        auto out = std::make_unique<Messenger>(
            storage, std::move(settings), holder, now_ms,
            [this](std::string_view line) {
                const std::lock_guard lock(m_mutex);
                m_log.emplace_back(line);
            },
            pace);
        // It knows where it begins.
        EXPECT_TRUE(
            m_receiver.wait_for([&] { return storage.webhook_cursor("gis").value().has_value(); }));
        return out;
    }
    static Pace quick() {
        return {.poll_ms = 10,
                .first_wait_ms = 20,
                .most_wait_ms = 80,
                .lease_ms = 2000,
                .longest = std::chrono::milliseconds(1000)};
    }
    void report(std::uint32_t number) {
        ASSERT_TRUE(m_storage->submit(submission_to(*m_storage, number)));
    }
    std::string id_of(std::uint32_t number) { return submission_to(*m_storage, number).record.id; }
    std::vector<std::string> subjects() {
        std::vector<std::string> out;
        for (const Told& one : m_receiver.taken()) out.push_back(one.tree().text("subject"));
        return out;
    }
    std::vector<std::string> ids(std::uint32_t from, std::uint32_t to) {
        std::vector<std::string> out;
        for (std::uint32_t i = from; i <= to; ++i) out.push_back(id_of(i));
        return out;
    }

    HookReceiver m_receiver;
    TemporaryFolder m_folder;
    std::string m_url = new_store(GetParam(), m_folder);
    std::unique_ptr<Storage> m_storage = open_url(m_url);
    std::mutex m_mutex;
    std::vector<std::string> m_log;
};

TEST_P(MessengerContract, tells_what_happened_in_order_and_signs_it) {
    report(1);
    const auto messenger = begin(*m_storage);
    for (std::uint32_t i = 2; i <= 30; ++i) report(i);
    ASSERT_TRUE(m_storage->move(id_of(2), ReportMove::Verify, {Role::Worker, "ling"}, kNowMs));
    ASSERT_TRUE(m_receiver.wait_for_taken(30));
    const std::vector<Told> taken = m_receiver.taken();
    std::vector<std::string> wanted = ids(2, 30);
    wanted.push_back(id_of(2));
    EXPECT_EQ(subjects(), wanted) << "from now on, in order";
    const Told& first = taken.front();
    const Value tree = first.tree();
    EXPECT_EQ(tree.text("event"), "record.received");
    EXPECT_EQ(std::to_string(tree["id"].int_or(0)), first.event_id);
    EXPECT_EQ(tree.text("at"), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(tree.text("address"), "https://city.example/api/v1/records/" + id_of(2));
    EXPECT_EQ(first.signature, "v1=" + hmac_sha256(kSecret, first.timestamp + "." + first.body));
    EXPECT_LT(std::abs(std::stoll(first.timestamp) - now_ms() / 1000), 60);
    const Value changed = taken.back().tree();
    EXPECT_EQ(changed.text("event"), "report.changed");
    EXPECT_EQ(changed.text("move"), "verify");
    EXPECT_EQ(taken.back().body.find("ling"), std::string::npos) << "nobody's name";
    ASSERT_TRUE(m_receiver.wait_for([&] { return messenger->meters()[0]->waiting == 0; }));
    EXPECT_EQ(messenger->meters()[0]->delivered, 30);
    EXPECT_EQ(messenger->meters()[0]->failed, 0);
}

TEST_P(MessengerContract, tries_again_until_it_is_taken_and_passes_nothing_over) {
    const auto messenger = begin(*m_storage);
    m_receiver.status = 500;
    for (std::uint32_t i = 1; i <= 3; ++i) report(i);
    ASSERT_TRUE(m_receiver.wait_for([&] { return messenger->meters()[0]->failed >= 3; }));
    EXPECT_GE((*m_storage->webhook_cursor("gis"))->tries, 3);
    EXPECT_EQ(messenger->meters()[0]->waiting, 3);
    m_receiver.status = 0;  // hangs up
    const auto failed = messenger->meters()[0]->failed.load();
    ASSERT_TRUE(m_receiver.wait_for([&] { return messenger->meters()[0]->failed > failed; }));
    m_receiver.status = 204;
    ASSERT_TRUE(m_receiver.wait_for_taken(3));
    EXPECT_EQ(subjects(), ids(1, 3));
    ASSERT_TRUE(
        m_receiver.wait_for([&] { return (*m_storage->webhook_cursor("gis"))->tries == 0; }));
    const std::lock_guard lock(m_mutex);
    ASSERT_FALSE(m_log.empty());
    const Value first = parse_own_json(m_log[0]).value_or(Value());
    EXPECT_EQ(first.text("webhook"), "gis") << m_log[0];
    EXPECT_EQ(first.text("detail"), "answered 500");
    EXPECT_EQ(first["tries"], Value(1));
    EXPECT_EQ(parse_own_json(m_log.back()).value_or(Value()).text("detail"), "taken");
    for (const std::string& line : m_log) EXPECT_EQ(line.find("127.0.0.1"), std::string::npos);
}

TEST_P(MessengerContract, a_redirect_is_no_delivery_and_is_not_followed) {
    HookReceiver elsewhere;
    m_receiver.more_headers = "Location: " + elsewhere.url() + "\r\n";
    m_receiver.status = 307;
    const auto messenger = begin(*m_storage);
    report(1);
    ASSERT_TRUE(m_receiver.wait_for([&] { return messenger->meters()[0]->failed >= 2; }));
    EXPECT_EQ(elsewhere.asked(), 0);
}

TEST_P(MessengerContract, a_slow_target_holds_up_nobody_who_writes) {
    m_receiver.slow_ms = 5000;
    auto messenger = begin(*m_storage);
    report(1);
    ASSERT_TRUE(m_receiver.wait_for([&] { return m_receiver.asked() >= 1; }));
    const auto before = std::chrono::steady_clock::now();
    for (std::uint32_t i = 2; i <= 40; ++i) report(i);
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(4));
    ASSERT_TRUE(m_receiver.wait_for([&] { return messenger->meters()[0]->failed >= 1; }))
        << "it is not waited for without end";
    const auto stopping = std::chrono::steady_clock::now();
    messenger.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - stopping, std::chrono::seconds(3));
    m_receiver.slow_ms = 0;
    messenger = begin(*m_storage);
    // What it took too late to say so, it gets again.
    const std::string last = id_of(40);
    ASSERT_TRUE(m_receiver.wait_for([&] {
        const auto told = subjects();
        return !told.empty() && told.back() == last;
    }));
    const auto told = subjects();
    EXPECT_EQ(std::vector<std::string>(told.end() - 39, told.end()), ids(2, 40));
}

TEST_P(MessengerContract, what_happened_while_it_was_stopped_is_told_afterwards) {
    begin(*m_storage).reset();
    for (std::uint32_t i = 1; i <= 5; ++i) report(i);
    m_storage.reset();
    m_storage = open_url(m_url);
    const auto messenger = begin(*m_storage, "another");
    ASSERT_TRUE(m_receiver.wait_for_taken(5));
    EXPECT_EQ(subjects(), ids(1, 5));
}

TEST_P(MessengerContract, one_that_was_killed_is_followed_once_its_time_is_over) {
    begin(*m_storage).reset();
    report(1);
    const std::int64_t until_ms = now_ms() + 400;
    ASSERT_TRUE(*m_storage->hold_webhook("gis", "the killed one", now_ms(), until_ms));
    Pace pace = quick();
    pace.lease_ms = 400;
    const auto messenger = begin(*m_storage, "two", pace);
    ASSERT_TRUE(m_receiver.wait_for_taken(1));
    EXPECT_GE(now_ms(), until_ms);
}

TEST_P(MessengerContract, two_servers_tell_it_once) {
    const std::unique_ptr<Storage> other =
        GetParam() == StoreKind::Postgres ? open_url(m_url) : nullptr;
    const auto one = begin(*m_storage, "one");
    const auto two = begin(other ? *other : *m_storage, "two");
    constexpr std::uint32_t kReports = 120;
    for (std::uint32_t i = 1; i <= kReports; ++i) report(i);
    ASSERT_TRUE(m_receiver.wait_for_taken(kReports));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(subjects(), ids(1, kReports));
    EXPECT_EQ(one->meters()[0]->delivered + two->meters()[0]->delivered, kReports);
}

TEST_P(MessengerContract, what_nobody_asks_for_is_passed_over_without_writing) {
    const auto messenger = begin(*m_storage);
    const auto before = **m_storage->webhook_cursor("gis");
    ASSERT_TRUE(m_storage->keep_photo({std::string(64, 'a'), 3, 1, 1, "image/png"}, "one", kNowMs));
    ASSERT_TRUE(m_storage->add_account({.name = "bo", .role = Role::Worker}, {}, kNowMs));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(**m_storage->webhook_cursor("gis"), before);
    report(1);
    ASSERT_TRUE(m_receiver.wait_for_taken(1));
    ASSERT_TRUE(m_receiver.wait_for([&] { return **m_storage->webhook_cursor("gis") != before; }));
}

INSTANTIATE_TEST_SUITE_P(Stores, MessengerContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& param) {
                             return param.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST(EventHorizonTest, waits_for_who_may_still_bring_a_lower_number_and_for_nobody_else) {
    EventHorizon horizon;
    EXPECT_EQ(horizon.look({5, {}}), 5);
    EXPECT_EQ(horizon.look({9, {"a", "b"}}), 5);
    EXPECT_EQ(horizon.look({12, {"b", "c"}}), 5) << "b was there when 9 was the last";
    EXPECT_EQ(horizon.look({15, {"c", "d"}}), 9) << "whoever came later has higher numbers";
    EXPECT_EQ(horizon.look({15, {"d"}}), 9);
    EXPECT_EQ(horizon.look({15, {}}), 15);
}

TEST(EventHorizonTest, an_event_of_a_slow_transaction_is_not_passed_over) {
    const std::string url = PostgresCluster::shared().new_database();
    const auto storage = open_url(url);
    ASSERT_TRUE(storage->submit(submission_to(*storage, 1)));
    EventHorizon horizon;
    const std::int64_t first = horizon.look(*storage->event_edge());
    EXPECT_GT(first, 0);
    PostgresConnection slow(url);
    slow.execute("BEGIN");
    lock_shared(slow, kLockEvents);
    slow.execute("INSERT INTO events VALUES (nextval('events_seq'), 1, 'photo', 'x', NULL, '{}')");
    ASSERT_TRUE(storage->submit(submission_to(*storage, 2)));
    const EventEdge edge = *storage->event_edge();
    EXPECT_EQ(edge.newest, first + 2);
    EXPECT_EQ(horizon.look(edge), first) << "the one between is not there yet";
    slow.execute("COMMIT");
    EXPECT_EQ(horizon.look(*storage->event_edge()), first + 2);
}

TEST(WebhookWait, doubles_up_to_a_day) {
    const Pace pace;
    EXPECT_EQ(webhooks::wait_after(1, pace), 5000);
    EXPECT_EQ(webhooks::wait_after(2, pace), 10'000);
    EXPECT_EQ(webhooks::wait_after(10, pace), 2'560'000);
    EXPECT_EQ(webhooks::wait_after(16, pace), 86'400'000);
    EXPECT_EQ(webhooks::wait_after(1'000'000, pace), 86'400'000);
}

TEST(WebhookSignature, is_that_of_the_standard) {
    // RFC 4231, case 2.
    EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace

}  // namespace kongdi::server::tests
