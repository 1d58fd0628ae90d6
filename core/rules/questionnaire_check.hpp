// SPDX-License-Identifier: Apache-2.0
// May this questionnaire be published? What it says about itself must hold: names, texts in all its
// languages, logic that can be read, refers to what is there and does not go round in a circle.
#pragma once

#include <cstddef>

#include "core/base/error.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxQuestions = 500;
inline constexpr std::size_t kMaxChoices = 500;                     // of a question
inline constexpr std::size_t kMaxLabel = 2000;                      // code points of any text
inline constexpr std::size_t kMaxQuestionnaireBytes = 1024 * 1024;  // as JSON

/// Every mistake with its place, as "/pages/0/questions/2/relevant:17", where 17 is the character
/// of the expression. The languages of a questionnaire are those of its title.
Errors check_questionnaire(const Questionnaire& questionnaire);

}  // namespace kongdi
