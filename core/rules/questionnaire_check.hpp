// SPDX-License-Identifier: Apache-2.0
// May this questionnaire be published? What it says about itself must hold: names, texts in all its
// languages, logic that can be read, refers to what is there and does not go round in a circle.
#pragma once

#include <cstddef>

#include "core/base/error.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxQuestions = 500;
inline constexpr std::size_t kMaxChoices = 500;                     // of a question
inline constexpr std::size_t kMaxLabel = 2000;                      // code points of any text
inline constexpr std::size_t kMaxQuestionnaireBytes = 1024 * 1024;  // as JSON

/// Every mistake with its place, as "/pages/0/questions/2/relevant:17", where 17 is the character
/// of the expression. The languages of a questionnaire are those of its title.
Errors check_questionnaire(const Questionnaire& questionnaire);

/// The check-up asks for no place and no picture: nothing of it may lead to a household, and its
/// steps on the phone take neither.
bool may_ask(std::string_view questionnaire, QuestionKind kind);

/// Does a later version of a kind's questionnaire still ask what the tables of its answers are made
/// of? Those questions stay as they are, but for their words: reports keep place, type, size and
/// facts, check-ups the table of services, the age and the household.
Errors check_kept_questions(const Questionnaire& later, const Questionnaire& known,
                            RecordKind kind);

}  // namespace kongdi
