// SPDX-License-Identifier: Apache-2.0
// Choices put in an order: all of them, each once.
#include <gtest/gtest.h>

#include "core/question/kinds.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

Question wishes() {
    Question out{.name = "q", .kind = QuestionKind::Ranking};
    for (const char* code : {"bench", "light", "lift"}) out.choices.push_back({code});
    return out;
}

Value order(std::initializer_list<const char*> codes) {
    Value out = Value::list();
    for (const char* code : codes) out.push(code);
    return out;
}

}  // namespace

TEST(Ranking, is_all_of_the_choices_in_an_order) {
    struct Case {
        const char* what;
        Value answer;
        Errors errors = {};
    };
    const Case cases[] = {
        {"one order", order({"bench", "light", "lift"})},
        {"another", order({"lift", "bench", "light"})},
        {"none", order({}), {{FieldRange, "/body/q"}}},
        {"a part", order({"lift", "bench"}), {{FieldRange, "/body/q"}}},
        {"one twice", order({"lift", "bench", "lift"}), {{FieldRepeated, "/body/q/2"}}},
        {"one too many",
         order({"lift", "bench", "light", "lift"}),
         {{FieldRange, "/body/q"}, {FieldRepeated, "/body/q/3"}}},
        {"unknown", order({"lift", "bench", "road"}), {{FieldChoice, "/body/q/2"}}},
        {"no list", Value("lift"), {{FieldType, "/body/q"}}},
        {"a number in it", Value::list({"lift", 2, "bench"}), {{FieldType, "/body/q/1"}}},
    };
    const Question question = wishes();
    const Value schema = question_kind(question.kind).schema(question);
    for (const Case& one : cases) {
        Errors errors;
        check_answer(question, &one.answer, "/body/q", {}, errors);
        EXPECT_EQ(errors, one.errors) << one.what;
        EXPECT_EQ(tests::fits(schema, one.answer), one.errors.empty()) << one.what;
    }
}

TEST(Ranking, that_nobody_gave_is_missing_only_where_it_must_be) {
    Question question = wishes();
    Errors errors;
    check_answer(question, nullptr, "/body/q", {}, errors);
    EXPECT_TRUE(errors.empty());
    question.required = true;
    check_answer(question, nullptr, "/body/q", {}, errors);
    EXPECT_EQ(errors, (Errors{{FieldMissing, "/body/q"}}));
}

}  // namespace kongdi
