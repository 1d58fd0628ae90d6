// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

void draw_text(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    widgets::FieldOptions options;
    options.label = question.label.in(shown.language);
    options.hint = question.hint.in(shown.language);
    options.kind = question.multiline ? widgets::FieldKind::Multiline : widgets::FieldKind::Line;
    options.error = question_error(question, shown);
    options.required = question.required;
    if (question.max_length > 0) options.max_code_points = static_cast<int>(question.max_length);
    const std::string_view value = shown.answer != nullptr ? shown.answer->string_or("") : "";
    if (const auto change = widgets::text_field("value", value, options))
        done.answer = change->value.empty() ? Value() : Value(change->value);
}

std::string text_summary(const Question&, const QuestionShown& shown) {
    return std::string(shown.answer->string_or(""));
}

}  // namespace kongdi::shell::questions
