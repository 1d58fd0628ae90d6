// SPDX-License-Identifier: Apache-2.0
// The words of a scale's steps, as its questionnaire has them or as everybody knows them.
#pragma once

#include <string>
#include <vector>

#include "shell/questions/question_views.hpp"

namespace kongdi::shell::questions {

struct ScaleAnswer {
    std::string id;
    std::string_view words;
    Value value;
};

/// Of a step from 1 to 5.
std::string_view step_words(const Question& question, const QuestionShown& shown, int step);
/// 5 to 1, then "don't know".
std::vector<ScaleAnswer> scale_answers(const Question& question, const QuestionShown& shown);

}  // namespace kongdi::shell::questions
