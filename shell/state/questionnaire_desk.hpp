// SPDX-License-Identifier: Apache-2.0
// A planner's work on a questionnaire: the document as it stands, which question is open, and the
// answers given to try it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/value.hpp"

namespace kongdi::shell {

/// A question of a document, or a column of one.
struct QuestionPlace {
    std::size_t page = 0;
    std::size_t question = 0;
    std::size_t column = 0;  // from 1; 0 is the question itself

    friend bool operator==(const QuestionPlace&, const QuestionPlace&) = default;
};

/// What of the open question is being edited.
enum class QuestionTab : std::uint8_t {
    Words,
    Logic,
    Answers,
    Page,     // its page, and the title of all
    Preview,  // on narrow screens, where there is no room beside the rest
};

struct QuestionnaireDesk {
    Value list = Value::list();  // {"id", "version", "title", "published_at"} of every version
    bool list_failed = false;
    Value document = {};  // null while none is open
    bool changed = false;
    QuestionPlace open = {};
    QuestionTab tab = QuestionTab::Words;
    Value answers = Value::map();
    std::string preview_language = {};  // empty: the person's own
    std::size_t preview_row = 0;        // of a matrix
    std::string file = {};              // of an XLSForm at hand
    Errors issues = {};                 // of the form's cells, or of the server's refusal
    std::vector<Error> left_out = {};   // of the form; `detail` says what
    bool busy = false;
    bool unreachable = false;  // the last request had no answer
    bool published = false;
};

}  // namespace kongdi::shell
