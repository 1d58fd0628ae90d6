// SPDX-License-Identifier: Apache-2.0
#include "core/rules/answer_logic.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/time.hpp"
#include "core/rules/logic_order.hpp"

namespace kongdi {

namespace {

/// Null when there is none or it cannot be read.
Value value_of(const std::string& expression, const logic::Scope& scope) {
    const Result<logic::Expression> read = logic::read_expression(expression);
    return read ? logic::evaluate(*read, scope) : Value();
}

bool holds(const std::string& expression, const logic::Scope& scope, bool without) {
    if (expression.empty()) return without;
    const Result<logic::Expression> read = logic::read_expression(expression);
    return read ? logic::as_bool(logic::evaluate(*read, scope)) : without;
}

bool has_logic(const Questionnaire& questionnaire) {
    for (const QuestionPage& page : questionnaire.pages) {
        if (!page.relevant.empty()) return true;
        for (const Question& one : page.questions)
            if (!one.relevant.empty() || !one.required_when.empty() || !one.constraint.empty() ||
                !one.calculation.empty() || one.kind == QuestionKind::Calculated)
                return true;
    }
    return false;
}

/// Does the logic of a column look further than its row?
bool names_others(const logic::Expression& read, const Question& matrix) {
    return std::any_of(read.names.begin(), read.names.end(), [&matrix](const logic::NameUse& use) {
        return std::none_of(matrix.columns.begin(), matrix.columns.end(),
                            [&](const Question& one) { return one.name == use.name; });
    });
}

const QuestionPage* page_of(const Questionnaire& questionnaire, const Question* question) {
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& one : page.questions)
            if (&one == question) return &page;
    return nullptr;
}

Value row_value(const Question& matrix, const Value& row) {
    Value cells = Value::map();
    const Value::List* list = row.if_list();
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        cells.set(matrix.columns[i].name,
                  list != nullptr && i < list->size() ? (*list)[i] : Value());
    return cells;
}

}  // namespace

std::string day_of_record(std::int64_t created_at_ms) {
    constexpr int kCityOffsetMinutes = 480;
    const CivilTime time = civil_time(created_at_ms, kCityOffsetMinutes);
    const auto padded = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return std::to_string(time.year) + "-" + padded(time.month) + "-" + padded(time.day);
}

Value logic_value(const Question& question, const Value& answer) {
    if (question.kind == QuestionKind::Number && answer.if_map() != nullptr) return answer["value"];
    if (question.kind == QuestionKind::Place && answer.if_map() != nullptr) {
        const Value& point = answer["point"];  // as XLSForms have it
        return logic::as_text(point["lat"]) + " " + logic::as_text(point["lon"]);
    }
    if (question.kind != QuestionKind::Matrix) return answer;
    Value rows = Value::map();
    if (const Value::Map* given = answer.if_map())
        for (const Value::Member& row : *given)
            rows.set(row.first, row_value(question, row.second));
    return rows;
}

AnswerLogic::AnswerLogic(const Questionnaire& questionnaire, const Value& body, std::string day)
    : m_questionnaire(questionnaire), m_body(body), m_day(std::move(day)) {
    bool looks_further = has_logic(questionnaire);
    for (const QuestionPage& page : questionnaire.pages)
        for (const Question& question : page.questions)
            for (const Question& column : question.columns)
                if (auto read = logic::read_expression(column.relevant);
                    read && !column.relevant.empty()) {
                    looks_further = looks_further || names_others(*read, question);
                    m_columns.emplace_back(&column, *std::move(read));
                }
    if (!looks_further) return;
    for (const Question* question : logic_order(questionnaire)) {
        const QuestionPage* page = page_of(questionnaire, question);
        if (!(page == nullptr || holds(page->relevant, scope(), true)) ||
            !holds(question->relevant, scope(), true)) {
            m_skipped.push_back(question->name);
            continue;
        }
        if (question->kind == QuestionKind::Calculated)
            m_answers.set(question->name, value_of(question->calculation, scope()));
        else if (const Value* answer = body.find(question->name))
            m_answers.set(question->name, logic_value(*question, *answer));
    }
    std::sort(m_skipped.begin(), m_skipped.end());
}

logic::Scope AnswerLogic::scope() const { return {.answers = &m_answers, .today = m_day}; }

bool AnswerLogic::asks(const Question& question) const {
    return !std::binary_search(m_skipped.begin(), m_skipped.end(), question.name);
}

std::vector<bool> AnswerLogic::asked_columns(const Question& matrix, const Value& row) const {
    std::vector<bool> asked(matrix.columns.size(), true);
    Value cells;
    for (const auto& column : m_columns) {
        if (column.first < matrix.columns.data() ||
            column.first >= matrix.columns.data() + matrix.columns.size())
            continue;
        if (cells.is_null()) cells = row_value(matrix, row);
        logic::Scope here = scope();
        here.row = &cells;
        asked[static_cast<std::size_t>(column.first - matrix.columns.data())] =
            logic::as_bool(logic::evaluate(column.second, here));
    }
    return asked;
}

bool AnswerLogic::needs(const Question& question) const {
    return asks(question) && (question.required || holds(question.required_when, scope(), false));
}

bool AnswerLogic::allows(const Question& question, const Value& answer) const {
    if (question.constraint.empty()) return true;
    const Value self = logic_value(question, answer);
    logic::Scope here = scope();
    here.self = &self;
    return holds(question.constraint, here, true);
}

Value AnswerLogic::calculated(const Question& question) const {
    const Value& value = m_answers[question.name];
    const double* number = value.if_double();
    if (number == nullptr) return value;
    if (!std::isfinite(*number)) return {};
    // Whole numbers as JSON has them.
    if (std::trunc(*number) == *number && std::fabs(*number) < 9e15)
        return static_cast<std::int64_t>(*number);
    return value;
}

Value AnswerLogic::asked_body() const {
    Value out = m_body;
    for (const std::string& name : m_skipped) out.erase(name);
    for (const QuestionPage& page : m_questionnaire.pages)
        for (const Question& question : page.questions) {
            if (question.kind == QuestionKind::Calculated ||
                question.kind == QuestionKind::Information)
                out.erase(question.name);
            if (question.kind != QuestionKind::Matrix) continue;
            Value* answer = out.find(question.name);
            if (answer == nullptr || answer->if_map() == nullptr) continue;
            Value rows = Value::map();
            for (const Value::Member& row : *answer->if_map()) {
                Value kept = row.second;
                Value::List* cells = kept.if_list();
                if (cells == nullptr) continue;
                const std::vector<bool> asked = asked_columns(question, row.second);
                for (std::size_t i = 0; i < cells->size() && i < asked.size(); ++i)
                    if (!asked[i]) (*cells)[i] = Value();
                while (!cells->empty() && cells->back().is_null()) cells->pop_back();
                if (!cells->empty()) rows.set(row.first, std::move(kept));
            }
            if (rows.if_map()->empty())
                out.erase(question.name);
            else
                *answer = std::move(rows);
        }
    return out;
}

}  // namespace kongdi
