// SPDX-License-Identifier: Apache-2.0
#include "core/base/time.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Outbox : public testing::AppTest {
protected:
    void SetUp() override {
        AppTest::SetUp();
        open("/");
        fill_report();
        press("report/next");
        ASSERT_EQ(state().outbox.size(), 1u);
        m_id = state().outbox[0].id;
    }
    void saved() { send(Value::map({{"event", "store.done"}, {"tag", "outbox:" + m_id}})); }
    Value uploaded(std::string_view hash) {
        return Value::map(
            {{"event", "photo.uploaded"}, {"tag", "photo:" + m_id}, {"sha256", hash}});
    }
    std::string m_id;
};

TEST_F(Outbox, nothing_is_sent_before_the_device_keeps_it) {
    EXPECT_TRUE(request("record:").is_null());
    EXPECT_TRUE(state().draft.has_value()) << "the draft goes only after the record is safe";
    saved();
    EXPECT_FALSE(request("record:").is_null());
    EXPECT_FALSE(state().draft.has_value());
}

TEST_F(Outbox, record_report_and_the_end_of_the_draft_are_one_write) {
    const auto writes = take("store.write");
    ASSERT_EQ(writes.size(), 1u);
    std::vector<std::string> tables;
    for (const Value& change : writes[0].items("changes")) tables.push_back(change.text("table"));
    EXPECT_EQ(tables, (std::vector<std::string>{"outbox", "reports", "drafts"}));
    EXPECT_EQ(writes[0]["photos"], Value::list({testing::kPhotoHash}));
    EXPECT_EQ(writes[0].text("tag"), "outbox:" + m_id);
}

TEST_F(Outbox, asks_to_be_sent_by_the_browser_and_to_be_kept) {
    EXPECT_EQ(take("sync.ask").size(), 1u);
    EXPECT_EQ(take("persist.ask").size(), 1u);
    EXPECT_FALSE(state().persisted.has_value());
    send(Value::map({{"event", "persist.done"}, {"granted", false}}));
    EXPECT_EQ(state().persisted, false);
    saved();
    draw();
    EXPECT_NE(node("sent/save-file"), nullptr);
}

TEST_F(Outbox, a_record_that_another_tab_is_sending_waits_without_counting_as_a_failure) {
    saved();
    const Value first = request("record:");
    EXPECT_EQ(first.text("lock"), "record:" + m_id);
    EXPECT_EQ(first.text("kept"), m_id);
    send(Value::map({{"event", "http.failed"}, {"tag", "record:" + m_id}, {"reason", "busy"}}));
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    EXPECT_EQ(state().outbox[0].attempts, 0);
    EXPECT_GT(state().outbox[0].next_try_ms, platform::now_ms());
    EXPECT_EQ(take("store.load").size(), 2u) << "at the start, and to see what it did";
}

TEST_F(Outbox, what_another_tab_delivered_is_delivered_here) {
    saved();
    MyReport report = state().reports[0];
    report.receipt = "翠苑 1001";
    report.history = {{ReportState::Submitted, platform::now_ms()}};
    send(Value::map(
        {{"event", "store.loaded"},
         {"tables",
          Value::map({{"outbox", Value::map()},
                      {"reports", Value::map({{m_id, write_json(stored_report(report))}})}})}}));
    EXPECT_TRUE(state().outbox.empty());
    ASSERT_EQ(state().reports.size(), 1u);
    EXPECT_EQ(state().reports[0].receipt, "翠苑 1001");
}

TEST_F(Outbox, a_record_that_the_device_could_not_keep_is_not_dropped_for_missing_in_its_store) {
    send(Value::map({{"event", "store.failed"}, {"tag", "outbox:" + m_id}, {"reason", "full"}}));
    EXPECT_TRUE(state().storage_full);
    EXPECT_TRUE(request("record:")["kept"].is_null());
    send(Value::map({{"event", "store.loaded"}, {"tables", Value::map()}}));
    EXPECT_EQ(state().outbox.size(), 1u);
}

TEST_F(Outbox, a_receipt_ends_the_wait_and_the_photo_follows_apart) {
    saved();
    answer("record:" + m_id, 201, receipt_for(request("record:")));
    ASSERT_EQ(state().reports.size(), 1u);
    EXPECT_EQ(state().reports[0].receipt, "翠苑 1001");
    const auto uploads = take("photo.upload");
    ASSERT_EQ(uploads.size(), 1u);
    EXPECT_EQ(uploads[0].text("sha256"), testing::kPhotoHash);
    EXPECT_EQ(state().outbox.size(), 1u) << "kept until the photo is there";
    send(uploaded(testing::kPhotoHash));
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_EQ(take("store.delete").back().text("table"), "outbox");
}

TEST_F(Outbox, a_photo_that_is_gone_from_the_device_is_told_and_does_not_hold_the_record) {
    saved();
    answer("record:" + m_id, 201, receipt_for(request("record:")));
    send(Value::map({{"event", "photo.upload_failed"},
                     {"tag", "photo:" + m_id},
                     {"sha256", testing::kPhotoHash},
                     {"reason", "missing"}}));
    EXPECT_TRUE(state().outbox.empty());
    EXPECT_EQ(state().toast, "photo.gone");
}

TEST_F(Outbox, the_same_receipt_twice_is_the_same_report) {
    saved();
    answer("record:" + m_id, 200, receipt_for(request("record:")));
    EXPECT_EQ(state().reports.size(), 1u);
    EXPECT_TRUE(state().outbox[0].received);
}

TEST_F(Outbox, a_captive_portals_200_is_no_receipt) {
    saved();
    take("wake.at");
    send(Value::map({{"event", "http.done"},
                     {"tag", "record:" + m_id},
                     {"status", 200},
                     {"headers", Value::map()},
                     {"body", "<html>Please log in to this Wi-Fi</html>"}}));
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_FALSE(state().outbox[0].received);
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    EXPECT_EQ(take("wake.at").size(), 1u) << "it is tried again by itself";
}

TEST_F(Outbox, a_receipt_for_other_bytes_does_not_count) {
    saved();
    Value receipt = receipt_for(request("record:"));
    receipt.set("sha256", std::string(64, '0'));
    answer("record:" + m_id, 201, receipt);
    EXPECT_FALSE(state().outbox[0].received);
}

TEST_F(Outbox, waits_longer_after_each_failure_and_starts_again_when_the_network_returns) {
    saved();
    std::int64_t pause_before = 0;
    for (int i = 0; i < 5; ++i) {
        ASSERT_FALSE(request("record:").is_null()) << "attempt " << i;
        no_answer("record:" + m_id);
        const std::int64_t pause = state().outbox[0].next_try_ms - platform::now_ms();
        EXPECT_GT(pause, pause_before);
        pause_before = pause;
        send(Value::map({{"event", "offline"}}));
        EXPECT_TRUE(request("record:").is_null());
        send(Value::map({{"event", "online"}}));
    }
}

TEST_F(Outbox, a_full_server_names_when_to_come_back_and_the_record_stays) {
    saved();
    send(Value::map({{"event", "http.done"},
                     {"tag", "record:" + m_id},
                     {"status", 503},
                     {"headers", Value::map({{"retry-after", "30"}})},
                     {"body", R"({"code":"storage_full"})"}}));
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    EXPECT_GE(state().outbox[0].next_try_ms, platform::now_ms() + 30'000);
}

TEST_F(Outbox, a_refused_record_is_kept_with_the_reason) {
    saved();
    ASSERT_FALSE(request("record:").is_null());
    answer(
        "record:" + m_id, 422,
        api::to_value(api::Failure{{ErrorCode::FieldRange, "/body/floor_area/value"}, "r1", {}}));
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Refused);
    EXPECT_EQ(state().outbox[0].refusal->code, ErrorCode::FieldRange);
    send(Value::map({{"event", "online"}}));
    EXPECT_TRUE(request("record:").is_null()) << "what was refused is not sent over and over";
}

TEST_F(Outbox, a_phone_whose_clock_runs_ahead_is_dated_by_the_server) {
    api::City city;
    city.now_ms = platform::now_ms() - 3'600'000;
    answer("city", 200, api::to_value(city));
    saved();
    request("record:");
    answer("record:" + m_id, 422,
           api::to_value(api::Failure{{ErrorCode::DateFuture, "/created_at"}, "r1", {}}));
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    platform::native::advance_ms(600'000);
    send(Value::map({{"event", "wake"}}));
    const Result<Value> again = parse_json(request("record:")["body"].string_or(""));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->text("id"), m_id);
    EXPECT_LT(parse_time(again->text("created_at")).value_or(0), platform::now_ms() - 3'000'000);
}

TEST_F(Outbox, what_was_waiting_is_sent_when_the_page_is_opened_again) {
    saved();
    const Value put = stored("outbox", m_id)["value"];
    testing::AppTest::SetUp();
    open("/", Value::map({{"outbox", Value::map({{m_id, put}})}}));
    const Value sent = request("record:" + m_id);
    ASSERT_FALSE(sent.is_null());
    EXPECT_EQ(sha256(sent["body"].string_or("")), sha256(state().outbox[0].bytes));
}

TEST_F(Outbox, a_draft_that_was_sent_does_not_come_back) {
    Value outbox;
    Value draft;
    Value report;
    for (const Value& put : take("store.put")) {
        const std::string table = put.text("table");
        (table == "outbox" ? outbox : table == "drafts" ? draft : report) = put["value"];
    }
    const Value drafts = Value::map({{"idle_space", draft}});
    take("store.delete");

    // Killed before the draft was cleared away.
    testing::AppTest::SetUp();
    open("/", Value::map({{"outbox", Value::map({{m_id, outbox}})}, {"drafts", drafts}}));
    EXPECT_FALSE(state().draft.has_value());
    const auto gone = take("store.delete");
    ASSERT_EQ(gone.size(), 1u) << "else it is back once the outbox is empty";
    EXPECT_EQ(gone[0].text("table"), "drafts");

    // Killed before the outbox kept the record: nothing was reported, and the draft is still there.
    testing::AppTest::SetUp();
    open("/", Value::map({{"reports", Value::map({{m_id, report}})}, {"drafts", drafts}}));
    EXPECT_TRUE(state().draft.has_value());
    EXPECT_TRUE(state().reports.empty());
}

TEST_F(Outbox, a_device_that_keeps_nothing_says_so_and_sends_at_once) {
    send(Value::map({{"event", "store.failed"}, {"tag", "outbox:" + m_id}, {"reason", "quota"}}));
    EXPECT_TRUE(state().storage_failed);
    EXPECT_FALSE(request("record:").is_null());
}

class KeptRefusal : public testing::AppTest {
protected:
    /// The page begins with a record in the outbox that was refused before.
    void begin_with(ErrorCode code) {
        OutboxItem item;
        item.id = m_id;
        item.bytes = "{}";
        item.phase = SendPhase::Refused;
        item.refusal = Error{code, "/body/newer"};
        open("/",
             Value::map({{"outbox", Value::map({{m_id, write_json(stored_outbox_item(item))}})}}));
        ASSERT_EQ(state().outbox.size(), 1u);
    }
    const std::string m_id = "01932f5e-7c00-7000-8000-0123456789ab";
};

TEST_F(KeptRefusal, of_a_server_that_was_older_is_offered_again_when_the_page_begins) {
    begin_with(ErrorCode::FieldUnknown);
    ASSERT_FALSE(request("record:").is_null());
    answer("record:" + m_id, 422,
           api::to_value(api::Failure{{ErrorCode::FieldUnknown, "/body/newer"}, "r1", {}}));
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Refused) << "it says why as before";
    send(Value::map({{"event", "online"}}));
    EXPECT_TRUE(request("record:").is_null()) << "once, not over and over";
}

TEST_F(KeptRefusal, of_a_facility_that_a_restored_server_had_not_heard_of_is_offered_again) {
    begin_with(ErrorCode::NotFound);
    EXPECT_FALSE(request("record:").is_null());
}

TEST_F(KeptRefusal, that_the_person_has_to_mend_is_not_offered_again) {
    begin_with(ErrorCode::FieldRange);
    EXPECT_TRUE(request("record:").is_null());
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Refused);
}

}  // namespace kongdi::shell
