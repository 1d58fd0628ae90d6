// SPDX-License-Identifier: Apache-2.0
// Five words for each row, and two full answers beside them: "don't know" and "there is none here".
#include <array>
#include <vector>

#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

namespace {

struct Step {
    std::string_view id;
    std::string_view key;
    int number;  // 0: the id is the answer
};

constexpr std::array<Step, 7> kSteps{{
    {"1", "scale.very_bad", 1},
    {"2", "scale.bad", 2},
    {"3", "scale.middling", 3},
    {"4", "scale.good", 4},
    {"5", "scale.very_good", 5},
    {"dont_know", "scale.dont_know", 0},
    {"none_here", "scale.none_here", 0},
}};

Value answer_of(const Step& step) { return step.number > 0 ? Value(step.number) : Value(step.id); }

}  // namespace

void draw_scale_matrix(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    for (const Choice& row : question.choices) {
        const widgets::Card card(row.code, row.label.in(shown.language));
        const widgets::Scope scope(row.code);
        widgets::bold(row.label.in(shown.language));
        const Value given = shown.answer != nullptr ? (*shown.answer)[row.code] : Value();
        std::vector<widgets::Choice> steps;
        for (const Step& step : kSteps)
            steps.push_back(
                {step.id, shown.text(step.key), widgets::Icon::None, given == answer_of(step)});
        const auto pressed =
            widgets::choice_chips("step", row.label.in(shown.language), steps, widgets::Pick::One);
        if (!pressed) continue;
        Value answer = shown.answer != nullptr ? *shown.answer : Value::map();
        if (steps[*pressed].selected)
            answer.erase(row.code);
        else
            answer.set(row.code, answer_of(kSteps[*pressed]));
        done.answer = std::move(answer);
    }
}

std::string scale_matrix_summary(const Question& question, const QuestionShown& shown) {
    const Value::Map* rows = shown.answer->if_map();
    if (rows == nullptr || rows->empty()) return {};
    return shown.text("scale.answered",
                      {{"count", rows->size()}, {"all", question.choices.size()}});
}

}  // namespace kongdi::shell::questions
