// SPDX-License-Identifier: Apache-2.0
// A card for each row with its columns below each other. (A check-up asks one column at a time, see
// shell/screens/rate_screen.)
#include "core/rules/answer_logic.hpp"
#include "shell/questions/matrix_row.hpp"
#include "shell/questions/scale_words.hpp"
#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell::questions {

const Value& cell_of(const Value* answer, std::string_view row, std::size_t column) {
    static const Value kNone;
    if (answer == nullptr) return kNone;
    const Value::List& cells = answer->items(row);
    return column < cells.size() ? cells[column] : kNone;
}

Value with_cell(const Value* answer, std::string_view row, std::size_t column, Value cell) {
    Value out = answer != nullptr ? *answer : Value::map();
    Value cells = out[row].if_list() != nullptr ? out[row] : Value::list();
    while (cells.if_list()->size() <= column) cells.push(Value());
    (*cells.if_list())[column] = std::move(cell);
    while (!cells.if_list()->empty() && cells.if_list()->back().is_null())
        cells.if_list()->pop_back();
    if (cells.if_list()->empty())
        out.erase(row);
    else
        out.set(row, std::move(cells));
    return out;
}

std::vector<ScaleAnswer> column_answers(const Question& column, const QuestionShown& shown) {
    if (column.kind == QuestionKind::Scale) return scale_answers(column, shown);
    std::vector<ScaleAnswer> out;
    for (const Choice& choice : column.choices)
        out.push_back({choice.code, choice.label.in(shown.language), Value(choice.code)});
    return out;
}

namespace {

void draw_column(const Question& question, const Choice& row, std::size_t column,
                 const QuestionShown& shown, QuestionDone& done) {
    const Question& asked = question.columns[column];
    const std::vector<ScaleAnswer> answers = column_answers(asked, shown);
    const Value& given = cell_of(shown.answer, row.code, column);
    std::vector<widgets::Choice> choices;
    for (const ScaleAnswer& one : answers)
        choices.push_back({one.id, one.words, widgets::Icon::None, given == one.value});
    const std::string_view label = asked.label.in(shown.language);
    widgets::second(label);
    if (const auto pressed = widgets::choice_chips(asked.name, label, choices))
        done.answer = with_cell(shown.answer, row.code, column,
                                choices[*pressed].selected ? Value() : answers[*pressed].value);
}

}  // namespace

void draw_matrix(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    draw_label(question, shown);
    draw_error(question, shown);
    for (const Choice& row : question.choices) {
        if (shown.only_row != nullptr && shown.only_row != &row) continue;
        const widgets::Card card(row.code, row.label.in(shown.language));
        const widgets::Scope scope(row.code);
        widgets::bold(row.label.in(shown.language));
        for (std::size_t i = 0; i < question.columns.size(); ++i)
            if (shown.logic == nullptr ||
                shown.logic->asked_columns(
                    question, shown.answer != nullptr ? (*shown.answer)[row.code] : Value())[i])
                draw_column(question, row, i, shown, done);
    }
}

std::string matrix_summary(const Question& question, const QuestionShown& shown) {
    const Value::Map* rows = shown.answer->if_map();
    if (rows == nullptr || rows->empty()) return {};
    return shown.text("scale.answered",
                      {{"count", rows->size()}, {"all", question.choices.size()}});
}

}  // namespace kongdi::shell::questions
