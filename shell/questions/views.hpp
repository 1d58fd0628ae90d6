// SPDX-License-Identifier: Apache-2.0
// The functions behind the rows of the views table, one source file a kind.
#pragma once

#include <string>

#include "shell/questions/question_views.hpp"

namespace kongdi::shell::questions {

void draw_photo(const Question&, const QuestionShown&, QuestionDone&);
std::string photo_summary(const Question&, const QuestionShown&);
void draw_place(const Question&, const QuestionShown&, QuestionDone&);
std::string place_summary(const Question&, const QuestionShown&);
void draw_single_choice(const Question&, const QuestionShown&, QuestionDone&);
std::string single_choice_summary(const Question&, const QuestionShown&);
void draw_multiple_choice(const Question&, const QuestionShown&, QuestionDone&);
std::string multiple_choice_summary(const Question&, const QuestionShown&);
void draw_ranking(const Question&, const QuestionShown&, QuestionDone&);
std::string ranking_summary(const Question&, const QuestionShown&);
void draw_number(const Question&, const QuestionShown&, QuestionDone&);
std::string number_summary(const Question&, const QuestionShown&);
void draw_text(const Question&, const QuestionShown&, QuestionDone&);
std::string text_summary(const Question&, const QuestionShown&);
void draw_scale_matrix(const Question&, const QuestionShown&, QuestionDone&);
std::string scale_matrix_summary(const Question&, const QuestionShown&);
void draw_scale(const Question&, const QuestionShown&, QuestionDone&);
std::string scale_summary(const Question&, const QuestionShown&);
void draw_matrix(const Question&, const QuestionShown&, QuestionDone&);
std::string matrix_summary(const Question&, const QuestionShown&);
void draw_date(const Question&, const QuestionShown&, QuestionDone&);
void draw_information(const Question&, const QuestionShown&, QuestionDone&);
std::string no_summary(const Question&, const QuestionShown&);
void draw_calculated(const Question&, const QuestionShown&, QuestionDone&);

/// Shared: the question's label and hint above its control. Nothing for a label that is the title.
void draw_label(const Question& question, const QuestionShown& shown);
/// Shared: the error below the control, when there is one.
void draw_error(const Question& question, const QuestionShown& shown);

}  // namespace kongdi::shell::questions
