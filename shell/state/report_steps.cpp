// SPDX-License-Identifier: Apache-2.0
#include "shell/state/report_steps.hpp"

#include <algorithm>

namespace kongdi::shell {

bool is_worked_out_unseen(const Question& question) {
    return question.kind == QuestionKind::Calculated && question.label.by_language.empty();
}

std::vector<FormStep> report_steps_of(const Questionnaire& questionnaire, bool one_by_one) {
    std::vector<FormStep> steps;
    for (const QuestionPage& page : questionnaire.pages) {
        const std::span<const Question> questions(page.questions);
        if (std::all_of(questions.begin(), questions.end(), is_worked_out_unseen)) continue;
        if (!one_by_one) steps.push_back({StepKind::Questions, &page, questions});
        for (std::size_t i = 0; one_by_one && i < questions.size(); ++i)
            if (!is_worked_out_unseen(questions[i]))
                steps.push_back({StepKind::Questions, &page, questions.subspan(i, 1)});
    }
    steps.push_back({StepKind::Consent});
    steps.push_back({StepKind::Check});
    return steps;
}

int same_step(const Questionnaire& questionnaire, int step, bool one_by_one, bool wanted) {
    const std::vector<FormStep> from = report_steps_of(questionnaire, one_by_one);
    const std::vector<FormStep> to = report_steps_of(questionnaire, wanted);
    const FormStep& here =
        from[static_cast<std::size_t>(std::clamp(step, 1, static_cast<int>(from.size())) - 1)];
    if (here.kind != StepKind::Questions) {
        const auto same = [&](const FormStep& one) { return one.kind == here.kind; };
        return static_cast<int>(std::find_if(to.begin(), to.end(), same) - to.begin()) + 1;
    }
    // The step with the first question of this one that has a step over there.
    for (const Question& question : here.questions)
        for (std::size_t i = 0; i < to.size(); ++i)
            for (const Question& other : to[i].questions)
                if (&other == &question) return static_cast<int>(i) + 1;
    return 1;
}

}  // namespace kongdi::shell
