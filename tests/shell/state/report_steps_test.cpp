// SPDX-License-Identifier: Apache-2.0
#include "shell/state/report_steps.hpp"

#include <gtest/gtest.h>

namespace kongdi::shell {

namespace {

/// "ab c" is two pages, one of two questions and one of one; "*" is worked out and not shown.
Questionnaire questionnaire_of(std::string_view pages) {
    Questionnaire out;
    out.pages.emplace_back();
    for (const char c : pages) {
        if (c == ' ') {
            out.pages.emplace_back();
            continue;
        }
        Question question;
        question.name = std::string(1, c);
        if (c == '*') question.kind = QuestionKind::Calculated;
        out.pages.back().questions.push_back(question);
    }
    return out;
}

}  // namespace

TEST(ReportSteps, a_page_is_a_step_then_come_consent_and_the_last_look) {
    const Questionnaire q = questionnaire_of("ab c");
    const std::vector<FormStep> steps = report_steps_of(q, false);
    ASSERT_EQ(steps.size(), 4u);
    EXPECT_EQ(steps[0].questions.size(), 2u);
    EXPECT_EQ(steps[2].kind, StepKind::Consent);
    EXPECT_EQ(steps[3].kind, StepKind::Check);
}

TEST(ReportSteps, one_by_one_each_question_is_a_step_of_its_page) {
    const Questionnaire q = questionnaire_of("ab c");
    const std::vector<FormStep> steps = report_steps_of(q, true);
    ASSERT_EQ(steps.size(), 5u);
    EXPECT_EQ(steps[1].questions[0].name, "b");
    EXPECT_EQ(steps[1].page, &q.pages[0]);
}

TEST(ReportSteps, what_is_only_worked_out_has_no_step) {
    const Questionnaire q = questionnaire_of("*a* ** b");
    for (const bool one_by_one : {false, true}) {
        const std::vector<FormStep> steps = report_steps_of(q, one_by_one);
        ASSERT_EQ(steps.size(), 4u) << one_by_one;
        EXPECT_EQ(steps[1].page, &q.pages[2]);
        for (int step = 1; step <= 4; ++step)
            EXPECT_EQ(same_step(q, step, one_by_one, !one_by_one), step);
    }
    Questionnaire shown = q;
    shown.pages[0].questions[0].label.by_language = {{"zh", "共"}};
    EXPECT_EQ(report_steps_of(shown, true).size(), 5u) << "with words it is told";
}

TEST(ReportSteps, every_step_has_its_like_in_the_other_way_of_counting) {
    const Questionnaire q = questionnaire_of("ab c def");
    for (const bool from : {false, true}) {
        const int count = static_cast<int>(report_steps_of(q, from).size());
        for (int step = 1; step <= count; ++step) {
            const int there = same_step(q, step, from, !from);
            const FormStep a = report_steps_of(q, from)[static_cast<std::size_t>(step - 1)];
            const FormStep b = report_steps_of(q, !from)[static_cast<std::size_t>(there - 1)];
            EXPECT_EQ(a.kind, b.kind) << step;
            EXPECT_EQ(a.page, b.page) << step;
            EXPECT_EQ(same_step(q, step, from, from), step);
        }
    }
    EXPECT_EQ(same_step(q, 99, false, true), 8) << "past the end is the end";
    EXPECT_EQ(same_step(q, -3, true, false), 1);
}

}  // namespace kongdi::shell
