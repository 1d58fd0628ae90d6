// SPDX-License-Identifier: Apache-2.0
// A day, typed as digits: "2026-11-24", "2026.11.24", "20261124" and "2026年11月24日" are the same.
#include "core/base/time.hpp"
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

namespace {

/// The day meant, or what was typed, so that the check can say so and nothing is lost.
std::string typed_day(const std::string& text) {
    std::string parts[3];
    std::size_t part = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (part < 3 && parts[part].size() == (part == 0 ? 4 : 2)) ++part;
            if (part == 3) return text;
            parts[part] += c;
        } else if (part < 2 && !parts[part].empty()) {
            ++part;
        }
    }
    if (parts[0].size() != 4 || parts[1].empty() || parts[2].empty()) return text;
    const auto padded = [](const std::string& digits) {
        return (digits.size() == 1 ? "0" : "") + digits;
    };
    const std::string day = parts[0] + "-" + padded(parts[1]) + "-" + padded(parts[2]);
    return parse_date(day) ? day : text;
}

}  // namespace

void draw_date(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    widgets::FieldOptions options;
    options.label = question.label.in(shown.language);
    options.hint = question.hint.in(shown.language);
    options.error = question_error(question, shown);
    options.placeholder = shown.text("date.example");
    options.required = question.required;
    options.max_code_points = 20;
    const std::string_view value = shown.answer != nullptr ? shown.answer->string_or("") : "";
    const auto change = widgets::text_field("value", value, options);
    if (!change || change->composing) return;
    // While typing a day is not completed under the fingers.
    const std::string text = change->committed ? typed_day(change->value) : change->value;
    done.answer = text.empty() ? Value() : Value(text);
}

}  // namespace kongdi::shell::questions
