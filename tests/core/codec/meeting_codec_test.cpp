// SPDX-License-Identifier: Apache-2.0
#include "core/codec/meeting_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

Errors step_errors(std::string_view json) { return meeting_step_of(*parse_json(json)).errors; }

}  // namespace

TEST(MeetingCodec, a_plan_comes_back_as_it_was) {
    const MeetingPlan plan = tests::meeting_plan();
    const Catalogue none;
    const CheckedMeeting read = meeting_plan_of(meeting_plan_tree(plan), none);
    EXPECT_EQ(read.errors, Errors{});
    EXPECT_EQ(read.plan, plan);
    EXPECT_EQ(stored_meeting_plan(meeting_plan_tree(plan), none), plan);
}

TEST(MeetingCodec, what_is_wrong_with_a_question_is_named_within_the_plan) {
    Value tree = meeting_plan_tree(tests::meeting_plan());
    tree.set("questions", Value::list({Value::map({{"name", "q"}, {"kind", "guess"}})}));
    EXPECT_EQ(meeting_plan_of(tree, {}).errors,
              (Errors{{ErrorCode::FieldChoice, "/questions/0/kind"}}));
    tree.set("questions", "all");
    EXPECT_EQ(meeting_plan_of(tree, {}).errors, (Errors{{ErrorCode::FieldType, "/questions"}}));
    tree.erase("questions");
    tree.set("title", 3);
    EXPECT_EQ(meeting_plan_of(tree, {}).errors,
              (Errors{{ErrorCode::FieldType, "/title"}, {ErrorCode::FieldMissing, "/questions"}}));
    EXPECT_EQ(meeting_plan_of(Value(1), {}).errors, (Errors{{ErrorCode::BodyNotObject}}));
}

TEST(MeetingCodec, every_step_comes_back_as_it_was) {
    const MeetingStep steps[] = {MoveMeeting{MeetingMove::Publish},
                                 SetQuestion{"room", AskMove::Reveal},
                                 ShowWords{"01a20c90-b5a0-7000-8000-000000000384", true},
                                 SumUp{{{"换灯", "2026-12-24"}, {"再谈", ""}}}, SumUp{}};
    for (const MeetingStep& step : steps) {
        const CheckedStep read = meeting_step_of(meeting_step_tree(step));
        EXPECT_EQ(read.errors, Errors{});
        EXPECT_EQ(read.step, step);
    }
}

TEST(MeetingCodec, a_step_that_is_none_is_refused_with_its_field) {
    EXPECT_EQ(step_errors("{}"), (Errors{{ErrorCode::FieldMissing, "/move"}}));
    EXPECT_EQ(step_errors("[]"), (Errors{{ErrorCode::BodyNotObject}}));
    EXPECT_EQ(step_errors(R"({"move":"dance"})"), (Errors{{ErrorCode::FieldChoice, "/move"}}));
    EXPECT_EQ(step_errors(R"({"question":"q"})"), (Errors{{ErrorCode::FieldMissing, "/set"}}));
    EXPECT_EQ(step_errors(R"({"question":1,"set":"open"})"),
              (Errors{{ErrorCode::FieldType, "/question"}}));
    EXPECT_EQ(step_errors(R"({"word":"x","show":1})"),
              (Errors{{ErrorCode::FieldFormat, "/word"}, {ErrorCode::FieldType, "/show"}}));
    EXPECT_EQ(step_errors(R"({"summary":{}})"),
              (Errors{{ErrorCode::FieldMissing, "/summary/decisions"}}));
    EXPECT_EQ(step_errors(R"({"summary":{"decisions":[1,{"text":"x","due":"soon"}]}})"),
              (Errors{{ErrorCode::FieldType, "/summary/decisions/0"}}));
}

}  // namespace kongdi
