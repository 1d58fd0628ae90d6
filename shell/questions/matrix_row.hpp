// SPDX-License-Identifier: Apache-2.0
// The cells of a matrix's answer.
#pragma once

#include <string_view>
#include <vector>

#include "shell/questions/scale_words.hpp"

namespace kongdi::shell::questions {

/// Null when nothing was said.
const Value& cell_of(const Value* answer, std::string_view row, std::size_t column);
/// The answer with one cell set, null to take it back; rows and ends that say nothing are left out.
Value with_cell(const Value* answer, std::string_view row, std::size_t column, Value cell);
/// What can be answered in a column.
std::vector<ScaleAnswer> column_answers(const Question& column, const QuestionShown& shown);

}  // namespace kongdi::shell::questions
