// SPDX-License-Identifier: Apache-2.0
// Five words, the best one on top, and "don't know", which is a full answer.
#include "shell/questions/scale_words.hpp"
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

std::string_view step_words(const Question& question, const QuestionShown& shown, int step) {
    static constexpr std::string_view kKeys[]{"scale.very_bad", "scale.bad", "scale.middling",
                                              "scale.good", "scale.very_good"};
    const auto index = static_cast<std::size_t>(step - 1);
    if (index < question.steps.size()) return question.steps[index].in(shown.language);
    return shown.text(kKeys[index % 5]);
}

std::vector<ScaleAnswer> scale_answers(const Question& question, const QuestionShown& shown) {
    std::vector<ScaleAnswer> out;
    for (int step = 5; step >= 1; --step)
        out.push_back({std::to_string(step), step_words(question, shown, step), Value(step)});
    out.push_back({"dont_know", shown.text("scale.dont_know"), Value("dont_know")});
    return out;
}

void draw_scale(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    const std::vector<ScaleAnswer> answers = scale_answers(question, shown);
    std::vector<widgets::Choice> choices;
    for (const ScaleAnswer& one : answers)
        choices.push_back({one.id, one.words, widgets::Icon::None,
                           shown.answer != nullptr && *shown.answer == one.value});
    if (const auto pressed =
            widgets::choice_list("steps", question.label.in(shown.language), choices))
        done.answer = answers[*pressed].value;
}

std::string scale_summary(const Question& question, const QuestionShown& shown) {
    for (const ScaleAnswer& one : scale_answers(question, shown))
        if (*shown.answer == one.value) return std::string(one.words);
    return {};
}

}  // namespace kongdi::shell::questions
