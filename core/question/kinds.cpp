// SPDX-License-Identifier: Apache-2.0
#include "core/question/kinds.hpp"

#include "core/question/answers.hpp"

namespace kongdi {

namespace {

using namespace question;
using enum QuestionKind;

constexpr std::array<QuestionKindRow, static_cast<std::size_t>(Count_)> kKinds{{
    {Photo, "photo", check_photo, photo_schema},
    {Place, "place", check_place, place_schema},
    {SingleChoice, "single_choice", check_single_choice, single_choice_schema},
    {MultipleChoice, "multiple_choice", check_multiple_choice, multiple_choice_schema},
    {Ranking, "ranking", check_ranking, ranking_schema},
    {Number, "number", check_number, number_schema},
    {Text, "text", check_text, text_schema},
    {ScaleMatrix, "scale_matrix", check_scale_matrix, scale_matrix_schema},
    {Scale, "scale", check_scale, scale_schema},
    {Matrix, "matrix", check_matrix, matrix_schema},
    {Date, "date", check_date, date_schema},
    {Information, "information", check_unanswered, unanswered_schema},
    {Calculated, "calculated", check_unanswered, unanswered_schema},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i].kind != static_cast<QuestionKind>(i)) return false;
    return true;
}
static_assert(in_order(), "one row for each kind, in the order of the enum");

/// What a form needs of the rows. A program that publishes no schema then carries none.
struct AnswerRow {
    std::string_view name;
    decltype(QuestionKindRow::check) check;
};

constexpr std::array<AnswerRow, kKinds.size()> answer_rows() {
    std::array<AnswerRow, kKinds.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = {kKinds[i].name, kKinds[i].check};
    return out;
}
constexpr std::array kAnswers = answer_rows();

}  // namespace

const std::array<QuestionKindRow, static_cast<std::size_t>(QuestionKind::Count_)>&
question_kinds() {
    return kKinds;
}

const QuestionKindRow& question_kind(QuestionKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view question_kind_name(QuestionKind kind) {
    return kAnswers[static_cast<std::size_t>(kind)].name;
}

std::optional<QuestionKind> question_kind_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kAnswers.size(); ++i)
        if (kAnswers[i].name == name) return static_cast<QuestionKind>(i);
    return std::nullopt;
}

void check_given(const Question& question, const Value& answer, const std::string& path,
                 const AnswerContext& context, Errors& errors) {
    kAnswers[static_cast<std::size_t>(question.kind)].check(question, answer, path, context,
                                                            errors);
}

void check_answer(const Question& question, const Value* answer, const std::string& path,
                  const AnswerContext& context, Errors& errors) {
    if (answer == nullptr || answer->is_null()) {
        if (question.required) errors.push_back({ErrorCode::FieldMissing, path});
        return;
    }
    check_given(question, *answer, path, context, errors);
}

}  // namespace kongdi
