// SPDX-License-Identifier: Apache-2.0
// A day of the calendar, "2026-11-24".
#include "core/base/time.hpp"
#include "core/question/answers.hpp"

namespace kongdi::question {

void check_date(const Question&, const Value& answer, const std::string& path, const AnswerContext&,
                Errors& errors) {
    if (answer.if_string() == nullptr)
        errors.push_back({ErrorCode::FieldType, path});
    else if (!parse_date(*answer.if_string()))
        errors.push_back({ErrorCode::FieldFormat, path});
}

Value date_schema(const Question&) { return Value::map({{"type", "string"}, {"format", "date"}}); }

}  // namespace kongdi::question
