// SPDX-License-Identifier: Apache-2.0
// The column `kongdi` of a survey sheet: "min=1 max=100 unit=people%20per%20day", what XLSForms
// cannot say of a question. Blanks and percent signs in it are written as in addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/questionnaire.hpp"

namespace kongdi::xlsform {

void add_own_word(std::string& own, std::string_view name, std::string_view value);
/// "max" of "min=1 max=100"; empty when it is not there.
std::string own_word(std::string_view own, std::string_view name);

/// All of them that a question needs.
std::string own_words(const Question& question);
void take_own_words(const std::string& own, Question& question);

/// A number as we write it, or as people type it.
double number_in(const std::string& text, double otherwise);

/// Are these the codes of a scale? Then a list of them is read as one, unless it is said to be of
/// choices.
bool has_codes_of_scale(const std::vector<Choice>& choices);

/// "yes", "true()": how `required` says always, or never.
bool says_always(std::string_view required);
bool says_never(std::string_view required);

}  // namespace kongdi::xlsform
