// SPDX-License-Identifier: Apache-2.0
// What may not be published, and the place that is named.
#include "core/rules/questionnaire_check.hpp"

#include <gtest/gtest.h>

#include "core/codec/questionnaire_codec.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"
#include "tests/support/small_questionnaire.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

Errors errors_with(std::string_view path, Value value) {
    Value tree = tests::small_questionnaire();
    if (value.is_null())
        tests::erase_path(tree, path);
    else
        tests::set_path(tree, path, std::move(value));
    const ReadQuestionnaire read = read_questionnaire(tree, tests::catalogue());
    EXPECT_EQ(read.errors, Errors{}) << path;
    return check_questionnaire(read.questionnaire);
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

struct Case {
    std::string_view what;
    std::string path;
    Value value;
    Errors errors;
};

const Value kWords = Value::map({{"zh", "好"}, {"en", "good"}});
const std::string kFirst = "/pages/0/questions/0";
const std::string kMinutes = "/pages/0/questions/1";
const std::string kHours = "/pages/0/questions/2";
const std::string kStops = "/pages/1/questions/2";

Value source_of(std::string_view code, double low, double high) {
    return Value::map(
        {{"code", code}, {"label", kWords}, {"low_factor", low}, {"high_factor", high}});
}
Value preset_of(int value) { return Value::map({{"value", value}, {"label", kWords}}); }

}  // namespace

TEST(QuestionnaireCheck, a_right_one_passes) { EXPECT_EQ(errors_with("/version", 7), Errors{}); }

TEST(QuestionnaireCheck, each_mistake_is_named_with_its_place) {
    for (const Case& row : {
             Case{"an id with a space", "/id", "my walk", {{FieldFormat, "/id"}}},
             Case{"a name twice",
                  kMinutes + "/name",
                  "how",
                  {{FieldRepeated, kMinutes + "/name"},
                   {ExpressionName, kHours + "/calculation:9"}}},
             Case{"a name that begins with a digit",
                  "/pages/1/questions/0/name",
                  "1st",
                  {{FieldFormat, "/pages/1/questions/0/name"}}},
             Case{"a name with a dot",
                  "/pages/1/questions/0/name",
                  "a.b",
                  {{FieldFormat, "/pages/1/questions/0/name"}}},
             Case{"a choice twice",
                  kFirst + "/choices/1/code",
                  "foot",
                  {{FieldRepeated, kFirst + "/choices/1/code"}}},
             Case{"a code with a space",
                  kFirst + "/choices/1/code",
                  "by bike",
                  {{FieldFormat, kFirst + "/choices/1/code"}}},
             Case{"nothing to choose",
                  kFirst + "/choices",
                  Value::list(),
                  {{FieldMissing, kFirst + "/choices"}}},
             Case{"choices of a number",
                  kMinutes + "/choices_from",
                  "facilities",
                  {{FieldUnknown, kMinutes + "/choices"}}},
             Case{"a language missing",
                  kFirst + "/label",
                  Value::map({{"zh", "怎么走？"}}),
                  {{TranslationMissing, kFirst + "/label/en"}}},
             Case{"a language empty",
                  kFirst + "/choices/2/label/en",
                  " ",
                  {{TranslationMissing, kFirst + "/choices/2/label/en"}}},
             Case{"a language the title has not",
                  kFirst + "/label/fr",
                  "Comment ?",
                  {{FieldUnknown, kFirst + "/label/fr"}}},
             Case{"no label", kFirst + "/label", Value(), {{FieldMissing, kFirst + "/label"}}},
             Case{"the least above the most",
                  kMinutes + "/min",
                  601,
                  {{FieldRange, kMinutes + "/max"}}},
             Case{"a least number of choices above all of them",
                  "/pages/1/questions/3/min",
                  3,
                  {{FieldRange, "/pages/1/questions/3/min"}}},
             Case{"sources of what is no number",
                  kFirst + "/sources",
                  Value::list({source_of("paced", 0.8, 1.2)}),
                  {{FieldUnknown, kFirst + "/sources"}}},
             Case{"two sources of one code",
                  kMinutes + "/sources",
                  Value::list({source_of("paced", 0.8, 1.2), source_of("paced", 1, 1)}),
                  {{FieldRepeated, kMinutes + "/sources/1/code"}}},
             Case{"a source's code with a blank",
                  kMinutes + "/sources",
                  Value::list({source_of("by steps", 0.8, 1.2)}),
                  {{FieldFormat, kMinutes + "/sources/0/code"}}},
             Case{"factors the wrong way round, and one below nothing",
                  kMinutes + "/sources",
                  Value::list({source_of("paced", 1.2, 0.8), source_of("guessed", 0, 2)}),
                  {{FieldRange, kMinutes + "/sources/0/high_factor"},
                   {FieldRange, kMinutes + "/sources/1/low_factor"}}},
             Case{"presets outside of the range, and one twice",
                  kMinutes + "/presets",
                  Value::list({preset_of(601), preset_of(-1), preset_of(60), preset_of(60)}),
                  {{FieldRange, kMinutes + "/presets/0/value"},
                   {FieldRange, kMinutes + "/presets/1/value"},
                   {FieldRepeated, kMinutes + "/presets/3/value"}}},
             Case{"four words for five steps",
                  "/pages/1/questions/0/steps",
                  Value::list({kWords, kWords, kWords, kWords}),
                  {{FieldRange, "/pages/1/questions/0/steps"}}},
             Case{"a photo as a column",
                  kStops + "/columns/0/kind",
                  "photo",
                  {{FieldChoice, kStops + "/columns/0/kind"},
                   {FieldUnknown, kStops + "/columns/0/choices"}}},
             Case{"a matrix without columns",
                  kStops + "/columns",
                  Value::list(),
                  {{FieldMissing, kStops + "/columns"},
                   {ExpressionName, "/pages/1/questions/5/relevant:32"}}},
             Case{"a calculation of a question",
                  kFirst + "/calculation",
                  "1",
                  {{FieldUnknown, kFirst + "/calculation"}}},
             Case{"nothing to calculate",
                  kHours + "/calculation",
                  Value(),
                  {{FieldMissing, kHours + "/calculation"}}},
             Case{"information that must be answered",
                  "/pages/0/questions/3/required",
                  true,
                  {{FieldUnknown, "/pages/0/questions/3/required"}}},
         })
        EXPECT_EQ(errors_with(row.path, row.value), row.errors) << row.what;
}

TEST(QuestionnaireCheck, a_checkup_asks_for_no_picture_and_no_place) {
    EXPECT_EQ(errors_with("/id", "service_checkup"),
              (Errors{{FieldChoice, "/pages/1/questions/6/kind"},
                      {FieldChoice, "/pages/1/questions/7/kind"}}));
    EXPECT_EQ(errors_with("/id", "idle_space"), Errors{});
}

TEST(QuestionnaireCheck, logic_that_cannot_be_is_named_with_the_character) {
    for (const Case& row : {
             Case{"unreadable",
                  kMinutes + "/relevant",
                  "${how} == 'foot'",
                  {{ExpressionSyntax, kMinutes + "/relevant:9"}}},
             Case{"an unknown question",
                  kMinutes + "/relevant",
                  "1 = 1 and ${howw} = 'foot'",
                  {{ExpressionName, kMinutes + "/relevant:13"}}},
             Case{"an unknown row",
                  kMinutes + "/constraint",
                  "${parts.moon} > 1",
                  {{ExpressionName, kMinutes + "/constraint:3"}}},
             Case{"an unknown column",
                  kMinutes + "/constraint",
                  "${stops.park.walks} > 1",
                  {{ExpressionName, kMinutes + "/constraint:3"}}},
             Case{"a column outside of its row",
                  kMinutes + "/constraint",
                  "${goes} = 'yes'",
                  {{ExpressionName, kMinutes + "/constraint:3"}}},
             Case{"of information",
                  kMinutes + "/constraint",
                  "${long_way} = ''",
                  {{ExpressionName, kMinutes + "/constraint:3"}}},
             Case{"an unknown function",
                  "/pages/1/relevant",
                  "regex(${how}, 'a')",
                  {{ExpressionFunction, "/pages/1/relevant:1"}}},
             Case{"10,000 brackets",
                  kMinutes + "/required",
                  repeated("(", 10'000),
                  {{ExpressionTooLarge, kMinutes + "/required:4097"}}},
             Case{"1,000 brackets",
                  kMinutes + "/required",
                  repeated("(", 1'000) + "1" + repeated(")", 1'000),
                  {{ExpressionTooLarge, kMinutes + "/required:65"}}},
             Case{"a circle of one",
                  kMinutes + "/relevant",
                  "${minutes} > 1",
                  {{ExpressionCycle, kMinutes + "/relevant"}}},
             Case{"a circle of two",
                  kFirst + "/relevant",
                  "${minutes} > 1",
                  {{ExpressionCycle, kFirst + "/relevant"}}},
             Case{"a circle through a calculation",
                  kMinutes + "/relevant",
                  "${hours} < 3",
                  {{ExpressionCycle, kMinutes + "/relevant"}}},
             Case{"a page that depends on what stands in it",
                  "/pages/1/relevant",
                  "${liking} > 2",
                  {{ExpressionCycle, "/pages/1/questions/0"}}},
         })
        EXPECT_EQ(errors_with(row.path, row.value), row.errors) << row.what;
}

TEST(QuestionnaireCheck, circles_through_columns_are_named_at_the_column) {
    for (const Case& row : {
             Case{"two columns",
                  kStops + "/columns/0/relevant",
                  "${likes} = ''",
                  {{ExpressionCycle, kStops + "/columns/0/relevant"}}},
             Case{"a column of itself",
                  kStops + "/columns/0/relevant",
                  "${goes} = ''",
                  {{ExpressionCycle, kStops + "/columns/0/relevant"}}},
             Case{"a column of itself, by the name of a row",
                  kStops + "/columns/1/relevant",
                  "${stops.shop.likes} = ''",
                  {{ExpressionCycle, kStops + "/columns/1/relevant"}}},
             Case{"a column of its table",
                  kStops + "/columns/0/relevant",
                  "${stops} = ''",
                  {{ExpressionCycle, kStops + "/columns/0/relevant"}}},
             Case{"a question and back",
                  kStops + "/columns/0/relevant",
                  "${dog_name} = ''",
                  {{ExpressionCycle, kStops + "/columns/0/relevant"}}},
             Case{"one column of another row",
                  kStops + "/columns/1/relevant",
                  "${stops.park.goes} = 'yes'",
                  {}},
             Case{"a question that does not come back",
                  kStops + "/columns/0/relevant",
                  "${with} = ''",
                  {}},
         })
        EXPECT_EQ(errors_with(row.path, row.value), row.errors) << row.what;
}

TEST(QuestionnaireCheck, what_only_waits_for_a_circle_is_not_named) {
    Value tree = tests::small_questionnaire();
    tests::set_path(tree, kFirst + "/relevant", "${liking} > 1");
    tests::erase_path(tree, "/pages/1/relevant");
    tests::set_path(tree, "/pages/1/questions/0/relevant", "${with} = ''");
    tests::set_path(tree, "/pages/1/questions/3/relevant", "${liking} = ''");
    const Errors errors = check_questionnaire(questionnaire_of(tree, tests::catalogue()).value());
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].code, ExpressionCycle);
    EXPECT_TRUE(errors[0].path == "/pages/1/questions/0/relevant" ||
                errors[0].path == "/pages/1/questions/3/relevant")
        << errors[0].path;
}

TEST(QuestionnaireCheck, five_hundred_questions_in_a_chain_are_checked_and_more_are_refused) {
    const auto chain = [](int length) {
        Questionnaire out{.id = "chain"};
        out.title.by_language = {{"zh", "链"}};
        QuestionPage page{.title = out.title};
        for (int i = 0; i < length; ++i)
            page.questions.push_back(
                {.name = "q" + std::to_string(i),
                 .label = out.title,
                 .relevant = i + 1 < length ? "${q" + std::to_string(i + 1) + "} = ''" : ""});
        out.pages.push_back(page);
        return check_questionnaire(out);
    };
    EXPECT_EQ(chain(500), Errors{});
    EXPECT_EQ(chain(501), (Errors{{FieldTooLong, "/pages"}}));
}

}  // namespace kongdi
