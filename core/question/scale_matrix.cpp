// SPDX-License-Identifier: Apache-2.0
// Five steps for each of several rows, answered only where one knows: {"ELD02": 4, "EDU01":
// "dont_know"}. "Don't know" is no 3, and "there is none here" is an answer of its own.
#include "core/question/answers.hpp"

namespace kongdi::question {

void check_scale_matrix(const Question& question, const Value& answer, const std::string& path,
                        const AnswerContext&, Errors& errors) {
    const Value::Map* rows = answer.if_map();
    if (rows == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (question.required && rows->empty()) errors.push_back({ErrorCode::FieldMissing, path});
    for (const Value::Member& row : *rows) {
        const std::string here = path + path_step(row.first);
        if (is_choice(question, row.first))
            check_step(row.second, true, here, errors);
        else
            errors.push_back({ErrorCode::FieldChoice, here});
    }
}

Value scale_matrix_schema(const Question& question) {
    Value rows = Value::map();
    for (const Choice& choice : question.choices) rows.set(choice.code, step_schema(true));
    return Value::map({{"type", "object"},
                       {"minProperties", question.required ? 1 : 0},
                       {"additionalProperties", false},
                       {"properties", rows}});
}

}  // namespace kongdi::question
