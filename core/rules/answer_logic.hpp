// SPDX-License-Identifier: Apache-2.0
// What the answers given so far make of a questionnaire's logic: which questions are asked, which
// must be answered, what the calculated ones are. The same on the phone and on the server, so an
// answer to a question that is not asked is dropped by the form and refused by the record check.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/value.hpp"
#include "core/logic/expression.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi {

/// "Today" of a record is the day it was made, in the time of the city (UTC+8), and not the day
/// somebody looks at it.
std::string day_of_record(std::int64_t created_at_ms);

class AnswerLogic {
public:
    /// Questionnaire and body must outlive this. Expressions that cannot be read count as absent:
    /// check_questionnaire() refuses them before a questionnaire is published.
    AnswerLogic(const Questionnaire& questionnaire, const Value& body, std::string day);

    bool asks(const Question& question) const;
    /// Which columns of a matrix are asked, given what stands in the row so far.
    std::vector<bool> asked_columns(const Question& matrix, const Value& row) const;
    bool needs(const Question& question) const;
    bool allows(const Question& question, const Value& answer) const;
    /// Null when it is not asked or has no value.
    Value calculated(const Question& question) const;

    /// The body without what is not asked, for sending.
    Value asked_body() const;

private:
    logic::Scope scope() const;

    const Questionnaire& m_questionnaire;
    const Value& m_body;
    std::string m_day;
    std::vector<std::string> m_skipped = {};  // names, sorted
    Value m_answers = Value::map();           // as expressions see them
    /// `relevant` of columns, read once: a check-up asks for them in twenty rows.
    std::vector<std::pair<const Question*, logic::Expression>> m_columns = {};
};

/// An answer as expressions see it: of a number its value, of a matrix the cells by their names.
Value logic_value(const Question& question, const Value& answer);

}  // namespace kongdi
