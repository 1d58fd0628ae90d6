// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/question_views.hpp"

#include <array>

#include "shell/questions/views.hpp"
#include "shell/widgets/widgets.hpp"

namespace kongdi::shell {

namespace {

using namespace questions;
using enum QuestionKind;

constexpr std::array<QuestionViewRow, static_cast<std::size_t>(Count_)> kViews{{
    {Photo, draw_photo, photo_summary},
    {Place, draw_place, place_summary},
    {SingleChoice, draw_single_choice, single_choice_summary},
    {MultipleChoice, draw_multiple_choice, multiple_choice_summary},
    {Ranking, draw_ranking, ranking_summary},
    {Number, draw_number, number_summary},
    {Text, draw_text, text_summary},
    {ScaleMatrix, draw_scale_matrix, scale_matrix_summary},
    {Scale, draw_scale, scale_summary},
    {Matrix, draw_matrix, matrix_summary},
    {Date, draw_date, text_summary},
    {Information, draw_information, no_summary},
    {Calculated, draw_calculated, no_summary},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kViews.size(); ++i)
        if (kViews[i].kind != static_cast<QuestionKind>(i)) return false;
    return true;
}
static_assert(in_order(), "one view for each kind, in the order of the enum");

const QuestionViewRow& view_of(const Question& question) {
    return kViews[static_cast<std::size_t>(question.kind)];
}

}  // namespace

void draw_question(const Question& question, const QuestionShown& shown, QuestionDone& done) {
    const widgets::Scope scope(question.name);
    view_of(question).draw(question, shown, done);
}

std::string question_summary(const Question& question, const QuestionShown& shown) {
    if (shown.answer == nullptr || shown.answer->is_null()) return {};
    return view_of(question).summary(question, shown);
}

std::string_view question_error(const Question& question, const QuestionShown& shown) {
    const std::string path = "/body/" + question.name;
    for (const Error& error : shown.errors)
        if (error.path == path || error.path.starts_with(path + "/")) {
            const bool own = error.code == ErrorCode::AnswerConstraint &&
                             !question.constraint_message.by_language.empty();
            return own ? question.constraint_message.in(shown.language)
                       : shown.text(error_row(error.code).key);
        }
    return {};
}

namespace questions {

void draw_label(const Question& question, const QuestionShown& shown) {
    if (shown.alone)
        widgets::title(question.label.in(shown.language));
    else
        widgets::heading(question.label.in(shown.language));
    const std::string_view hint = question.hint.in(shown.language);
    if (!hint.empty()) widgets::second(hint);
}

void draw_error(const Question& question, const QuestionShown& shown) {
    const std::string_view error = question_error(question, shown);
    if (!error.empty()) widgets::note("error", widgets::Tone::Error, error);
}

}  // namespace questions

}  // namespace kongdi::shell
