// SPDX-License-Identifier: Apache-2.0
// A record is asked for work, and nobody has to do anything for it.
#include "core/api/endpoints.hpp"
#include "core/base/proof_of_work.hpp"
#include "core/base/sha256.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Working : public testing::AppTest {
protected:
    void SetUp() override {
        AppTest::SetUp();
        open("/");
        fill_report();
        m_id = send_filled_report();
        m_bytes = request("record:").text("body");
        ASSERT_FALSE(m_bytes.empty());
    }
    /// The server's refusal.
    void ask(int bits,
             std::string_view tag = "record:", std::string_view challenge = "0123456789abcdef") {
        Value body = api::to_value(api::Failure{{ErrorCode::TooManyRequests}, "r1", {}});
        body.set("work", Value::map({{"challenge", challenge}, {"bits", bits}}));
        answer(std::string(tag) + m_id, 429, body);
    }
    /// One that takes more than a turn: how much work it is is chance.
    std::string long_challenge(int bits) {
        for (int i = 0;; ++i) {
            Work work{std::to_string(i), bits, sha256(m_bytes)};
            if (!search(work, 1000)) return work.challenge;
        }
    }
    /// What waits for its turn comes back, until nothing does; how often.
    int turn(int most = 10'000) {
        int turns = 0;
        for (; turns < most; ++turns) {
            std::vector<Value> next = take("turn");
            if (next.empty()) break;
            EXPECT_EQ(next.size(), 1u);
            next[0].set("event", "turn");
            send(next[0]);
        }
        return turns;
    }
    std::string m_id;
    std::string m_bytes;
};

TEST_F(Working, a_record_that_is_asked_for_work_is_sent_again_with_it) {
    ask(14, "record:", long_challenge(14));
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Sending) << "for the person it is on its way";
    EXPECT_TRUE(request("").is_null()) << "not without the work";
    EXPECT_GT(turn(), 1) << "in turns, so that the page goes on";
    const Value again = request("work:");
    ASSERT_FALSE(again.is_null());
    EXPECT_EQ(again.text("path"), api::kRecords);
    EXPECT_EQ(again.text("body"), m_bytes);
    EXPECT_EQ(again.text("lock"), "record:" + m_id);
    const std::string done = again["headers"].text(api::kWorkHeader);
    const auto colon = done.find(':');
    ASSERT_NE(colon, std::string::npos) << done;
    EXPECT_TRUE(
        is_done({done.substr(0, colon), 14, sha256(m_bytes), std::stoull(done.substr(colon + 1))}));
    answer("work:" + m_id, 201, receipt_for(again));
    EXPECT_FALSE(state().reports[0].receipt.empty());
}

TEST_F(Working, what_is_refused_with_its_work_waits_as_any_other) {
    ask(8);
    turn();
    ask(8, "work:");
    EXPECT_EQ(turn(), 0) << "a server that always asks does not keep a phone busy";
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    EXPECT_GT(state().outbox[0].next_try_ms, platform::now_ms());
    send(Value::map({{"event", "online"}}));
    EXPECT_FALSE(request("record:").is_null());
    ask(8);
    EXPECT_GT(turn(), 0) << "at the next try it works again";
}

TEST_F(Working, work_that_no_phone_could_do_is_not_begun) {
    for (const int bits : {0, 7, 33, 1 << 20}) {
        ask(bits);
        EXPECT_EQ(turn(1), 0) << bits;
        EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
        send(Value::map({{"event", "online"}}));
        EXPECT_FALSE(request("record:").is_null());
    }
}

TEST_F(Working, who_puts_the_sending_off_ends_the_work) {
    ask(32);
    ASSERT_EQ(turn(3), 3);
    // Until the page shows that something is waited for.
    draw();
    platform::native::advance_ms(400);
    press("sent/sending-cancel");
    turn();
    EXPECT_TRUE(take("turn").empty());
    EXPECT_TRUE(request("").is_null());
    ASSERT_EQ(state().outbox.size(), 1u);
    press("sent/retry");
    EXPECT_FALSE(request("record:").is_null());
}

TEST_F(Working, a_connection_that_is_lost_meanwhile_is_one_as_any_other) {
    ask(8);
    turn();
    ASSERT_FALSE(request("work:").is_null());
    no_answer("work:" + m_id);
    EXPECT_EQ(state().outbox[0].phase, SendPhase::Waiting);
    EXPECT_EQ(state().outbox[0].attempts, 1);
}

}  // namespace kongdi::shell
