// SPDX-License-Identifier: Apache-2.0
// Free words, counted in code points; line ends only where the field has several lines; no number
// that names a person.
#include "core/base/text.hpp"
#include "core/base/personal_number.hpp"

#include "core/question/answers.hpp"

namespace kongdi::question {

namespace {
std::int64_t longest(const Question& question) {
    return question.max_length > 0 ? question.max_length : kMaxTextLength;
}
}  // namespace

void check_text(const Question& question, const Value& answer, const std::string& path,
                const AnswerContext&, Errors& errors) {
    const std::string* text = answer.if_string();
    if (text == nullptr)
        errors.push_back({ErrorCode::FieldType, path});
    else if (question.required && trimmed(*text).empty())
        errors.push_back({ErrorCode::FieldMissing, path});
    else if (static_cast<std::int64_t>(code_point_count(*text)) > longest(question))
        errors.push_back({ErrorCode::FieldTooLong, path});
    else if (has_control_characters(*text) ||
             (!question.multiline && text->find('\n') != std::string::npos))
        errors.push_back({ErrorCode::FieldFormat, path});
    else if (find_personal_number(*text))
        errors.push_back({ErrorCode::PersonalNumber, path});
}

Value text_schema(const Question& question) {
    const std::string_view line_feed = question.multiline ? "" : "\\u000a";
    Value schema = Value::map({{"type", "string"},
                               {"maxLength", longest(question)},
                               {"pattern", "^[^\\u0000-\\u0008" + std::string(line_feed) +
                                               "\\u000b-\\u001f\\u007f-\\u009f]*$"}});
    // Something other than white space.
    if (question.required) schema.set("not", Value::map({{"pattern", "^[ \\t\\n\\r\\u3000]*$"}}));
    return schema;
}

}  // namespace kongdi::question
