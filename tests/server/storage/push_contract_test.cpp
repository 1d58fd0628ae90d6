// SPDX-License-Identifier: Apache-2.0
// What every store does alike with browsers that are told of what happens to a report.
#include "server/storage/push_subscriptions.hpp"

#include "server/backup/copy.hpp"
#include "server/storage/store_view.hpp"
#include "server/storage/webhook_cursors.hpp"
#include "tests/server/storage/erasure_fixture.hpp"

namespace kongdi::server::tests {

namespace {

using namespace erasing;

constexpr std::int64_t kMost = 5;

class PushContract : public ErasureFixture {
protected:
    static PushSubscription browser(const std::string& name, std::string_view device = kDevice,
                                    std::int64_t at_ms = kNowMs) {
        return {"https://push.example/" + name, sha256(device), "key", "auth", "zh", at_ms};
    }
    void put(const PushSubscription& one) { ASSERT_TRUE(m_storage->put_push(one, kMost)); }
    std::vector<std::string> endpoints(Storage& storage) {
        std::vector<std::string> out;
        const auto all = storage.push_subscriptions();
        EXPECT_TRUE(all);
        for (const PushSubscription& one : *all)
            out.push_back(one.endpoint.substr(one.endpoint.rfind('/') + 1));
        return out;
    }
    std::vector<std::string> endpoints() { return endpoints(*m_storage); }
    void begin() {
        ASSERT_TRUE(m_storage->begin_webhook(kPushTarget, 0));
        ASSERT_TRUE(**m_storage->hold_webhook(kPushTarget, "one", kNowMs, kNowMs + 1000) ==
                    WebhookCursor{});
    }
    static PushMessage message(const std::string& name, const std::string& subject,
                               std::int64_t at_ms = kNowMs) {
        return {"https://push.example/" + name, subject, "asked", "1001", at_ms, 0, at_ms};
    }
    std::vector<PushMessage> due(std::int64_t now_ms) {
        std::vector<PushMessage> out;
        const auto found = m_storage->due_pushes(now_ms, 100);
        EXPECT_TRUE(found);
        for (const DuePush& one : *found) out.push_back(one.message);
        return out;
    }
};

INSTANTIATE_TEST_SUITE_P(Stores, PushContract,
                         ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         [](const auto& tried) {
                             return tried.param == StoreKind::Sqlite ? "sqlite" : "postgres";
                         });

TEST_P(PushContract, the_same_browser_again_takes_the_place_of_what_was_kept) {
    put(browser("a"));
    PushSubscription again = browser("a", kOtherDevice, kNowMs + 1);
    again.lang = "en";
    put(again);
    EXPECT_EQ(*m_storage->push_subscriptions(), std::vector{again});
}

TEST_P(PushContract, a_pseudonym_has_five_and_the_oldest_goes) {
    put(browser("other", kOtherDevice, kNowMs - 1));
    for (const std::int64_t i : {3, 1, 2, 5, 4}) put(browser(std::to_string(i), kDevice, i));
    put(browser("6", kDevice, 0));
    EXPECT_EQ(endpoints(), (std::vector<std::string>{"2", "3", "4", "5", "6", "other"}))
        << "the one that came last stays, whatever its clock";
}

TEST_P(PushContract, is_stopped_by_whose_it_is_and_by_nobody_else) {
    put(browser("a"));
    ASSERT_TRUE(m_storage->stop_push(browser("a").endpoint, sha256(kOtherDevice)));
    ASSERT_TRUE(m_storage->stop_push("https://push.example/unknown", sha256(kDevice)));
    EXPECT_EQ(endpoints().size(), 1u);
    ASSERT_TRUE(m_storage->stop_push(browser("a").endpoint, sha256(kDevice)));
    EXPECT_EQ(endpoints().size(), 0u);
}

TEST_P(PushContract, goes_with_the_erasure_of_its_pseudonym_and_what_waited_with_it) {
    put(browser("a"));
    put(browser("b", kOtherDevice));
    send(report(1));
    begin();
    ASSERT_TRUE(*m_storage->queue_pushes(
        "one", 1, std::vector{message("a", id_of(1)), message("b", id_of(1))}, 0));
    EXPECT_EQ(due(kNowMs).size(), 2u);
    const auto own = m_storage->own_data(kDevice);
    ASSERT_TRUE(own);
    EXPECT_EQ(own->pushes.at(0).endpoint, browser("a").endpoint);
    EXPECT_EQ(erase().count(kErasedPushes), 1);
    EXPECT_EQ(endpoints(), std::vector<std::string>{"b"});
    EXPECT_EQ(*m_storage->waiting_pushes(), 0) << "of a report that is gone nobody is told";
    EXPECT_TRUE(m_storage->own_data(kDevice)->is_empty());
    expect_same_made_anew();
}

TEST_P(PushContract, an_erasure_of_nothing_but_that_is_told_too_so_that_no_copy_brings_it_back) {
    put(browser("a"));
    std::vector<Tombstone> told;
    const auto done = m_storage->erase_own(kDevice, kErasedAtMs, [&](const Tombstone& one) {
        told.push_back(one);
        return Result<void>();
    });
    ASSERT_TRUE(done);
    EXPECT_NE(done->seq, 0);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].erasure.device_sha256, sha256(kDevice));
    EXPECT_EQ(m_storage->tombstones()->size(), 1u);
    const auto copy = open_url(new_store(GetParam(), m_folder));
    ASSERT_TRUE(copy->put_push(browser("a"), kMost));
    ASSERT_TRUE(copy->put_push(browser("b", kOtherDevice), kMost));
    ASSERT_TRUE(copy->erase(told[0].erasure, told[0].at_ms));
    EXPECT_EQ(endpoints(*copy), std::vector<std::string>{"b"});
    expect_same_made_anew();
}

TEST_P(PushContract, goes_when_the_last_report_of_its_pseudonym_is_too_old) {
    put(browser("a"));
    send(report(1));
    send(report(2));
    const auto retire = [&](std::uint32_t number) {
        const auto done =
            m_storage->erase({.rule = "reports", .records = {id_of(number)}}, kErasedAtMs);
        EXPECT_TRUE(done);
    };
    retire(1);
    EXPECT_EQ(endpoints().size(), 1u);
    retire(2);
    EXPECT_EQ(endpoints().size(), 0u);
    expect_same_made_anew();
}

TEST_P(PushContract, goes_along_to_another_store) {
    put(browser("a"));
    put(browser("b", kOtherDevice));
    ASSERT_EQ(*m_storage->keep_push_key("sealed"), "sealed");
    for (const StoreKind kind : {StoreKind::Sqlite, StoreKind::Postgres}) {
        const auto copy = open_url(new_store(kind, m_folder));
        const auto view = open_store_view(m_url, catalogue());
        ASSERT_TRUE(view);
        ASSERT_TRUE(copy_store(**view, *copy));
        EXPECT_EQ(*copy->push_subscriptions(), *m_storage->push_subscriptions());
        EXPECT_EQ(*copy->keep_push_key("another"), "sealed");
    }
}

TEST_P(PushContract, the_key_that_was_kept_first_is_everybodys) {
    EXPECT_EQ(*m_storage->keep_push_key("one"), "one");
    EXPECT_EQ(*m_storage->keep_push_key("two"), "one");
    EXPECT_EQ(*m_storage->setting(kSettingPushKey), "one");
}

TEST_P(PushContract, who_sent_a_report_is_told_and_who_sent_what_was_merged_into_it) {
    put(browser("a"));
    put(browser("b", kOtherDevice));
    put(browser("c", kThirdDevice));
    send(report(1));
    send(report(2, kOtherDevice));
    send(report(3, kThirdDevice));
    send(report(4).with("/mode", "assisted"));
    merge(3, 2);
    merge(2, 1);
    const auto alone = m_storage->push_reports(id_of(1), false);
    ASSERT_TRUE(alone);
    ASSERT_EQ(alone->size(), 1u);
    EXPECT_EQ(alone->at(0).number, "1001") << "without the place it begins with";
    EXPECT_EQ(alone->at(0).state, ReportState::Submitted);
    EXPECT_EQ(alone->at(0).endpoints, std::vector{browser("a").endpoint});
    const auto all = m_storage->push_reports(id_of(1), true);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 3u);
    EXPECT_EQ(all->at(1).id, id_of(2));
    EXPECT_EQ(all->at(1).state, ReportState::Merged);
    EXPECT_EQ(all->at(2).endpoints, std::vector{browser("c").endpoint});
    EXPECT_TRUE(m_storage->push_reports(id_of(4), true)->empty()) << "who helped is not told";
    EXPECT_TRUE(m_storage->push_reports(id_of(99), true)->empty());
}

TEST_P(PushContract, what_waits_is_the_last_of_each_report_until_something_came_of_it) {
    for (const char* name : {"a", "b"}) put(browser(name));
    begin();
    const auto queue = [&](std::int64_t seq, const std::vector<PushMessage>& messages) {
        const auto done = m_storage->queue_pushes("one", seq, messages, kNowMs + 1000);
        return done && *done;
    };
    ASSERT_TRUE(queue(
        7, {message("a", "x"), message("a", "y"), message("b", "x"), message("unknown", "x")}));
    EXPECT_EQ((*m_storage->webhook_cursor(kPushTarget))->seq, 7);
    EXPECT_EQ(*m_storage->waiting_pushes(), 3) << "nobody is told where nobody asks for it";
    ASSERT_TRUE(queue(8, {message("a", "x", kNowMs + 5)}));
    EXPECT_EQ(due(kNowMs).size(), 2u);
    EXPECT_EQ(due(kNowMs + 5).size(), 3u);
    // What came of the older one says nothing of the newer.
    ASSERT_TRUE(*m_storage->end_pushes("one", std::vector<PushOutcome>{{message("a", "x")}}, {},
                                       kNowMs + 1000));
    EXPECT_EQ(*m_storage->waiting_pushes(), 3);
    ASSERT_TRUE(*m_storage->end_pushes(
        "one",
        std::vector<PushOutcome>{{message("a", "x", kNowMs + 5)},
                                 {message("a", "y"), PushOutcome::Kind::Later, kNowMs + 100},
                                 {message("b", "x"), PushOutcome::Kind::Gone}},
        {}, 0));
    EXPECT_EQ(endpoints(), std::vector<std::string>{"a"});
    EXPECT_TRUE(due(kNowMs + 99).empty());
    ASSERT_EQ(due(kNowMs + 100).size(), 1u);
    EXPECT_EQ(due(kNowMs + 100)[0].tries, 1);
}

TEST_P(PushContract, a_service_that_rests_is_not_asked_and_no_other_waits_for_it) {
    put(browser("a"));
    PushSubscription other = browser("a");
    other.endpoint = "https://push.example.org/a";
    put(other);
    begin();
    PushMessage to_other = message("a", "x");
    to_other.endpoint = other.endpoint;
    ASSERT_TRUE(*m_storage->queue_pushes("one", 1, std::vector{message("a", "x"), to_other}, 0));
    ASSERT_TRUE(*m_storage->end_pushes(
        "one", {}, std::vector<PushRest>{{"https://push.example", kNowMs + 50}}, 0));
    ASSERT_EQ(due(kNowMs).size(), 1u);
    EXPECT_EQ(due(kNowMs)[0].endpoint, other.endpoint);
    EXPECT_EQ(due(kNowMs + 50).size(), 2u);
}

TEST_P(PushContract, who_lost_the_place_queues_nothing) {
    put(browser("a"));
    begin();
    EXPECT_FALSE(*m_storage->queue_pushes("two", 9, std::vector{message("a", "x")}, 0));
    EXPECT_EQ((*m_storage->webhook_cursor(kPushTarget))->seq, 0);
    EXPECT_EQ(*m_storage->waiting_pushes(), 0);
}

}  // namespace

}  // namespace kongdi::server::tests
