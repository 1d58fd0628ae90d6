// SPDX-License-Identifier: Apache-2.0
// One step of five, or "dont_know", which is no 3.
#include "core/question/answers.hpp"

namespace kongdi::question {

namespace {
constexpr std::int64_t kLeast = 1;
constexpr std::int64_t kMost = 5;
constexpr std::string_view kDontKnow = "dont_know";
constexpr std::string_view kNoneHere = "none_here";
}  // namespace

void check_step(const Value& step, bool may_be_none_here, const std::string& path, Errors& errors) {
    if (const std::int64_t* number = step.if_int()) {
        if (*number < kLeast || *number > kMost) errors.push_back({ErrorCode::FieldRange, path});
    } else if (const std::string* word = step.if_string()) {
        if (*word != kDontKnow && !(may_be_none_here && *word == kNoneHere))
            errors.push_back({ErrorCode::FieldChoice, path});
    } else {
        errors.push_back({ErrorCode::FieldType, path});
    }
}

Value step_schema(bool may_be_none_here) {
    Value words = Value::list({kDontKnow});
    if (may_be_none_here) words.push(kNoneHere);
    return Value::map(
        {{"anyOf",
          Value::list({Value::map({{"type", "integer"}, {"minimum", kLeast}, {"maximum", kMost}}),
                       Value::map({{"enum", words}})})}});
}

void check_scale(const Question&, const Value& answer, const std::string& path,
                 const AnswerContext&, Errors& errors) {
    check_step(answer, false, path, errors);
}

Value scale_schema(const Question&) { return step_schema(false); }

}  // namespace kongdi::question
