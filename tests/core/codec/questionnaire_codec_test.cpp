// SPDX-License-Identifier: Apache-2.0
#include "core/codec/questionnaire_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "core/question/kinds.hpp"
#include "core/rules/questionnaire_check.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi {

namespace {

using tests::catalogue;
using tests::small_questionnaire;

}  // namespace

TEST(Questionnaire, is_read_with_its_pages_and_questions) {
    const Result<Questionnaire> out = questionnaire_of(small_questionnaire(), catalogue());
    ASSERT_TRUE(out.has_value()) << out.error().path;
    EXPECT_EQ(out->id, "walk");
    EXPECT_EQ(out->title.in("en"), "Walking");
    ASSERT_NE(out->find("how"), nullptr);
    EXPECT_EQ(out->find("how")->kind, QuestionKind::SingleChoice);
    EXPECT_EQ(out->find("how")->choices.size(), 3U);
    EXPECT_EQ(out->find("dog_name")->max_length, 20);
    EXPECT_EQ(out->find("minutes")->required_when, "${how} = 'foot'");
    EXPECT_EQ(out->find("stops")->columns[1].relevant, "${goes} = 'yes'");
    EXPECT_EQ(out->pages[1].relevant, "${how} != 'none'");
    EXPECT_EQ(out->find("when"), nullptr);
}

TEST(Questionnaire, has_every_kind_in_the_small_one) {
    const Questionnaire out = questionnaire_of(small_questionnaire(), catalogue()).value();
    for (const QuestionKindRow& row : question_kinds()) {
        bool found = false;
        for (const QuestionPage& page : out.pages)
            for (const Question& question : page.questions)
                found = found || question.kind == row.kind;
        EXPECT_TRUE(found) << row.name;
    }
}

TEST(Questionnaire, takes_choices_from_the_catalogue_by_name) {
    Value tree = small_questionnaire();
    Value& question = *tests::at_path(tree, "/pages/0/questions/0");
    question.erase("choices");
    question.set("choices_from", "space_types");
    EXPECT_EQ(questionnaire_of(tree, catalogue())->find("how")->choices.size(),
              catalogue().space_types.size());
    question.set("choices_from", "facilities");
    EXPECT_EQ(questionnaire_of(tree, catalogue())->find("how")->choices.size(),
              catalogue().facilities.size());
}

TEST(Questionnaire, is_the_same_after_writing_and_reading) {
    EXPECT_EQ(
        questionnaire_tree(questionnaire_of(small_questionnaire(), catalogue()).value()),
        questionnaire_tree(
            questionnaire_of(
                questionnaire_tree(questionnaire_of(small_questionnaire(), catalogue()).value()),
                catalogue())
                .value()));
    for (const Questionnaire& one : catalogue().questionnaires) {
        const std::string text = write_json(questionnaire_tree(one));
        EXPECT_EQ(questionnaire_of(parse_own_json(text).value(), catalogue()).value(), one)
            << one.id;
    }
}

TEST(Questionnaire, that_is_none_is_refused_with_the_place_named) {
    struct Case {
        std::string_view what;
        std::string_view path;
        Value value;
        Error error;
    };
    using enum ErrorCode;
    const std::string question = "/pages/0/questions/0";
    for (const Case& row : {
             Case{"no id", "/id", Value(), {FieldMissing, "/id"}},
             Case{"no version", "/version", Value(), {FieldRange, "/version"}},
             Case{"version 0", "/version", 0, {FieldRange, "/version"}},
             Case{"no pages", "/pages", Value::list(), {FieldMissing, "/pages"}},
             Case{"a list for a version", "/version", Value::list(), {FieldType, "/version"}},
             Case{"pages of text", "/pages", "two", {FieldType, "/pages"}},
             Case{"a page of nothing",
                  "/pages/0/questions",
                  Value::list(),
                  {FieldMissing, "/pages/0/questions"}},
             Case{"a question that is a text",
                  "/pages/0/questions/0",
                  "how?",
                  {FieldType, question}},
             Case{"a question without name",
                  "/pages/0/questions/0/name",
                  Value(),
                  {FieldMissing, question + "/name"}},
             Case{"unknown kind",
                  "/pages/0/questions/0/kind",
                  "essay",
                  {FieldChoice, question + "/kind"}},
             Case{"an unknown list",
                  "/pages/0/questions/0/choices_from",
                  "trees",
                  {FieldChoice, question + "/choices_from"}},
             Case{"choices beside those of a list",
                  "/pages/0/questions/0/choices_from",
                  "space_types",
                  {FieldUnknown, question + "/choices"}},
             Case{"a member nobody knows",
                  "/pages/0/questions/0/colour",
                  "red",
                  {FieldUnknown, question + "/colour"}},
             Case{"a label in one language only, as text",
                  "/pages/0/questions/0/label",
                  "How?",
                  {FieldType, question + "/label"}},
             Case{"a word that is a number",
                  "/pages/0/questions/0/label/en",
                  5,
                  {FieldType, question + "/label/en"}},
             Case{"needed or not by a number",
                  "/pages/0/questions/0/required",
                  1,
                  {FieldType, question + "/required"}},
             Case{"a least number as text",
                  "/pages/0/questions/1/min",
                  "0",
                  {FieldType, "/pages/0/questions/1/min"}},
             Case{"columns in a column",
                  "/pages/1/questions/2/columns/0/columns",
                  Value::list(),
                  {FieldUnknown, "/pages/1/questions/2/columns/0/columns"}},
         }) {
        Value tree = small_questionnaire();
        if (row.value.is_null())
            tests::erase_path(tree, row.path);
        else
            tests::set_path(tree, row.path, row.value);
        const Errors errors = read_questionnaire(tree, catalogue()).errors;
        ASSERT_FALSE(errors.empty()) << row.what;
        EXPECT_EQ(errors.front(), row.error) << row.what << ' ' << errors.front().path;
        if (row.what == "choices beside those of a list") continue;  // was published before
        const Result<Questionnaire> out = questionnaire_of(tree, catalogue());
        ASSERT_FALSE(out.has_value()) << row.what;
        EXPECT_EQ(out.error(), row.error) << row.what << ' ' << out.error().path;
    }
}

TEST(Questionnaire, with_choices_beside_those_of_a_list_is_still_read_where_it_was_published) {
    Value tree = small_questionnaire();
    tests::set_path(tree, "/pages/0/questions/0/choices_from", "space_types");
    const Result<Questionnaire> out = questionnaire_of(tree, catalogue());
    ASSERT_TRUE(out.has_value()) << out.error().path;
    EXPECT_EQ(out->find("how")->choices.size(), catalogue().space_types.size() + 3);
    tests::set_path(tree, "/version", 0);
    EXPECT_FALSE(questionnaire_of(tree, catalogue()).has_value()) << "nothing else is passed over";
}

TEST(Questionnaire, with_several_mistakes_names_them_all_in_order) {
    Value tree = small_questionnaire();
    tests::set_path(tree, "/version", "1");
    tests::set_path(tree, "/pages/0/questions/0/kind", "essay");
    tests::set_path(tree, "/extra", true);
    using enum ErrorCode;
    EXPECT_EQ(read_questionnaire(tree, catalogue()).errors,
              (Errors{{FieldType, "/version"},
                      {FieldRange, "/version"},
                      {FieldChoice, "/pages/0/questions/0/kind"},
                      {FieldUnknown, "/extra"}}));
}

TEST(QuestionnaireSchema, takes_what_the_check_takes) {
    const Value schema = questionnaire_schema();
    EXPECT_TRUE(tests::fits(schema, small_questionnaire()));
    for (const Questionnaire& one : catalogue().questionnaires)
        EXPECT_TRUE(tests::fits(schema, questionnaire_tree(one))) << one.id;
    tests::Random random(71);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < 3'000; ++i) {
        Value tree = small_questionnaire();
        tests::spoil(tree, random);
        const ReadQuestionnaire read = read_questionnaire(tree, catalogue());
        const bool good = read.errors.empty() && check_questionnaire(read.questionnaire).empty();
        const bool fits = tests::fits(schema, tree);
        if (good) {
            ASSERT_TRUE(fits) << write_json(tree);
            ++taken;
        } else if (!fits) {
            ++refused;
        }
    }
    EXPECT_GT(taken, 100);
    EXPECT_GT(refused, 1'000);
}

}  // namespace kongdi
