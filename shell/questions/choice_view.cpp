// SPDX-License-Identifier: Apache-2.0
// One of several, as tiles where the choices have icons; or several, as rows to tick.
#include <algorithm>
#include <vector>

#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

namespace {

std::vector<widgets::Choice> shown_choices(const Question& question, const QuestionShown& shown) {
    const Value::List* picked = shown.answer != nullptr ? shown.answer->if_list() : nullptr;
    std::vector<widgets::Choice> choices;
    for (const Choice& choice : question.choices) {
        const bool selected =
            picked != nullptr
                ? std::any_of(
                      picked->begin(), picked->end(),
                      [&choice](const Value& one) { return one.string_or("") == choice.code; })
                : shown.answer != nullptr && shown.answer->string_or("") == choice.code;
        choices.push_back({choice.code, choice.label.in(shown.language),
                           widgets::icon_of(choice.icon), selected});
    }
    return choices;
}

std::string labels_of(const Question& question, const QuestionShown& shown) {
    std::string out;
    for (const widgets::Choice& choice : shown_choices(question, shown)) {
        if (!choice.selected) continue;
        if (!out.empty()) out += shown.text("list.comma");
        out += choice.label;
    }
    return out;
}

}  // namespace

void draw_single_choice(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    const std::vector<widgets::Choice> choices = shown_choices(question, shown);
    const bool icons = std::any_of(choices.begin(), choices.end(), [](const widgets::Choice& one) {
        return one.icon != widgets::Icon::None;
    });
    const std::string_view label = question.label.in(shown.language);
    const auto pressed = icons ? widgets::choice_tiles("choices", label, choices)
                               : widgets::choice_list("choices", label, choices);
    if (pressed) done.answer = Value(question.choices[*pressed].code);
}

std::string single_choice_summary(const Question& question, const QuestionShown& shown) {
    return labels_of(question, shown);
}

void draw_multiple_choice(const Question& question, const QuestionShown& shown,
                          QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    const std::vector<widgets::Choice> choices = shown_choices(question, shown);
    const auto pressed = widgets::choice_chips("choices", question.label.in(shown.language),
                                               choices, widgets::Pick::Many);
    if (!pressed) return;
    Value picked = Value::list();
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].selected != (i == *pressed)) picked.push(question.choices[i].code);
    done.answer = std::move(picked);
}

std::string multiple_choice_summary(const Question& question, const QuestionShown& shown) {
    return labels_of(question, shown);
}

}  // namespace kongdi::shell::questions
