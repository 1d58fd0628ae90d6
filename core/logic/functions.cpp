// SPDX-License-Identifier: Apache-2.0
// Only what gives the same last bit everywhere: no powers, logarithms or angles, which C libraries
// round differently.
#include "core/logic/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.hpp"
#include "core/base/time.hpp"

namespace kongdi::logic {

namespace {

using Arguments = std::span<const Value>;

Value run_not(Arguments a, const Scope&) { return !as_bool(a[0]); }
Value run_true(Arguments, const Scope&) { return true; }
Value run_false(Arguments, const Scope&) { return false; }
Value run_if(Arguments a, const Scope&) { return as_bool(a[0]) ? a[1] : a[2]; }

/// A list holds the code; a text is a list of one.
Value run_selected(Arguments a, const Scope&) {
    const std::string code = as_text(a[1]);
    if (const Value::List* list = a[0].if_list())
        return std::any_of(list->begin(), list->end(),
                           [&code](const Value& one) { return as_text(one) == code; });
    return !code.empty() && as_text(a[0]) == code;
}

Value run_count_selected(Arguments a, const Scope&) {
    if (const Value::List* list = a[0].if_list()) return static_cast<std::int64_t>(list->size());
    return as_text(a[0]).empty() ? 0 : 1;
}

Value run_coalesce(Arguments a, const Scope&) {
    for (const Value& one : a)
        if (!as_text(one).empty()) return one;
    return "";
}

Value run_concat(Arguments a, const Scope&) {
    std::string out;
    for (const Value& one : a) out += as_text(one);
    if (out.size() > kMaxText) out.clear();
    return out;
}

Value run_contains(Arguments a, const Scope&) {
    return as_text(a[0]).find(as_text(a[1])) != std::string::npos;
}

Value run_starts_with(Arguments a, const Scope&) {
    return as_text(a[0]).starts_with(as_text(a[1]));
}

Value run_string_length(Arguments a, const Scope&) {
    return static_cast<std::int64_t>(code_point_count(as_text(a[0])));
}

Value run_round(Arguments a, const Scope&) {
    constexpr std::array<double, 7> kTens{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    const double places = a.size() > 1 ? as_number(a[1]) : 0;
    const double number = as_number(a[0]);
    if (!(places >= 0 && places < static_cast<double>(kTens.size()))) return std::nan("");
    const double tens = kTens[static_cast<std::size_t>(places)];
    return std::floor(number * tens + 0.5) / tens;
}

Value run_int(Arguments a, const Scope&) { return std::trunc(as_number(a[0])); }
Value run_abs(Arguments a, const Scope&) { return std::fabs(as_number(a[0])); }
Value run_number(Arguments a, const Scope&) { return as_number(a[0]); }
Value run_string(Arguments a, const Scope&) { return as_text(a[0]); }

/// Of what is a number; none is NaN, as an unanswered question is.
template <class Better>
Value best_of(Arguments a, Better better) {
    double best = std::nan("");
    for (const Value& one : a) {
        const double number = as_number(one);
        if (std::isnan(best) || better(number, best)) best = number;
    }
    return best;
}

Value run_min(Arguments a, const Scope&) {
    return best_of(a, [](double x, double y) { return x < y; });
}

Value run_max(Arguments a, const Scope&) {
    return best_of(a, [](double x, double y) { return x > y; });
}

Value run_today(Arguments, const Scope& scope) { return scope.today; }

Value run_date(Arguments a, const Scope&) {
    const double days = as_number(a[0]);
    if (!(std::fabs(days) < 1e7)) return "";
    return format_date(static_cast<int>(std::floor(days)));
}

constexpr std::array<FunctionRow, 20> kFunctions{{
    {"not", 1, 1, run_not},
    {"true", 0, 0, run_true},
    {"false", 0, 0, run_false},
    {"if", 3, 3, run_if},
    {"selected", 2, 2, run_selected},
    {"count-selected", 1, 1, run_count_selected},
    {"coalesce", 1, 16, run_coalesce},
    {"concat", 0, 16, run_concat},
    {"contains", 2, 2, run_contains},
    {"starts-with", 2, 2, run_starts_with},
    {"string-length", 1, 1, run_string_length},
    {"round", 1, 2, run_round},
    {"int", 1, 1, run_int},
    {"abs", 1, 1, run_abs},
    {"number", 1, 1, run_number},
    {"string", 1, 1, run_string},
    {"min", 1, 16, run_min},
    {"max", 1, 16, run_max},
    {"today", 0, 0, run_today},
    {"date", 1, 1, run_date},
}};

}  // namespace

std::span<const FunctionRow> functions() { return kFunctions; }

std::optional<std::size_t> function_index(std::string_view name) {
    for (std::size_t i = 0; i < kFunctions.size(); ++i)
        if (kFunctions[i].name == name) return i;
    return std::nullopt;
}

}  // namespace kongdi::logic
