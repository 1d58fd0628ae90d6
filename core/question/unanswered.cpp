// SPDX-License-Identifier: Apache-2.0
// Information is shown, and a calculated value follows from the other answers whenever it is asked
// for: neither is sent, so that nothing in a record contradicts what it says elsewhere.
#include "core/question/answers.hpp"

namespace kongdi::question {

void check_unanswered(const Question&, const Value&, const std::string& path, const AnswerContext&,
                      Errors& errors) {
    errors.push_back({ErrorCode::AnswerSkipped, path});
}

Value unanswered_schema(const Question&) { return Value::map({{"type", "null"}}); }

}  // namespace kongdi::question
