// SPDX-License-Identifier: Apache-2.0
// The server lost its disk and was restored from a backup: the phone still has what it delivered
// since, and offers it again.
#include "core/base/time.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

constexpr std::string_view kRestoredAt = "2026-01-02T08:00:00.000Z";
constexpr std::string_view kLaterAt = "2026-01-05T08:00:00.000Z";
constexpr std::int64_t kMinuteMs = 60'000;

class Reoffer : public testing::AppTest {
protected:
    void SetUp() override {
        AppTest::SetUp();
        open("/");
        fill_report();
    }
    void uploaded() {
        send(Value::map({{"event", "photo.uploaded"},
                         {"tag", "photo:" + m_id},
                         {"sha256", testing::kPhotoHash}}));
    }
    void deliver() {
        m_id = send_filled_report();
        m_sent = request("record:").text("body");
        answer("record:" + m_id, 201, receipt_for(Value::map({{"body", m_sent}}), "翠苑 1001"));
        uploaded();
    }
    Value city(Value restored = Value()) {
        Value tree = api::to_value(api::City{.name = "城", .now_ms = platform::now_ms() + 5000});
        if (!restored.is_null()) tree.set("restored", std::move(restored));
        return tree;
    }
    /// An answer that says when the store was filled; empty: it says nothing.
    void heard(std::string_view tag, std::string_view at) {
        Value headers = Value::map();
        if (!at.empty()) headers.set("x-kongdi-restored", at);
        send(Value::map({{"event", "http.done"},
                         {"tag", tag},
                         {"status", 200},
                         {"headers", std::move(headers)},
                         {"body", "{}"}}));
    }
    static Value restored() {
        return Value::map({{"at", kRestoredAt}, {"backup_of", "2026-01-01T02:00:00.000Z"}});
    }
    /// What the store does when it is told to: the record is in the outbox once more.
    void put_back() {
        OutboxItem item;
        item.id = m_id;
        item.bytes = m_sent;
        item.photos = {testing::kPhotoHash};
        const Value outbox = Value::map({{m_id, write_json(stored_outbox_item(item))}});
        send(Value::map({{"event", "store.changed"}}));
        send(Value::map({{"event", "store.loaded"}, {"tables", Value::map({{"outbox", outbox}})}}));
    }
    bool left_outbox() {
        for (const Value& gone : take("store.delete"))
            if (gone.text("table") == "outbox" && gone.text("key") == m_id) return true;
        return false;
    }
    std::string m_id = {};
    std::string m_sent = {};
};

TEST_F(Reoffer, what_is_delivered_is_kept_in_the_write_that_ends_its_wait) {
    deliver();
    const std::vector<Value> writes = take("store.write");
    const Value::List& changes = writes.back().items("changes");
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_EQ(changes[0].text("table"), "outbox");
    EXPECT_TRUE(changes[0]["value"].is_null());
    EXPECT_EQ(changes[2].text("table"), "delivered");
    EXPECT_EQ(changes[2].text("key"), m_id);
    const Value kept = parse_json(changes[2].text("value")).value_or(Value());
    EXPECT_EQ(kept.text("bytes"), m_sent) << "the bytes that the receipt is for";
    EXPECT_EQ(kept["form"], Value(1));
}

TEST_F(Reoffer, a_record_whose_photo_still_waits_is_not_delivered) {
    m_id = deliver_filled_report();
    for (const Value& put : take("store.put")) EXPECT_NE(put.text("table"), "delivered");
}

TEST_F(Reoffer, the_store_is_told_of_a_restoration_and_of_nothing_else) {
    answer("city", 200, city());
    EXPECT_TRUE(take("store.reoffer").empty());
    answer("city", 200, city(restored()));
    const auto told = take("store.reoffer");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0]["restored"], restored());
    EXPECT_EQ(told[0]["ahead_ms"], Value(5000));
}

TEST_F(Reoffer, a_device_that_could_not_offer_tries_again_when_the_restoration_is_named_next) {
    answer("city", 200, city());
    platform::native::advance_ms(kMinuteMs);
    request("city");
    heard("my", kRestoredAt);
    ASSERT_FALSE(request("city").is_null());
    answer("city", 200, city(restored()));
    ASSERT_EQ(take("store.reoffer").size(), 1u);
    send(Value::map({{"event", "store.not_reoffered"}}));
    heard("my", kRestoredAt);
    EXPECT_TRUE(request("city").is_null()) << "not with each answer";
    platform::native::advance_ms(kMinuteMs);
    heard("my", kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
    answer("city", 200, city(restored()));
    EXPECT_EQ(take("store.reoffer").size(), 1u);
}

TEST_F(Reoffer, nothing_is_offered_while_all_of_it_is_erased_but_what_is_left_is_afterwards) {
    deliver();
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    press("my/own_erase");
    press("my/erase/yes");
    heard("my", kRestoredAt);
    answer("city", 200, city(restored()));
    EXPECT_TRUE(take("store.reoffer").empty()) << "it would be sent after it was erased";
    no_answer("own:erase");
    EXPECT_TRUE(take("store.reoffer").empty());
    platform::native::advance_ms(kMinuteMs);
    request("city");
    heard("my", kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
    answer("city", 200, city(restored()));
    EXPECT_EQ(take("store.reoffer").size(), 1u) << "nothing was erased";
}

TEST_F(Reoffer, what_is_offered_again_is_sent_as_it_was_and_its_new_receipt_counts) {
    deliver();
    put_back();
    const Value sent = request("record:" + m_id);
    EXPECT_EQ(sent.text("body"), m_sent) << "the same bytes, so that the server knows them";
    answer("record:" + m_id, 201, receipt_for(sent, "翠苑 1007"));
    uploaded();
    EXPECT_TRUE(state().outbox.empty());
    ASSERT_EQ(state().reports.size(), 1u);
    EXPECT_EQ(state().reports[0].receipt, "翠苑 1007");
    EXPECT_EQ(stored("delivered", m_id).text("key"), m_id) << "for the next time";
}

TEST_F(Reoffer, what_was_erased_meanwhile_goes_without_a_word_of_refusal) {
    deliver();
    take("store.delete");
    put_back();
    request("record:");
    answer("record:" + m_id, 409, api::to_value(api::Failure{{ErrorCode::IdConflict, "/id"}}));
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_TRUE(left_outbox());
    EXPECT_TRUE(state().toast.empty());
    send(Value::map({{"event", "nav.changed"}, {"path", "/my/" + m_id}}));
    draw();
    for (const widgets::Node& one : widgets::last_tree())
        EXPECT_EQ(one.name.find(text::Text(state().language)("state.refused")), std::string::npos);
}

TEST_F(Reoffer, what_the_restored_server_does_not_know_yet_is_kept_for_the_day_it_does) {
    deliver();
    take("store.delete");
    put_back();
    request("record:");
    answer(
        "record:" + m_id, 422,
        api::to_value(api::Failure{{ErrorCode::QuestionnaireUnknown, "/questionnaire_version"}}));
    EXPECT_FALSE(left_outbox()) << "nobody else has it";
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ(state().outbox[0].bytes, m_sent);
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Refused);
}

TEST_F(Reoffer, a_record_that_never_arrived_and_is_refused_is_still_told) {
    m_id = send_filled_report();
    request("record:");
    answer("record:" + m_id, 409, api::to_value(api::Failure{{ErrorCode::IdConflict, "/id"}}));
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Refused);
}

TEST_F(Reoffer, a_withdrawal_that_the_server_forgot_is_said_again_until_it_knows) {
    deliver();
    api::RecordState told;
    told.id = m_id;
    told.receipt = "翠苑 1001";
    told.state = ReportState::Withdrawn;
    const auto show = [&] {
        answer("my", 200, Value::map({{"records", Value::list({api::to_value(told)})}}));
    };
    show();
    EXPECT_TRUE(request("again:").is_null());
    told.state = ReportState::Submitted;
    for (int i = 0; i < 2; ++i) {
        show();
        const Value sent = request("again:" + m_id);
        EXPECT_EQ(sent.text("path"), "/api/v1/records/" + m_id + "/events");
        EXPECT_EQ(parse_json(sent.text("body"))->text("move"), "withdraw");
        EXPECT_EQ(state().reports[0].state, ReportState::Withdrawn) << "as its sender knows it";
        no_answer("again:" + m_id);
    }
    told.state = ReportState::Withdrawn;
    show();
    EXPECT_TRUE(request("again:").is_null());
}

TEST_F(Reoffer, an_open_page_asks_for_the_city_when_an_answer_names_a_restoration) {
    answer("city", 200, city());
    platform::native::advance_ms(kMinuteMs);
    request("city");
    heard("my", kRestoredAt);
    ASSERT_EQ(request("city").text("path"), "/api/v1/city");
    EXPECT_EQ(state().city_loading, Loading::Idle) << "nobody waits for it";
    answer("city", 200, city(restored()));
    EXPECT_EQ(take("store.reoffer").size(), 1u);
    platform::native::advance_ms(kMinuteMs);
    heard("my", kRestoredAt);
    EXPECT_TRUE(request("city").is_null()) << "of that it has heard";
    heard("my", kLaterAt);
    EXPECT_FALSE(request("city").is_null()) << "of the next it has not";
}

TEST_F(Reoffer, the_answer_to_what_one_sends_names_it_as_well_as_any) {
    answer("city", 200, city());
    platform::native::advance_ms(kMinuteMs);
    m_id = send_filled_report();
    request("city");
    heard("record:" + m_id, kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
}

TEST_F(Reoffer, a_city_that_did_not_come_is_asked_for_again_but_not_with_each_answer) {
    answer("city", 200, city());
    platform::native::advance_ms(kMinuteMs);
    heard("my", kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
    send(Value::map({{"event", "http.done"},
                     {"tag", "city"},
                     {"status", 503},
                     {"headers", Value::map({{"x-kongdi-restored", kRestoredAt}})},
                     {"body", "{}"}}));
    heard("my", kRestoredAt);
    EXPECT_TRUE(request("city").is_null());
    platform::native::advance_ms(kMinuteMs);
    heard("my", kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
}

TEST_F(Reoffer, a_page_that_knew_it_from_the_last_time_does_not_ask_twice) {
    AppTest::SetUp();
    open("/", Value::map({{"cache", Value::map({{"city", write_json(city(restored()))}})}}));
    EXPECT_FALSE(request("city").is_null());
    platform::native::advance_ms(kMinuteMs);
    heard("questionnaires", kRestoredAt);
    EXPECT_TRUE(request("city").is_null());
}

TEST_F(Reoffer, whoever_comes_back_after_some_minutes_has_the_page_ask_the_shortest_question) {
    heard("questionnaires", "");
    for (const char* back : {"visible", "online"}) {
        send(Value::map({{"event", back}}));
        EXPECT_TRUE(request("look").is_null()) << "the server has just answered";
        platform::native::advance_ms(6 * kMinuteMs);
        send(Value::map({{"event", back}}));
        const Value asked = request("look");
        EXPECT_EQ(asked.text("method"), "HEAD");
        send(Value::map({{"event", back}}));
        EXPECT_TRUE(request("look").is_null());
        heard("look", "");
    }
    platform::native::advance_ms(6 * kMinuteMs);
    send(Value::map({{"event", "visible"}}));
    heard("look", kRestoredAt);
    EXPECT_FALSE(request("city").is_null());
}

TEST_F(Reoffer, a_page_that_nobody_touches_asks_once_an_hour_unless_it_heard_anything) {
    const auto wakes = [this] {
        platform::native::advance_ms(60 * kMinuteMs);
        send(Value::map({{"event", "wake"}, {"ms", platform::now_ms()}}));
    };
    take("wake.at");
    wakes();
    EXPECT_FALSE(request("look").is_null());
    ASSERT_EQ(take("wake.at").size(), 1u) << "one chain of wakes";
    send(Value::map({{"event", "wake"}, {"ms", platform::now_ms()}}));
    EXPECT_TRUE(request("look").is_null()) << "a wake for something else";
    EXPECT_TRUE(take("wake.at").empty());
    platform::native::advance_ms(30 * kMinuteMs);
    heard("questionnaires", "");
    platform::native::advance_ms(30 * kMinuteMs);
    send(Value::map({{"event", "wake"}, {"ms", platform::now_ms()}}));
    EXPECT_TRUE(request("look").is_null()) << "half an hour ago it heard";
    const auto next = take("wake.at");
    ASSERT_EQ(next.size(), 1u);
    EXPECT_EQ(next[0]["ms"], Value(platform::now_ms() + 30 * kMinuteMs));
    send(Value::map({{"event", "offline"}}));
    wakes();
    EXPECT_TRUE(request("look").is_null());
    EXPECT_EQ(take("wake.at").size(), 1u) << "it goes on";
}

TEST_F(Reoffer, whoever_erases_all_of_theirs_has_nothing_left_to_offer) {
    deliver();
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    press("my/own_erase");
    press("my/erase/yes");
    answer("own:erase", 200, Value::map({{"records", 1}}));
    bool emptied = false;
    for (const Value& gone : take("store.delete"))
        emptied = emptied || (gone.text("table") == "delivered" && gone.text("key").empty());
    EXPECT_TRUE(emptied);
}

}  // namespace kongdi::shell
