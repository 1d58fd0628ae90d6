// SPDX-License-Identifier: Apache-2.0
// A planner's work on a questionnaire: the document as it stands, which question is open, and the
// answers given to try it out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/value.hpp"

namespace kongdi::shell {

struct QuestionnaireDesk {
    Value list = Value::list();  // {"id", "version", "title", "published_at"} of every version
    bool list_failed = false;
    Value document = {};  // null while none is open
    bool changed = false;
    std::size_t page = 0;      // of the open question
    std::size_t question = 0;  // likewise
    Value answers = Value::map();
    std::string file = {};             // of an XLSForm at hand
    Errors issues = {};                // of the form's cells, or of the server's refusal
    std::vector<Error> left_out = {};  // of the form; `detail` says what
    bool busy = false;
    bool published = false;
};

}  // namespace kongdi::shell
