// SPDX-License-Identifier: Apache-2.0
// The steps of a report: the questionnaire's pages, one question each in the elder view, then the
// consent and the last look.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/catalogue.hpp"

namespace kongdi::shell {

enum class StepKind : std::uint8_t { Questions, Consent, Check };

struct FormStep {
    StepKind kind = StepKind::Questions;
    const QuestionPage* page = nullptr;        // of Questions
    std::span<const Question> questions = {};  // of Questions
};

/// Has a question neither an answer nor words? Then it has no step.
bool is_worked_out_unseen(const Question& question);

/// In order; valid as long as the questionnaire. `one_by_one`: a question a step.
std::vector<FormStep> report_steps_of(const Questionnaire& questionnaire, bool one_by_one);

/// The step (from 1) of the other way of counting that asks the same as `step` of this one.
int same_step(const Questionnaire& questionnaire, int step, bool one_by_one, bool wanted);

}  // namespace kongdi::shell
