// SPDX-License-Identifier: Apache-2.0
// A number in the question's unit; with sources it is {"value": N, "source": CODE}, so that an
// estimate is never taken for a measurement.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/question/answers.hpp"
#include "core/question/members.hpp"

namespace kongdi::question {

namespace {

void check_range(const Question& question, const Value& value, const std::string& path,
                 Errors& errors) {
    const double number = value.number_or(0);
    if (!std::isfinite(number) || number < question.min.value_or(number) ||
        number > question.max.value_or(number))
        errors.push_back({ErrorCode::FieldRange, path});
}

Value value_schema(const Question& question) {
    Value schema = Value::map({{"type", "number"}});
    if (question.min) schema.set("minimum", *question.min);
    if (question.max) schema.set("maximum", *question.max);
    return schema;
}

}  // namespace

void check_number(const Question& question, const Value& answer, const std::string& path,
                  const AnswerContext&, Errors& errors) {
    if (question.sources.empty()) {
        if (answer.is_number())
            check_range(question, answer, path, errors);
        else
            errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (answer.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, path});
        return;
    }
    if (const Value* value = number_member(answer, "value", path, errors))
        check_range(question, *value, path + "/value", errors);
    const std::string* code = text_member(answer, "source", path, errors);
    const auto is_given = [code](const NumberSource& source) { return source.code == *code; };
    if (code != nullptr && std::none_of(question.sources.begin(), question.sources.end(), is_given))
        errors.push_back({ErrorCode::FieldChoice, path + "/source"});
    constexpr std::array<std::string_view, 2> kNames{"value", "source"};
    check_unknown(answer, kNames, path, errors);
}

Value number_schema(const Question& question) {
    if (question.sources.empty()) return value_schema(question);
    Value codes = Value::list();
    for (const NumberSource& source : question.sources) codes.push(source.code);
    return with_unknown_members(
        Value::map({{"type", "object"},
                    {"required", Value::list({"value", "source"})},
                    {"properties", Value::map({{"value", value_schema(question)},
                                               {"source", Value::map({{"enum", codes}})}})}}));
}

}  // namespace kongdi::question
