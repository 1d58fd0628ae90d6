// SPDX-License-Identifier: Apache-2.0
// The one expression language of questionnaires: the part of XPath 1.0 that XLSForms use, so that
// their `relevant`, `constraint`, `required` and `calculation` mean the same here.
//   ${used} = 'yes' and not(selected(${facts}, 'lift'))      round(${area} * 0.8, 1)      . <=
//   today()
// Text, numbers, true and false, lists of codes. A question without an answer is ''. No loops, no
// regular expressions, no clock: an expression costs at most its own length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::logic {

inline constexpr std::size_t kMaxBytes = 4096;   // of an expression
inline constexpr std::size_t kMaxDepth = 64;     // of brackets, signs and calls
inline constexpr std::size_t kMaxSteps = 1024;   // values and operations
inline constexpr std::size_t kMaxText = 16'384;  // bytes; a longer result is ''

enum class Operation : std::uint8_t {
    Constant,
    Name,  // the answer of a question
    Self,  // `.`, the answer a constraint is about
    Call,
    Negate,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
};

/// One step of a stack machine: what it needs lies on the stack, what it gives goes there.
struct Step {
    Operation operation = Operation::Constant;
    std::uint16_t index = 0;      // of a constant, a name, or a row of the functions table
    std::uint16_t arguments = 0;  // of a call
};

struct NameUse {
    std::string name = {};     // "used", "services.ELD02.used"
    std::size_t position = 0;  // of its first character, from 1

    friend bool operator==(const NameUse&, const NameUse&) = default;
};

struct Expression {
    std::vector<Step> steps = {};
    std::vector<Value> constants = {};
    std::vector<NameUse> names = {};
};

/// Errors: expression_syntax, expression_function (no such one, or wrong number of arguments),
/// expression_too_large. The path is ":" and the character where it went wrong, counted from 1.
Result<Expression> read_expression(std::string_view text);

/// ":17" for a byte of a text: characters are what people count.
std::string position_path(std::string_view text, std::size_t byte);

/// What names stand for. A name with dots that no answer has goes down into maps.
struct Scope {
    const Value* row = nullptr;      // a map looked into first, may be absent
    const Value* answers = nullptr;  // a map
    const Value* self = nullptr;
    std::string_view today = {};  // "2026-11-24"
};

Value evaluate(const Expression& expression, const Scope& scope);

// What a value counts as, by the rules of XPath 1.0. A date is its days since 1970 as a number.
double as_number(const Value& value);
std::string as_text(const Value& value);
bool as_bool(const Value& value);

/// A number as text and back: shortest digits, "NaN", "Infinity".
std::string number_text(double number);

}  // namespace kongdi::logic
