// SPDX-License-Identifier: Apache-2.0
// The functions behind the rows of the kinds table, one source file a kind.
#pragma once

#include <string>

#include "core/question/kinds.hpp"

namespace kongdi::question {

void check_photo(const Question&, const Value&, const std::string& path, const AnswerContext&,
                 Errors&);
Value photo_schema(const Question&);
void check_place(const Question&, const Value&, const std::string& path, const AnswerContext&,
                 Errors&);
Value place_schema(const Question&);
void check_single_choice(const Question&, const Value&, const std::string& path,
                         const AnswerContext&, Errors&);
Value single_choice_schema(const Question&);
void check_multiple_choice(const Question&, const Value&, const std::string& path,
                           const AnswerContext&, Errors&);
Value multiple_choice_schema(const Question&);
void check_ranking(const Question&, const Value&, const std::string& path, const AnswerContext&,
                   Errors&);
Value ranking_schema(const Question&);
void check_number(const Question&, const Value&, const std::string& path, const AnswerContext&,
                  Errors&);
Value number_schema(const Question&);
void check_text(const Question&, const Value&, const std::string& path, const AnswerContext&,
                Errors&);
Value text_schema(const Question&);
void check_scale_matrix(const Question&, const Value&, const std::string& path,
                        const AnswerContext&, Errors&);
Value scale_matrix_schema(const Question&);
void check_scale(const Question&, const Value&, const std::string& path, const AnswerContext&,
                 Errors&);
Value scale_schema(const Question&);
void check_matrix(const Question&, const Value&, const std::string& path, const AnswerContext&,
                  Errors&);
Value matrix_schema(const Question&);
void check_date(const Question&, const Value&, const std::string& path, const AnswerContext&,
                Errors&);
Value date_schema(const Question&);
/// Of what is shown or derived and never answered.
void check_unanswered(const Question&, const Value&, const std::string& path, const AnswerContext&,
                      Errors&);
Value unanswered_schema(const Question&);

/// Shared by the kinds with scales: 1 to 5, or one of the words that are no step.
void check_step(const Value& step, bool may_be_none_here, const std::string& path, Errors& errors);
Value step_schema(bool may_be_none_here);

/// Shared by the kinds that answer with a list: as many as the question's min and max allow.
void check_count(const Question& question, const Value::List& list, const std::string& path,
                 Errors& errors);
/// Is an item the same as one before it?
bool stands_before(const Value::List& list, std::size_t index);
/// A list of different items.
Value list_schema(const Question& question, Value items);

/// Shared by the kinds of choice: is a code one of the question's choices?
bool is_choice(const Question& question, std::string_view code);
/// {"enum": [codes…]}
Value choice_enum(const Question& question);

}  // namespace kongdi::question
