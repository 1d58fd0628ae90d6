// SPDX-License-Identifier: Apache-2.0
// The resident sees what staff asked and decided, answers, and judges what was built.
#include "shell/screens/report_words.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class Decided : public testing::AppTest {
protected:
    void send_one() {
        open("/", Value::map(), "zh");
        fill_report();
        m_id = deliver_filled_report();
        send(Value::map({{"event", "nav.changed"}, {"path", "/my/" + m_id}}));
    }
    api::RecordState told(ReportState state, api::DecidedPart decided) {
        api::RecordState out;
        out.id = m_id;
        out.receipt = "翠苑 1042";
        out.state = state;
        out.decided = std::move(decided);
        return out;
    }
    void show(const api::RecordState& one) {
        answer("my", 200, Value::map({{"records", Value::list({api::to_value(one)})}}));
        draw();
    }
    bool says(std::string_view words) {
        for (const widgets::Node& one : widgets::last_tree())
            if (one.name.find(words) != std::string::npos) return true;
        return false;
    }
    std::string m_id = {};
};

TEST_F(Decided, a_question_is_answered_where_it_is_read) {
    send_one();
    show(told(ReportState::NeedsInfo, {.asked = "入口在哪里"}));
    EXPECT_TRUE(says("社区工作者想问您"));
    EXPECT_TRUE(says("入口在哪里"));
    const Value kept = parse_json(stored("reports", m_id).text("value")).value_or(Value());
    EXPECT_EQ(kept["decided"].text("asked"), "入口在哪里") << "without a network, too";
    press("my-report/send-answer");
    EXPECT_TRUE(request("answer:").is_null()) << "nothing was written";
    type("my-report/answer", "北门");
    press("my-report/send-answer");
    const Value sent = request("answer:");
    EXPECT_EQ(sent.text("path"), "/api/v1/records/" + m_id + "/events");
    EXPECT_EQ(parse_json(sent.text("body"))->text("words"), "北门");
    answer("answer:" + m_id, 200, api::to_value(told(ReportState::Submitted, {})));
    draw();
    EXPECT_EQ(node("my-report/answer"), nullptr);
    EXPECT_EQ(state().answer, "");
}

TEST(ReportWords, each_state_has_words_of_its_own) {
    for (int i = 0; i < static_cast<int>(ReportState::Count_); ++i) {
        const auto state = static_cast<ReportState>(i);
        EXPECT_EQ(state_words(state).key, "state." + std::string(report_state_name(state)));
    }
}

TEST_F(Decided, that_a_report_was_accepted_stands_in_its_way_with_the_day) {
    send_one();
    EXPECT_FALSE(says("已受理"));
    api::RecordState one = told(ReportState::Corroborated, {});
    one.history = {{ReportState::Submitted, state().now_ms - 3 * 86'400'000LL},
                   {ReportState::Screened, state().now_ms - 2 * 86'400'000LL},
                   {ReportState::Corroborated, state().now_ms - 86'400'000LL}};
    show(one);
    EXPECT_TRUE(says("已受理"));
    EXPECT_TRUE(says("社区工作者到现场看")) << "it is still to be checked";
    one.state = ReportState::Submitted;
    one.history.push_back({ReportState::Submitted, state().now_ms});
    show(one);
    EXPECT_FALSE(says("已受理")) << "it was taken up anew";
}

TEST_F(Decided, an_answer_that_reached_nobody_is_still_there) {
    send_one();
    show(told(ReportState::NeedsInfo, {.asked = "多大"}));
    type("my-report/answer", "两间");
    press("my-report/send-answer");
    no_answer("answer:" + m_id);
    draw();
    EXPECT_EQ(state().answer, "两间");
    EXPECT_NE(node("my-report/not-answered"), nullptr);
    press("my-report/send-answer");
    EXPECT_FALSE(request("answer:").is_null());
}

TEST_F(Decided, why_it_goes_no_further_and_how_it_goes_on_is_said) {
    send_one();
    show(told(ReportState::Rejected, {.reason = "in_use", .words = "是社区的库房"}));
    EXPECT_TRUE(says("已在使用"));
    EXPECT_TRUE(says("是社区的库房"));
    EXPECT_FALSE(says("社区工作者到现场看")) << "nobody will go there any more";
    api::DecidedPart merged;
    merged.into_receipt = "翠苑 1001";
    merged.into_state = "verified";
    show(told(ReportState::Merged, merged));
    EXPECT_TRUE(says("翠苑\u00A01001"));
    EXPECT_TRUE(says("社区工作者已核实")) << "the other one was checked";
}

TEST_F(Decided, each_reason_has_words_of_its_own) {
    send_one();
    for (int i = 0; i < static_cast<int>(RejectReason::Count_); ++i) {
        api::DecidedPart decided;
        decided.reason = reject_reason_name(static_cast<RejectReason>(i));
        show(told(ReportState::Rejected, decided));
        const widgets::Node* note = node("my-report/rejected");
        ASSERT_NE(note, nullptr);
        EXPECT_EQ(note->name.find("reject."), std::string::npos) << note->name;
    }
}

TEST_F(Decided, what_was_opened_is_judged) {
    send_one();
    api::RecordState opened = told(ReportState::Verified, {});
    opened.plan = api::PlanPart{.item = m_id, .state = "building", .year = 2027};
    show(opened);
    EXPECT_FALSE(says("合您心意"));
    opened.plan->state = "done";
    opened.plan->done_at_ms = 1'795'507'500'000;
    show(opened);
    EXPECT_TRUE(says("合您心意"));
    press("my-report/judgement/partly");
    EXPECT_EQ(parse_json(request("answer:").text("body"))->text("judgement"), "partly");
    opened.decided.judgement = "partly";
    answer("answer:" + m_id, 200, api::to_value(opened));
    draw();
    EXPECT_NE(node("my-report/judgement/partly")->state & widgets::kStateChecked, 0u);
}

}  // namespace kongdi::shell
