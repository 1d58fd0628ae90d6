// SPDX-License-Identifier: Apache-2.0
#include "core/codec/questionnaire_codec.hpp"
#include "shell/app/reducers.hpp"
#include "tests/shell/support/app_fixture.hpp"

namespace kongdi::shell {

class OtherTabs : public testing::AppTest {
protected:
    void lock(std::string_view what) {
        send(Value::map({{"event", "lock." + std::string(what)}, {"name", "draft"}}));
    }
    /// The store with the draft of this tab, its description changed.
    Value store_with(std::string_view description) {
        Draft draft = *state().draft;
        draft.body.set("description", description);
        return Value::map(
            {{"drafts", Value::map({{"idle_space", write_json(stored_draft(draft))}})}});
    }
    void loaded(Value tables) {
        send(Value::map({{"event", "store.loaded"}, {"tables", std::move(tables)}}));
    }
};

TEST_F(OtherTabs, a_draft_open_in_another_tab_is_not_changed_here) {
    open("/");
    press("home/report");
    lock("busy");
    draw();
    EXPECT_NE(node("report/take"), nullptr);
    EXPECT_EQ(node("report/next"), nullptr);
    EXPECT_TRUE(take("store.put").empty() || stored("drafts", "idle_space").is_null());
}

TEST_F(OtherTabs, going_on_here_takes_the_lock_and_what_the_other_tab_wrote) {
    open("/");
    press("home/report");
    lock("busy");
    take("lock.take");
    press("report/take");
    const auto asked = take("lock.take");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_TRUE(asked[0]["steal"].bool_or(false));
    take("store.load");
    lock("got");
    EXPECT_EQ(take("store.load").size(), 1u);
    EXPECT_EQ(state().draft_lock, DraftLock::Taking);
    loaded(store_with("写在另一个页面里"));
    EXPECT_EQ(state().draft_lock, DraftLock::Held);
    EXPECT_EQ(state().draft->body.text("description"), "写在另一个页面里");
}

TEST_F(OtherTabs, a_draft_of_a_version_that_only_the_other_tab_has_heard_of_goes_on_here) {
    open("/");
    press("home/report");
    lock("busy");
    Draft draft = *state().draft;
    draft.questionnaire_version = 9;
    const Value drafts = Value::map({{"idle_space", write_json(stored_draft(draft))}});
    Value newer = questionnaire_tree(*state().catalogue.questionnaire("idle_space"));
    newer.set("version", 9);
    press("report/take");
    lock("got");
    loaded(Value::map({{"drafts", drafts}}));
    EXPECT_EQ(request("questionnaire:").text("path"), "/api/v1/questionnaires/idle_space/9");
    const Value kept = Value::map({{"newest", Value::list({newer})}});
    lock("busy");
    loaded(Value::map(
        {{"drafts", drafts}, {"cache", Value::map({{"questionnaires", write_json(kept)}})}}));
    EXPECT_TRUE(request("questionnaire:").is_null()) << "without a network, too";
    press("report/take");
    lock("got");
    loaded(Value::map({{"drafts", drafts}}));
    draw();
    EXPECT_EQ(report_questionnaire(state()).version, 9);
    EXPECT_NE(node("report/next"), nullptr);
}

TEST_F(OtherTabs, a_tab_whose_draft_was_taken_says_so) {
    open("/");
    press("home/report");
    lock("got");
    EXPECT_EQ(state().draft_lock, DraftLock::Held);
    lock("lost");
    draw();
    EXPECT_NE(node("report/take"), nullptr);
}

TEST_F(OtherTabs, what_is_being_typed_here_is_not_overwritten_from_the_store) {
    open("/");
    press("home/report");
    lock("got");
    loaded(store_with("older"));
    EXPECT_TRUE(state().draft->body["description"].is_null());
}

TEST_F(OtherTabs, a_form_that_was_just_opened_is_not_emptied_by_what_was_stored_before_it) {
    // The service worker sent the last one, and says so before the new form has its lock.
    for (const char* begin : {"home/report", "home/rate"}) {
        open("/");
        press(begin);
        EXPECT_EQ(state().draft_lock, DraftLock::Free);
        loaded(Value::map({{"drafts", Value::map()}}));
        const bool report = begin == std::string_view("home/report");
        EXPECT_TRUE(report ? state().draft.has_value() : state().rating.has_value()) << begin;
        lock("got");
        draw();
        EXPECT_NE(node(report ? "report/next" : "rate/none"), nullptr) << begin;
        send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    }
}

TEST_F(OtherTabs, a_draft_sent_over_there_is_gone_here_and_a_new_one_begins) {
    open("/");
    press("home/report");
    const std::string before = state().draft->id;
    lock("busy");
    press("report/take");
    lock("got");
    loaded(Value::map());
    ASSERT_TRUE(state().draft);
    EXPECT_NE(state().draft->id, before);
}

TEST_F(OtherTabs, leaving_the_report_lets_go_of_the_draft) {
    open("/");
    press("home/report");
    lock("got");
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    EXPECT_EQ(take("lock.drop").size(), 1u);
    EXPECT_EQ(state().draft_lock, DraftLock::Free);
}

TEST_F(OtherTabs, a_lock_that_comes_after_the_report_was_left_is_let_go) {
    open("/");
    press("home/report");
    send(Value::map({{"event", "nav.changed"}, {"path", "/"}}));
    take("lock.drop");
    lock("got");
    EXPECT_EQ(take("lock.drop").size(), 1u) << "else no other tab could fill in the report";
    EXPECT_EQ(state().draft_lock, DraftLock::Free);
}

TEST_F(OtherTabs, a_change_over_there_is_read) {
    open("/");
    take("store.load");
    send(Value::map({{"event", "store.changed"}}));
    EXPECT_EQ(take("store.load").size(), 1u);
}

}  // namespace kongdi::shell
