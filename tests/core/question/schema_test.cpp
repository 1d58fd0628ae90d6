// SPDX-License-Identifier: Apache-2.0
// The published schema and the check say the same of thousands of answers, right and wrong.
#include <gtest/gtest.h>

#include <map>

#include "core/codec/json.hpp"
#include "core/question/kinds.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

const std::vector<PhotoEntry> kPhotos{{std::string(64, 'a'), 1, 1, 1},
                                      {std::string(64, 'b'), 1, 1, 1}};

/// Is nothing wrong but what no schema can see: that a photo is not in the record's list, that a
/// number is one of a person?
bool only_beyond_schemas(const Errors& errors) {
    return std::all_of(errors.begin(), errors.end(), [](const Error& error) {
        return error.code == ErrorCode::PhotoListed || error.code == ErrorCode::PersonalNumber;
    });
}

/// Every question of the embedded questionnaires, and each once more as a needed one.
std::vector<Question> all_questions() {
    std::vector<Question> out;
    for (const Questionnaire& questionnaire : tests::catalogue().questionnaires)
        for (const QuestionPage& page : questionnaire.pages)
            for (Question question : page.questions) {
                out.push_back(question);
                question.required = !question.required;
                out.push_back(question);
            }
    out.push_back({.name = "scale", .kind = QuestionKind::Scale});
    out.push_back({.name = "built", .kind = QuestionKind::Date});
    out.push_back(
        {.name = "wishes", .kind = QuestionKind::Ranking, .choices = {{"a"}, {"b"}, {"c"}}});
    return out;
}

}  // namespace

TEST(QuestionSchema, says_of_generated_answers_what_the_check_says) {
    tests::Random random(50);
    std::map<QuestionKind, std::pair<int, int>> counts;
    for (const Question& question : all_questions()) {
        const Value schema = question_kind(question.kind).schema(question);
        for (int i = 0; i < 1'500; ++i) {
            const Value answer = random.once_in(3) ? tests::spoilt_answer(question, random)
                                                   : tests::right_answer(question, kPhotos, random);
            if (answer.is_null()) continue;
            Errors errors;
            check_answer(question, &answer, "", AnswerContext{kPhotos}, errors);
            const bool good = only_beyond_schemas(errors);
            ASSERT_EQ(tests::fits(schema, answer), good)
                << question.name << ' ' << write_json(answer) << ' '
                << (errors.empty() ? "" : error_row(errors[0].code).name);
            ++(good ? counts[question.kind].first : counts[question.kind].second);
        }
    }
    for (const QuestionKindRow& row : question_kinds()) {
        if (row.kind == QuestionKind::Information || row.kind == QuestionKind::Calculated) continue;
        EXPECT_GT(counts[row.kind].first, 300) << row.name;
        EXPECT_GT(counts[row.kind].second, 200) << row.name;
    }
}

TEST(QuestionSchema, every_answer_the_generator_calls_right_passes_the_check) {
    tests::Random random(51);
    for (const Question& question : all_questions())
        for (int i = 0; i < 300; ++i) {
            const Value answer = tests::right_answer(question, kPhotos, random);
            Errors errors;
            check_answer(question, &answer, "", AnswerContext{kPhotos}, errors);
            ASSERT_TRUE(errors.empty()) << question.name << ' ' << write_json(answer);
        }
}

TEST(QuestionSchema, each_kind_says_its_type_or_its_choices) {
    for (const Question& question : all_questions()) {
        const Value schema = question_kind(question.kind).schema(question);
        EXPECT_TRUE(schema.find("type") != nullptr || schema.find("enum") != nullptr ||
                    schema.find("anyOf") != nullptr)
            << question.name;
    }
}

}  // namespace kongdi
