// SPDX-License-Identifier: Apache-2.0
// What is shown and not asked: information, and values that follow from other answers.
#include "core/logic/expression.hpp"
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

void draw_information(const Question& question, const QuestionShown& shown, QuestionDone&) {
    widgets::heading(question.label.in(shown.language));
    const std::string_view more = question.hint.in(shown.language);
    if (!more.empty()) widgets::paragraph(more);
}

std::string no_summary(const Question&, const QuestionShown&) { return {}; }

/// Without a label it is for other expressions only.
void draw_calculated(const Question& question, const QuestionShown& shown, QuestionDone&) {
    const std::string_view label = question.label.in(shown.language);
    if (label.empty() || shown.logic == nullptr) return;
    const Value value = shown.logic->calculated(question);
    if (!value.is_null()) widgets::fact(label, logic::as_text(value));
}

}  // namespace kongdi::shell::questions
