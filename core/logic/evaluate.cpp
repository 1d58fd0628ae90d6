// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdlib>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/logic/functions.hpp"

namespace kongdi::logic {

namespace {

/// A name with its dots: the longest answer that has it, then down into maps.
const Value* member_of(const Value* tree, std::string_view name) {
    if (tree == nullptr) return nullptr;
    if (const Value* found = tree->find(name)) return found;
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos;
         dot = name.find('.', dot + 1))
        if (const Value* inner = tree->find(name.substr(0, dot)))
            return member_of(inner, name.substr(dot + 1));
    return nullptr;
}

Value answer_of(std::string_view name, const Scope& scope) {
    const Value* found = member_of(scope.row, name);
    if (found == nullptr) found = member_of(scope.answers, name);
    return found != nullptr ? *found : Value();
}

bool equal(const Value& a, const Value& b) {
    if (a.if_bool() != nullptr || b.if_bool() != nullptr) return as_bool(a) == as_bool(b);
    if (a.is_number() || b.is_number()) return as_number(a) == as_number(b);
    return as_text(a) == as_text(b);
}

Value apply(Operation operation, const Value& a, const Value& b) {
    switch (operation) {
        case Operation::Or: return as_bool(a) || as_bool(b);
        case Operation::And: return as_bool(a) && as_bool(b);
        case Operation::Equal: return equal(a, b);
        case Operation::NotEqual: return !equal(a, b);
        case Operation::Less: return as_number(a) < as_number(b);
        case Operation::LessOrEqual: return as_number(a) <= as_number(b);
        case Operation::Greater: return as_number(a) > as_number(b);
        case Operation::GreaterOrEqual: return as_number(a) >= as_number(b);
        case Operation::Add: return as_number(a) + as_number(b);
        case Operation::Subtract: return as_number(a) - as_number(b);
        case Operation::Multiply: return as_number(a) * as_number(b);
        case Operation::Divide: return as_number(a) / as_number(b);
        default: return std::fmod(as_number(a), as_number(b));
    }
}

}  // namespace

std::string number_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0) return "0";
    std::string digits;
    append_decimal(digits, number);
    if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
    return digits;
}

double as_number(const Value& value) {
    if (value.is_number()) return value.number_or(0);
    if (value.if_bool() != nullptr) return *value.if_bool() ? 1 : 0;
    const std::string text(trimmed(as_text(value)));
    if (const auto days = parse_date(text)) return *days;
    // Digits and a point only: strtod knows more ways to write a number than XPath.
    if (text.empty() || text.size() > 64 ||
        text.find_first_not_of("0123456789.", text[0] == '-' ? 1 : 0) != std::string::npos)
        return std::nan("");
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size() ? number : std::nan("");
}

std::string as_text(const Value& value) {
    if (value.if_string() != nullptr) return *value.if_string();
    if (value.if_bool() != nullptr) return *value.if_bool() ? "true" : "false";
    if (value.is_number()) return number_text(value.number_or(0));
    std::string out;
    if (const Value::List* list = value.if_list())
        for (const Value& one : *list) {
            if (!out.empty()) out += ' ';
            if (one.if_list() == nullptr) out += as_text(one);
        }
    return out;
}

bool as_bool(const Value& value) {
    if (value.if_bool() != nullptr) return *value.if_bool();
    if (value.is_number()) return value.number_or(0) != 0 && !std::isnan(value.number_or(0));
    if (const Value::Map* map = value.if_map()) return !map->empty();
    return !as_text(value).empty();
}

Value evaluate(const Expression& expression, const Scope& scope) {
    std::vector<Value> stack;
    const auto pop = [&stack] {
        Value top = std::move(stack.back());
        stack.pop_back();
        return top;
    };
    for (const Step& step : expression.steps) {
        switch (step.operation) {
            case Operation::Constant: stack.push_back(expression.constants[step.index]); break;
            case Operation::Name:
                stack.push_back(answer_of(expression.names[step.index].name, scope));
                break;
            case Operation::Self:
                stack.push_back(scope.self != nullptr ? *scope.self : Value());
                break;
            case Operation::Call: {
                const std::size_t first = stack.size() - step.arguments;
                Value result = functions()[step.index].run(
                    std::span<const Value>(stack).subspan(first), scope);
                stack.resize(first);
                stack.push_back(std::move(result));
                break;
            }
            case Operation::Negate: stack.push_back(-as_number(pop())); break;
            default: {
                const Value right = pop();
                const Value left = pop();
                stack.push_back(apply(step.operation, left, right));
            }
        }
    }
    return stack.empty() ? Value() : pop();
}

}  // namespace kongdi::logic
