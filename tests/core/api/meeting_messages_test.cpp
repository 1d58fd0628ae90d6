// SPDX-License-Identifier: Apache-2.0
#include "core/api/meeting_messages.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi::api {

namespace {

MeetingView hall() {
    const MeetingPlan plan = tests::meeting_plan();
    MeetingView out;
    out.number = 3;
    out.title = plan.title;
    out.community = plan.community;
    out.community_name = "柳岸社区";
    out.state = MeetingState::Open;
    out.version = 41;
    out.joined = 12;
    out.current = "content";
    out.id = "01a20c90-b5a0-7000-8000-000000000384";
    out.code = "ABC29Z";
    out.decisions = {{"换灯", "2026-12-24"}};
    const MeetingResult votes{7, {{"yes", 5}, {"no", 2}}, {}, {}};
    out.questions = {
        {{AskState::Closed, true}, plan.questions[0], votes, 7, {{Mode::Session, votes}}, {}},
        {{AskState::Waiting, false}, plan.questions[1], MeetingResult{}, 0, {}, {}},
        {{AskState::Open, false},
         plan.questions[2],
         MeetingResult{2, {{"1", 0}, {"2", 0}, {"3", 0}, {"4", 1}, {"5", 1}}, 4.5, {}},
         2,
         {},
         {}},
        {{AskState::Closed, true},
         plan.questions[3],
         MeetingResult{2, {}, {}, {"一把椅子"}},
         2,
         {},
         {{"01a20c90-b5a0-7000-8000-000000000001", "一把椅子", true},
          {"01a20c90-b5a0-7000-8000-000000000002", "别的", false}}}};
    return out;
}

}  // namespace

TEST(MeetingMessages, the_host_reads_all_that_was_written) {
    const auto read = meeting_view_of(to_value(hall(), Audience::Host), {});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, hall());
}

TEST(MeetingMessages, phones_see_results_only_once_revealed_and_nothing_of_the_hosts) {
    const Value tree = to_value(hall(), Audience::Phones);
    const std::string text = write_json(tree);
    EXPECT_EQ(text.find("ABC29Z"), std::string::npos);
    EXPECT_EQ(text.find("别的"), std::string::npos);
    const auto read = meeting_view_of(tree, {});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->joined, 12);
    EXPECT_EQ(read->current, "content");
    EXPECT_EQ(read->questions[0].results, hall().questions[0].results);
    EXPECT_FALSE(read->questions[2].results);
    EXPECT_EQ(read->questions[3].results->words, std::vector<std::string>{"一把椅子"});
    EXPECT_TRUE(read->questions[3].words.empty());
    EXPECT_EQ(read->questions[0].answered, 0);
}

TEST(MeetingMessages, a_scale_is_five_numbers_and_its_mean) {
    const Value tree = to_value(hall(), Audience::Host);
    const Value& scale = tree.items("questions")[2]["results"];
    EXPECT_EQ(write_json(scale), R"({"n":2,"counts":[0,0,0,1,1],"mean":4.5})");
    EXPECT_EQ(write_json(tree.items("questions")[0]["results"]),
              R"({"n":7,"counts":[{"code":"yes","count":5},{"code":"no","count":2}]})");
    EXPECT_EQ(write_json(tree.items("questions")[3]["results"]), R"({"n":2,"words":["一把椅子"]})");
}

TEST(MeetingMessages, a_summary_says_where_numbers_are_kept_back) {
    MeetingSummary summary{"01a20c90-b5a0-7000-8000-000000000384",
                           3,
                           "三楼",
                           "330102001005",
                           "柳岸社区",
                           1'795'507'200'000,
                           std::nullopt,
                           12,
                           {},
                           {{"再谈", ""}}};
    MeetingQuestion one;
    one.asked = {AskState::Closed, true};
    one.question = tests::meeting_plan().questions[0];
    one.results = MeetingResult{9, {{"yes", {}}, {"no", {}}}, {}, {}};
    summary.questions = {one};
    const auto read = meeting_summary_of(to_value(summary), {});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, summary);
}

TEST(MeetingMessages, the_list_of_meetings_comes_back_as_it_was) {
    const std::vector<MeetingRow> rows{{"01a20c90-b5a0-7000-8000-000000000384", "三楼",
                                        "330102001005", "柳岸社区", MeetingState::Draft, "", 0,
                                        1'795'507'200'000}};
    const auto read = meeting_list_of(Value::map({{"meetings", Value::list({to_value(rows[0])})}}));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, rows);
    EXPECT_FALSE(meeting_list_of(Value::map()));
}

TEST(MeetingMessages, what_is_no_view_is_refused) {
    EXPECT_EQ(meeting_view_of(Value::map(), {}).error(), (Error{ErrorCode::FieldChoice, "/state"}));
    Value tree = to_value(hall(), Audience::Phones);
    tree.find("questions")->if_list()->front().set("question", Value::map({{"name", "q"}}));
    EXPECT_FALSE(meeting_view_of(tree, {}));
    EXPECT_FALSE(seat_secret_of(Value::map()));
    EXPECT_EQ(*seat_secret_of(Value::map({{"seat", "ab"}})), "ab");
}

}  // namespace kongdi::api
