// SPDX-License-Identifier: Apache-2.0
// What the kinds that answer with a list share: how many of them there may be.
#include <algorithm>

#include "core/question/answers.hpp"

namespace kongdi::question {

void check_count(const Question& question, const Value::List& list, const std::string& path,
                 Errors& errors) {
    const auto count = static_cast<double>(list.size());
    if (question.required && list.empty())
        errors.push_back({ErrorCode::FieldMissing, path});
    else if (count < question.min.value_or(0) || count > question.max.value_or(count))
        errors.push_back({ErrorCode::FieldRange, path});
}

bool stands_before(const Value::List& list, std::size_t index) {
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(index);
    return std::find(list.begin(), end, list[index]) != end;
}

Value list_schema(const Question& question, Value items) {
    const double least = std::max(question.min.value_or(0), question.required ? 1.0 : 0.0);
    Value schema = Value::map({{"type", "array"},
                               {"uniqueItems", true},
                               {"items", std::move(items)},
                               {"minItems", static_cast<std::int64_t>(least)}});
    if (question.max) schema.set("maxItems", static_cast<std::int64_t>(*question.max));
    return schema;
}

}  // namespace kongdi::question
