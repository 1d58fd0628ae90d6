// SPDX-License-Identifier: Apache-2.0
// Scales, tables of them, dates, and what is never answered.
#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "core/question/kinds.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

std::vector<Choice> choices(std::initializer_list<const char*> codes) {
    std::vector<Choice> out;
    for (const char* code : codes) out.push_back({code});
    return out;
}

Value json(std::string_view text) { return parse_own_json(text).value(); }

Errors checked(const Question& question, const Value& answer) {
    Errors errors;
    check_answer(question, &answer, "/body/q", AnswerContext{}, errors);
    return errors;
}

struct Case {
    std::string_view what;
    Value answer;
    Errors errors = {};
};

void expect_cases(const Question& question, const std::vector<Case>& cases) {
    const Value schema = question_kind(question.kind).schema(question);
    for (const Case& row : cases) {
        EXPECT_EQ(checked(question, row.answer), row.errors) << row.what;
        EXPECT_EQ(tests::fits(schema, row.answer), row.errors.empty()) << row.what;
    }
}

const Question kScale{.name = "q", .kind = QuestionKind::Scale};
const Question kDate{.name = "q", .kind = QuestionKind::Date};
const Question kTable{
    .name = "q",
    .kind = QuestionKind::Matrix,
    .choices = choices({"ELD02", "EDU01"}),
    .columns = {
        {.name = "used", .kind = QuestionKind::SingleChoice, .choices = choices({"yes", "no"})},
        {.name = "good", .kind = QuestionKind::Scale}}};

}  // namespace

TEST(Scales, a_scale_is_a_step_of_five_or_not_known) {
    expect_cases(kScale, {
                             {"the least", 1},
                             {"the most", 5},
                             {"not known", "dont_know"},
                             {"nothing of the kind here", "none_here", {{FieldChoice, "/body/q"}}},
                             {"below", 0, {{FieldRange, "/body/q"}}},
                             {"above", 6, {{FieldRange, "/body/q"}}},
                             {"between", 3.5, {{FieldType, "/body/q"}}},
                             {"as text", "3", {{FieldChoice, "/body/q"}}},
                             {"a list", Value::list({3}), {{FieldType, "/body/q"}}},
                         });
}

TEST(Scales, a_matrix_has_a_list_of_cells_for_each_row_that_was_answered) {
    expect_cases(
        kTable,
        {
            {"nothing", json("{}")},
            {"a whole row", json(R"({"ELD02":["yes",4]})")},
            {"the end left out", json(R"({"ELD02":["yes"]})")},
            {"the first not said", json(R"({"ELD02":[null,"dont_know"],"EDU01":["no",1]})")},
            {"a row that says nothing", json(R"({"ELD02":[]})"), {{FieldMissing, "/body/q/ELD02"}}},
            {"an end that says nothing",
             json(R"({"ELD02":["yes",null]})"),
             {{FieldMissing, "/body/q/ELD02"}}},
            {"too many cells", json(R"({"ELD02":["yes",4,5]})"), {{FieldRange, "/body/q/ELD02"}}},
            {"each mistake at its place",
             json(R"({"ELD02":["perhaps",9],"EDU01":[1]})"),
             {{FieldChoice, "/body/q/ELD02/0"},
              {FieldRange, "/body/q/ELD02/1"},
              {FieldType, "/body/q/EDU01/0"}}},
            {"a row of another table", json(R"({"XXX":["yes"]})"), {{FieldChoice, "/body/q/XXX"}}},
            {"a row that is no list",
             json(R"({"ELD02":{"used":"yes"}})"),
             {{FieldType, "/body/q/ELD02"}}},
            {"no table", json("[]"), {{FieldType, "/body/q"}}},
        });
    Question needed = kTable;
    needed.required = true;
    expect_cases(needed, {{"one row", json(R"({"EDU01":["no"]})")},
                          {"none", json("{}"), {{FieldMissing, "/body/q"}}}});
}

TEST(Scales, a_date_is_a_day_of_the_calendar) {
    expect_cases(kDate, {
                            {"a day", "2026-11-24"},
                            {"of a leap year", "2024-02-29"},
                            {"of no leap year", "2026-02-29", {{FieldFormat, "/body/q"}}},
                            {"with the time", "2026-11-24T00:00:00Z", {{FieldFormat, "/body/q"}}},
                            {"as here", "2026年11月24日", {{FieldFormat, "/body/q"}}},
                            {"one digit", "2026-1-2", {{FieldFormat, "/body/q"}}},
                            {"empty", "", {{FieldFormat, "/body/q"}}},
                            {"a number", 20261124, {{FieldType, "/body/q"}}},
                        });
}

TEST(Scales, what_is_shown_or_derived_is_not_answered) {
    for (const QuestionKind kind : {QuestionKind::Information, QuestionKind::Calculated}) {
        const Question question{.name = "q", .kind = kind};
        expect_cases(question, {{"null", Value()}, {"a text", "x", {{AnswerSkipped, "/body/q"}}}});
    }
}

}  // namespace kongdi
