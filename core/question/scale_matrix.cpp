// SPDX-License-Identifier: Apache-2.0
// Five steps for each of several rows, answered only where one knows: {"ELD02": 4, "EDU01":
// "dont_know"}. "Don't know" is no 3, and "there is none here" is an answer of its own.
#include "core/question/answers.hpp"

namespace kongdi::question {

namespace {
constexpr std::int64_t kLeast = 1;
constexpr std::int64_t kMost = 5;
constexpr std::string_view kDontKnow = "dont_know";
constexpr std::string_view kNoneHere = "none_here";
}  // namespace

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
        if (!is_choice(question, row.first)) {
            errors.push_back({ErrorCode::FieldChoice, here});
        } else if (const std::int64_t* step = row.second.if_int()) {
            if (*step < kLeast || *step > kMost) errors.push_back({ErrorCode::FieldRange, here});
        } else if (const std::string* word = row.second.if_string()) {
            if (*word != kDontKnow && *word != kNoneHere)
                errors.push_back({ErrorCode::FieldChoice, here});
        } else {
            errors.push_back({ErrorCode::FieldType, here});
        }
    }
}

Value scale_matrix_schema(const Question& question) {
    const Value step = Value::map(
        {{"anyOf",
          Value::list({Value::map({{"type", "integer"}, {"minimum", kLeast}, {"maximum", kMost}}),
                       Value::map({{"enum", Value::list({kDontKnow, kNoneHere})}})})}});
    Value rows = Value::map();
    for (const Choice& choice : question.choices) rows.set(choice.code, step);
    return Value::map({{"type", "object"},
                       {"minProperties", question.required ? 1 : 0},
                       {"additionalProperties", false},
                       {"properties", rows}});
}

}  // namespace kongdi::question
