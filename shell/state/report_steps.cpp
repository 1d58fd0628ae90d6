// SPDX-License-Identifier: Apache-2.0
#include "shell/state/report_steps.hpp"

#include <algorithm>

namespace kongdi::shell {

std::vector<FormStep> report_steps_of(const Questionnaire& questionnaire, bool one_by_one) {
    std::vector<FormStep> steps;
    for (const QuestionPage& page : questionnaire.pages) {
        const std::span<const Question> questions(page.questions);
        if (!one_by_one) steps.push_back({StepKind::Questions, &page, questions});
        for (std::size_t i = 0; one_by_one && i < questions.size(); ++i)
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
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i].kind != here.kind) continue;
        if (here.kind != StepKind::Questions) return static_cast<int>(i) + 1;
        if (to[i].page != here.page) continue;
        // On the same page: the step with the first question of this one.
        const Question* first = here.questions.empty() ? nullptr : here.questions.data();
        for (const Question& question : to[i].questions)
            if (&question == first) return static_cast<int>(i) + 1;
        if (first == nullptr) return static_cast<int>(i) + 1;
    }
    return 1;
}

}  // namespace kongdi::shell
