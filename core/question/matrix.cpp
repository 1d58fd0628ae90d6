// SPDX-License-Identifier: Apache-2.0
// Several columns for each of several rows, answered only where one knows: {"ELD02": ["yes",
// "6_10", 4, 5], "COM01": ["yes"]}. A row's list follows the columns of the questionnaire, null
// where nothing was said; the end may be left out, but a row that says nothing is none. Lists, as a
// city's check-up holds forty million of them.
#include "core/question/answers.hpp"

namespace kongdi::question {

namespace {

void check_row(const Question& question, const Value& row, const std::string& path,
               const AnswerContext& context, Errors& errors) {
    const Value::List* cells = row.if_list();
    if (cells == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
    } else if (cells->empty() || cells->back().is_null()) {
        errors.push_back({ErrorCode::FieldMissing, path});
    } else if (cells->size() > question.columns.size()) {
        errors.push_back({ErrorCode::FieldRange, path});
    } else {
        for (std::size_t i = 0; i < cells->size(); ++i)
            if (!(*cells)[i].is_null())
                check_given(question.columns[i], (*cells)[i], path + "/" + std::to_string(i),
                            context, errors);
    }
}

Value or_null(Value schema) {
    return Value::map(
        {{"anyOf", Value::list({std::move(schema), Value::map({{"type", "null"}})})}});
}

Value row_schema(const Question& question) {
    // One form for each length, so that the last cell can be asked to say something.
    Value forms = Value::list();
    Value cells = Value::list();
    for (const Question& column : question.columns) {
        const Value cell = question_kind(column.kind).schema(column);
        Value form = cells;
        form.push(cell);
        const auto length = static_cast<std::int64_t>(form.if_list()->size());
        forms.push(Value::map({{"type", "array"},
                               {"minItems", length},
                               {"maxItems", length},
                               {"prefixItems", form}}));
        cells.push(or_null(cell));
    }
    return Value::map({{"anyOf", forms}});
}

}  // namespace

void check_matrix(const Question& question, const Value& answer, const std::string& path,
                  const AnswerContext& context, Errors& errors) {
    const Value::Map* rows = answer.if_map();
    if (rows == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (question.required && rows->empty()) errors.push_back({ErrorCode::FieldMissing, path});
    for (const Value::Member& row : *rows) {
        const std::string here = path + path_step(row.first);
        if (is_choice(question, row.first))
            check_row(question, row.second, here, context, errors);
        else
            errors.push_back({ErrorCode::FieldChoice, here});
    }
}

Value matrix_schema(const Question& question) {
    Value rows = Value::map();
    const Value row = row_schema(question);
    for (const Choice& choice : question.choices) rows.set(choice.code, row);
    return Value::map({{"type", "object"},
                       {"minProperties", question.required ? 1 : 0},
                       {"additionalProperties", false},
                       {"properties", rows}});
}

}  // namespace kongdi::question
