// SPDX-License-Identifier: Apache-2.0
// The expression language: what it gives, where it refuses, and that nothing breaks it.
#include "core/logic/expression.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/codec/json.hpp"
#include "core/logic/functions.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"

namespace kongdi::logic {

namespace {

const Value kAnswers = parse_own_json(R"({
    "age": 66, "area": 60.5, "name": "翠苑", "used": "yes", "facts": ["water", "lift"], "none": [],
    "born": "1960-02-29", "services": {"ELD02": {"used": "no", "good": 4}}, "knows": "dont_know",
    "a.b": 7
})")
                           .value();
const Value kRow = Value::map({{"used", "none_here"}});
const Value kSelf = Value(12);

Value value(std::string_view text) {
    const Result<Expression> read = read_expression(text);
    EXPECT_TRUE(read) << text << " " << (read ? "" : read.error().path);
    if (!read) return {};
    return evaluate(*read, {.answers = &kAnswers, .self = &kSelf, .today = "2026-11-24"});
}

Error error(std::string_view text) {
    const Result<Expression> read = read_expression(text);
    return read ? Error{} : read.error();
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST(Expression, gives_what_xpath_gives) {
    struct Case {
        std::string_view text;
        std::string_view result;
    };
    for (const Case& row : std::initializer_list<Case>{
             {"1 + 2 * 3", "7"},
             {"(1 + 2) * 3", "9"},
             {"7 div 2", "3.5"},
             {"-7 mod 3", "-1"},
             {"2 - -2", "4"},
             {"1 - 1 - 1", "-1"},
             {".5 + 1.", "1.5"},
             {"0.1 + 0.2", "0.30000000000000004"},
             {"1 div 0", "Infinity"},
             {"0 div 0", "NaN"},
             {"'1' + '2'", "3"},
             {"'x' + 1", "NaN"},
             {"1 < 2 and 2 < 1 or true()", "true"},
             {"1 < 2 = true()", "true"},
             {"'a' = 'a'", "true"},
             {"'a' < 'b'", "false"},  // text is no number
             {"\"it's\"", "it's"},
             {"${age} >= 60", "true"},
             {"${ age } = 66", "true"},
             {"${name}", "翠苑"},
             {"${nobody} = ''", "true"},
             {"${nobody} > 5", "false"},
             {"${nobody} != 5", "true"},
             {"${services.ELD02.used} = 'no'", "true"},
             {"${services.ELD02.good} + 1", "5"},
             {"${services.ELD02.nothing} = ''", "true"},
             {"${a.b}", "7"},
             {"${knows} > 3", "false"},  // "don't know" is no 3
             {"${facts}", "water lift"},
             {"selected(${facts}, 'lift') and not(selected(${facts}, 'flue'))", "true"},
             {"selected(${used}, 'yes')", "true"},
             {"selected(${nobody}, '')", "false"},
             {"count-selected(${facts}) + count-selected(${none}) + count-selected(${used})", "3"},
             {"if(${age} > 60, 'old', 'young')", "old"},
             {"coalesce(${nobody}, ${name}, 'x')", "翠苑"},
             {"concat('a', 1, true(), ${nobody}, 2.5)", "a1true2.5"},
             {"string-length(${name})", "2"},
             {"contains(${name}, '苑') and starts-with(${name}, '翠')", "true"},
             {"round(2.5) + round(-2.5)", "1"},
             {"round(${area} div 7, 2)", "8.64"},
             {"round(1, 9)", "NaN"},
             {"int(-2.7)", "-2"},
             {"abs(-2.7)", "2.7"},
             {"number('12') + number(true())", "13"},
             {"string(1 div 4)", "0.25"},
             {"min(3, ${nobody}, 1, 2)", "1"},
             {"max(3, 1, ${nobody})", "3"},
             {". > 10 and . < 20", "true"},
             {".>=12", "true"},
             {"today()", "2026-11-24"},
             {"${born} < today()", "true"},
             {"today() - '2026-11-20'", "4"},
             {"date(today() + 7)", "2026-12-01"},
             {"date('x')", ""},
             {"int((today() - ${born}) div 365.25)", "66"},
             {"not(${none})", "true"},
             {"\n 1\t+\r\n1 ", "2"},
         })
        EXPECT_EQ(as_text(value(row.text)), row.result) << row.text;
}

TEST(Expression, of_a_row_looks_into_the_row_first) {
    const auto read = read_expression("${used} != 'none_here' or ${age} < 60");
    ASSERT_TRUE(read);
    EXPECT_EQ(evaluate(*read, {.row = &kRow, .answers = &kAnswers}), Value(false));
    EXPECT_EQ(evaluate(*read, {.answers = &kAnswers}), Value(true));
    EXPECT_EQ(evaluate(*read, {}), Value(true));
    EXPECT_EQ(read->names, (std::vector<NameUse>{{"used", 3}, {"age", 29}}));
}

TEST(Expression, says_what_is_wrong_and_at_which_character) {
    using enum ErrorCode;
    struct Case {
        std::string text;
        ErrorCode code;
        std::string_view place;
    };
    for (const Case& row : std::initializer_list<Case>{
             {"", ExpressionSyntax, ":1"},
             {"1 +", ExpressionSyntax, ":4"},
             {"1 2", ExpressionSyntax, ":3"},
             {"(1", ExpressionSyntax, ":3"},
             {"1)", ExpressionSyntax, ":2"},
             {"'abc", ExpressionSyntax, ":1"},
             {"‘a’", ExpressionSyntax, ":1"},
             {"'翠苑' = ‘a’", ExpressionSyntax, ":8"},
             {"${}", ExpressionSyntax, ":3"},
             {"${a b}", ExpressionSyntax, ":3"},
             {"${1a}", ExpressionSyntax, ":3"},
             {"${a", ExpressionSyntax, ":1"},
             {"$a", ExpressionSyntax, ":1"},
             {"/data/a = 1", ExpressionSyntax, ":1"},
             {"../a", ExpressionSyntax, ":2"},
             {"1 == 2", ExpressionSyntax, ":4"},
             {"1 && 2", ExpressionSyntax, ":3"},
             {"12px", ExpressionSyntax, ":3"},
             {"1.2.3", ExpressionSyntax, ":4"},
             {"yes", ExpressionSyntax, ":1"},
             {"pow(2, 3)", ExpressionFunction, ":1"},
             {"1 + regex(., '[')", ExpressionFunction, ":5"},
             {"not()", ExpressionFunction, ":1"},
             {"not(1, 2)", ExpressionFunction, ":1"},
             {"if(1, 2)", ExpressionFunction, ":1"},
             {"not(1,)", ExpressionSyntax, ":7"},
             {repeated("(", 10'000), ExpressionTooLarge, ":4097"},
             {repeated("(", 1000) + "1" + repeated(")", 1000), ExpressionTooLarge, ":65"},
             {repeated("not(", 100) + "1" + repeated(")", 100), ExpressionTooLarge, ":257"},
             {repeated("-", 65) + "1", ExpressionTooLarge, ":1"},
             {repeated("1+", 600) + "1", ExpressionTooLarge, ":1024"},
             {"1" + repeated("0", 50), ExpressionTooLarge, ":1"},
         })
        EXPECT_EQ(error(row.text), (Error{row.code, std::string(row.place)})) << row.text;
}

TEST(Expression, as_large_as_allowed_is_read) {
    EXPECT_TRUE(read_expression(repeated("(", 64) + "1" + repeated(")", 64)));
    EXPECT_EQ(value(repeated("1+", 500) + "1"), Value(501.0));
    EXPECT_EQ(value(repeated("-", 64) + "1"), Value(1.0));
    EXPECT_EQ(value("'" + std::string(kMaxBytes - 2, 'x') + "'"),
              Value(std::string(kMaxBytes - 2, 'x')));
}

TEST(Expression, a_text_that_would_grow_without_end_is_empty) {
    Value answers = Value::map({{"t", std::string(2000, 'x')}});
    const auto read = read_expression("concat(" + repeated("${t},", 15) + "${t})");
    ASSERT_TRUE(read);
    EXPECT_EQ(evaluate(*read, {.answers = &answers}), Value(""));
}

TEST(Expression, numbers_are_written_with_the_fewest_digits) {
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(1e15), "1e+15");
    EXPECT_EQ(number_text(123456789), "123456789");
    EXPECT_TRUE(std::isnan(as_number("1e5")));
    EXPECT_TRUE(std::isnan(as_number("0x10")));
    EXPECT_TRUE(std::isnan(as_number("inf")));
    EXPECT_EQ(as_number(" 12 "), 12);
}

TEST(Expression, every_function_of_the_table_can_be_called_with_anything) {
    const std::vector<std::string> arguments{"''", "1", "true()", "${facts}", "${services}", "."};
    for (const FunctionRow& row : functions())
        for (std::size_t count = row.least; count <= std::min<std::size_t>(row.most, 3); ++count)
            for (std::size_t first = 0; first < arguments.size(); ++first) {
                std::string text(row.name);
                text += '(';
                for (std::size_t i = 0; i < count; ++i)
                    text += (i > 0 ? "," : "") + arguments[(first + i * 2) % arguments.size()];
                value(text + ")");
            }
}

// A fuzz that fails the same way again: pieces of the language in any order, and bytes of any kind.
TEST(Expression, two_hundred_thousand_random_texts_are_read_or_refused_at_a_place) {
    constexpr std::array<std::string_view, 30> kPieces{
        "${age}", "${facts}", "(",     ")",  ",",    "'",  "\"", "1",      ".",       " ",
        " or ",   " and ",    "!=",    "=",  "<",    "+",  "-",  "*",      " div ",   " mod ",
        "not(",   "if(",      "true(", "翠", "\xFF", "${", "}",  "round(", "concat(", "selected("};
    tests::Random random(70);
    int read = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (std::size_t n = random.below(12); n > 0; --n) text += random.pick(kPieces);
        if (random.once_in(10) && !text.empty())
            text[random.below(text.size())] = static_cast<char>(random.below(256));
        const Result<Expression> expression = read_expression(text);
        if (!expression) {
            ASSERT_TRUE(expression.error().path.starts_with(':')) << text;
            continue;
        }
        ++read;
        ASSERT_LE(expression->steps.size(), kMaxSteps);
        ASSERT_LE(as_text(evaluate(*expression, {.answers = &kAnswers, .self = &kSelf})).size(),
                  kMaxText);
    }
    EXPECT_GT(read, 2'000);
}

}  // namespace kongdi::logic
