// SPDX-License-Identifier: Apache-2.0
#include "core/rules/meeting_rules.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/meeting_plans.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

using tests::meeting_plan;

Errors after(void (*spoil)(MeetingPlan&)) {
    MeetingPlan plan = meeting_plan();
    spoil(plan);
    return check_meeting(plan);
}

}  // namespace

TEST(MeetingRules, a_plan_with_a_question_of_each_kind_can_be_held) {
    EXPECT_EQ(check_meeting(meeting_plan()), Errors{});
    const Questionnaire agenda = agenda_of(meeting_plan(), 7);
    EXPECT_EQ(agenda.id, kMeetingQuestionnaire);
    EXPECT_EQ(agenda.version, 7);
    EXPECT_NE(agenda.find("wish"), nullptr);
}

TEST(MeetingRules, what_cannot_be_held_is_named_with_its_place) {
    using P = MeetingPlan;
    EXPECT_EQ(after([](P& p) { p.title = "  "; }), (Errors{{ErrorCode::FieldMissing, "/title"}}));
    EXPECT_EQ(after([](P& p) { p.title = std::string(81, 'a'); }),
              (Errors{{ErrorCode::FieldTooLong, "/title"}}));
    EXPECT_EQ(after([](P& p) { p.community = "33"; }),
              (Errors{{ErrorCode::CommunityCode, "/community"}}));
    EXPECT_EQ(after([](P& p) { p.questions.clear(); }),
              (Errors{{ErrorCode::FieldMissing, "/questions"}}));
    EXPECT_EQ(after([](P& p) { p.questions[1].name = "room"; }),
              (Errors{{ErrorCode::FieldRepeated, "/questions/1/name"}}));
    EXPECT_EQ(after([](P& p) { p.questions[0].required = true; }),
              (Errors{{ErrorCode::FieldChoice, "/questions/0/required"}}));
    EXPECT_EQ(after([](P& p) { p.questions[3].max_length = 201; }),
              (Errors{{ErrorCode::FieldRange, "/questions/3/max_length"}}));
    EXPECT_EQ(after([](P& p) { p.questions[2].relevant = "1 = 1"; }),
              (Errors{{ErrorCode::FieldUnknown, "/questions/2/relevant"}}));
    EXPECT_EQ(after([](P& p) { p.questions[3].kind = QuestionKind::Date; }),
              (Errors{{ErrorCode::FieldChoice, "/questions/3/kind"}}));
}

TEST(MeetingRules, an_agenda_holds_thirty_questions_and_no_more) {
    MeetingPlan plan = meeting_plan();
    plan.questions.clear();
    for (int i = 0; i < 30; ++i)
        plan.questions.push_back(
            tests::meeting_question("q" + std::to_string(i), QuestionKind::Scale));
    EXPECT_EQ(check_meeting(plan), Errors{});
    plan.questions.push_back(tests::meeting_question("more", QuestionKind::Scale));
    EXPECT_EQ(check_meeting(plan), (Errors{{ErrorCode::FieldTooLong, "/questions"}}));
}

TEST(MeetingRules, a_decision_needs_words_and_a_real_date) {
    const std::vector<Decision> good{{"换灯", "2026-12-24"}, {"再谈", ""}};
    EXPECT_EQ(check_decisions(good), Errors{});
    const std::vector<Decision> bad{{" ", ""}, {"换灯", "2026-02-30"}};
    EXPECT_EQ(check_decisions(bad), (Errors{{ErrorCode::FieldMissing, "/summary/decisions/0/text"},
                                            {ErrorCode::FieldFormat, "/summary/decisions/1/due"}}));
}

TEST(MeetingRules, a_code_is_found_whatever_way_it_is_typed) {
    EXPECT_EQ(meeting_code_of("abC 2-9z"), "ABC29Z");
    EXPECT_EQ(meeting_code_of("ABC29"), "");
    EXPECT_EQ(meeting_code_of("ABC29ZZ"), "");
    // Signs that are mistaken for others are none of a code.
    for (const char* typed : {"ABC20Z", "ABC2OZ", "ABC1IZ", "ABCLLZ", "空地空地空地"})
        EXPECT_EQ(meeting_code_of(typed), "") << typed;
}

TEST(MeetingRules, every_sign_of_a_code_is_as_likely_as_any_other) {
    EXPECT_EQ(kMeetingCodeSigns.size(), 31U);
    const std::array<std::uint8_t, 8> bytes{255, 0, 248, 30, 31, 247, 1, 2};
    EXPECT_EQ(make_meeting_code(bytes), "2Z2Z34");
    EXPECT_EQ(make_meeting_code(std::span(bytes).first(7)), "");
    EXPECT_EQ(meeting_code_of(make_meeting_code(bytes)), "2Z2Z34");
}

}  // namespace kongdi
