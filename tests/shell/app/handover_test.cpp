// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class HandoverFile : public testing::AppTest {
protected:
    void SetUp() override {
        AppTest::SetUp();
        open("/");
        fill_report();
        m_id = send_filled_report();
        m_bytes = state().outbox[0].bytes;
    }
    /// Another device opens a file with these records.
    void open_elsewhere(std::vector<std::string> records) {
        take("store.write");
        testing::AppTest::SetUp();
        open("/my");
        Value list = Value::list();
        for (std::string& record : records) list.push(std::move(record));
        send(Value::map({{"event", "handover.read"},
                         {"records", list},
                         {"photos", Value::list({testing::kPhotoHash})}}));
    }
    std::string m_id;
    std::string m_bytes;
};

TEST_F(HandoverFile, holds_the_bytes_and_the_photos_of_what_waits) {
    press("sent/save-file");
    const auto saves = take("handover.save");
    ASSERT_EQ(saves.size(), 1u);
    EXPECT_EQ(saves[0]["records"], Value::list({m_bytes}));
    EXPECT_EQ(saves[0]["photos"], Value::list({testing::kPhotoHash}));
    EXPECT_EQ(saves[0].text("name"), "kongdi-2026-01-01.kongdi");
}

TEST_F(HandoverFile, is_taken_over_in_one_write_with_the_same_bytes_and_sent) {
    open_elsewhere({m_bytes});
    ASSERT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ(state().outbox[0].id, m_id);
    EXPECT_EQ(state().outbox[0].bytes, m_bytes);
    EXPECT_EQ(state().handover.taken, 1);
    const auto writes = take("store.write");
    ASSERT_EQ(writes.size(), 1u);
    EXPECT_EQ(writes[0]["photos"], Value::list({testing::kPhotoHash}));
    send(Value::map({{"event", "store.done"}, {"tag", "handover"}}));
    EXPECT_EQ(request("record:" + m_id)["body"].string_or(""), m_bytes);
    draw();
    EXPECT_NE(node("my/handover"), nullptr);
}

TEST_F(HandoverFile, opened_twice_changes_nothing) {
    open_elsewhere({m_bytes, m_bytes});
    EXPECT_EQ(state().outbox.size(), 1u);
    EXPECT_EQ(state().handover.known, 1);
}

TEST_F(HandoverFile, a_record_that_does_not_pass_the_check_is_counted_and_left) {
    open_elsewhere({"{\"id\":\"x\"}", m_bytes});
    EXPECT_EQ(state().handover.wrong, 1);
    EXPECT_EQ(state().handover.taken, 1);
    EXPECT_EQ(state().outbox.size(), 1u);
}

TEST_F(HandoverFile, one_that_cannot_be_read_says_why) {
    for (const auto& [reason, key] :
         std::map<std::string, std::string>{{"form", "handover.other_file"},
                                            {"newer", "handover.newer"},
                                            {"large", "handover.large"},
                                            {"broken", "handover.broken"}}) {
        send(Value::map({{"event", "handover.unreadable"}, {"reason", reason}}));
        EXPECT_EQ(state().handover.key, key);
    }
}

TEST_F(HandoverFile, what_was_refused_does_not_count_as_waiting) {
    request("record:");
    answer("record:" + m_id, 422,
           api::to_value(api::Failure{{ErrorCode::FieldRange, "/body/floor_area/value"}, "r", {}}));
    ASSERT_EQ(state().outbox[0].phase, SendPhase::Refused);
    send(Value::map({{"event", "nav.changed"}, {"path", "/my"}}));
    draw();
    for (const widgets::Node& one : widgets::last_tree()) EXPECT_NE(one.name, "1 waiting");
}

TEST_F(HandoverFile, what_waits_is_counted_on_every_screen) {
    for (const char* path : {"/my", "/display", "/login"}) {
        send(Value::map({{"event", "nav.changed"}, {"path", path}}));
        draw();
        bool said = false;
        for (const widgets::Node& one : widgets::last_tree())
            said = said || (one.role == widgets::Role::Status && one.name == "1 waiting");
        EXPECT_TRUE(said) << path;
    }
}

}  // namespace kongdi::shell
