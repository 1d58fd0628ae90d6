// SPDX-License-Identifier: Apache-2.0
// Choices put in an order: the first that is pressed is the most wanted, and so on; pressed again,
// one is taken out.
#include <algorithm>
#include <vector>

#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

std::optional<Value> draw_ranks(const Question& question, std::string_view language,
                                const Value* answer) {
    Value::List order;
    if (answer != nullptr && answer->if_list() != nullptr) order = *answer->if_list();
    std::vector<std::string> labels;
    std::vector<widgets::Choice> choices;
    for (const Choice& choice : question.choices) {
        const auto at = std::find(order.begin(), order.end(), Value(choice.code));
        std::string label(choice.label.in(language));
        if (at != order.end())
            label.insert(0, std::to_string(at - order.begin() + 1).append(" · "));
        labels.push_back(std::move(label));
    }
    for (std::size_t i = 0; i < labels.size(); ++i)
        choices.push_back({question.choices[i].code, labels[i], widgets::Icon::None,
                           std::find(order.begin(), order.end(), Value(question.choices[i].code)) !=
                               order.end()});
    const auto pressed =
        widgets::choice_list("choices", question.label.in(language), choices, widgets::Pick::Many);
    if (!pressed) return std::nullopt;
    const Value code(question.choices[*pressed].code);
    if (std::erase(order, code) == 0) order.push_back(code);
    // Of the last one there is nothing to decide.
    if (order.size() + 1 == choices.size() && !choices[*pressed].selected)
        for (const Choice& choice : question.choices)
            if (std::find(order.begin(), order.end(), Value(choice.code)) == order.end()) {
                order.emplace_back(choice.code);
                break;
            }
    if (order.empty()) return Value();
    Value next = Value::list();
    for (Value& one : order) next.push(std::move(one));
    return next;
}

namespace questions {

void draw_ranking(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    widgets::second(shown.text("ranking.hint"));
    if (auto next = draw_ranks(question, shown.language, shown.answer))
        done.answer = *std::move(next);
}

std::string ranking_summary(const Question& question, const QuestionShown& shown) {
    std::string out;
    int place = 0;
    if (const Value::List* order = shown.answer->if_list())
        for (const Value& code : *order)
            for (const Choice& choice : question.choices) {
                if (code.string_or("") != choice.code) continue;
                if (!out.empty()) out += shown.text("list.comma");
                out.append(std::to_string(++place))
                    .append(" · ")
                    .append(choice.label.in(shown.language));
            }
    return out;
}

}  // namespace questions

}  // namespace kongdi::shell
