// SPDX-License-Identifier: Apache-2.0
// Does a feature match a filter? What is not known makes an answer unknown, as in SQL.
#include <optional>

#include "core/base/text.hpp"
#include "server/features/cql2.hpp"

namespace kongdi::server::features {

namespace {

using Answer = std::optional<bool>;
/// A value of a row or of the filter; nothing when it is not known.
using Cell = std::variant<std::monostate, bool, double, std::string_view>;

Answer answer(const Cql& one, const FeatureRow& row);

Cell cell_of(const Value& value) {
    if (const std::string* text = value.if_string()) return std::string_view(*text);
    if (value.is_number()) return value.number_or(0);
    return {};
}

Cell cell_of(const CqlLiteral& literal) {
    if (const auto* text = std::get_if<std::string>(&literal)) return std::string_view(*text);
    if (const auto* number = std::get_if<double>(&literal)) return *number;
    if (const auto* is_so = std::get_if<bool>(&literal)) return *is_so;
    return {};
}

Cell cell(const Cql& one, const FeatureRow& row);

Cell reckoned(const Cql& one, const FeatureRow& row) {
    const Cell first = cell(one.children[0], row);
    const auto* a = std::get_if<double>(&first);
    if (a == nullptr) return {};
    if (one.op == Op::Negate) return -*a;
    const Cell second = cell(one.children[1], row);
    const auto* b = std::get_if<double>(&second);
    if (b == nullptr) return {};
    switch (one.op) {
        case Op::Add: return *a + *b;
        case Op::Subtract: return *a - *b;
        case Op::Multiply: return *a * *b;
        default: break;
    }
    if (*b == 0) return {};
    return *a / *b;
}

Cell cell(const Cql& one, const FeatureRow& row) {
    switch (one.op) {
        case Op::Field: return cell_of(row.values[one.field]);
        case Op::Literal: return cell_of(one.literal);
        case Op::Add:
        case Op::Subtract:
        case Op::Multiply:
        case Op::Divide:
        case Op::Negate: return reckoned(one, row);
        default: break;
    }
    const Answer is_so = answer(one, row);
    if (is_so) return *is_so;
    return {};
}

bool is_known(const Cell& one) { return !std::holds_alternative<std::monostate>(one); }

Answer compared(Op op, const Cell& a, const Cell& b) {
    if (!is_known(a) || !is_known(b)) return std::nullopt;
    switch (op) {
        case Op::Equal: return a == b;
        case Op::Unequal: return a != b;
        case Op::Less: return a < b;
        case Op::LessEqual: return a <= b;
        case Op::More: return a > b;
        default: return a >= b;
    }
}

/// And: false as soon as one is; or: true as soon as one is; else unknown if one is.
Answer joined(const Cql& list, const FeatureRow& row) {
    const bool decides = list.op == Op::Or;
    Answer out = !decides;
    for (const Cql& child : list.children) {
        const Answer one = answer(child, row);
        if (one == decides) return decides;
        if (!one) out.reset();
    }
    return out;
}

Answer one_of(const Cql& list, const FeatureRow& row) {
    const Cell wanted = cell(list.children[0], row);
    Answer out = false;
    for (std::size_t i = 1; i < list.children.size(); ++i) {
        const Answer same = compared(Op::Equal, wanted, cell(list.children[i], row));
        if (same == true) return true;
        if (!same) out.reset();
    }
    return out;
}

Answer between(const Cql& one, const FeatureRow& row) {
    const Cell value = cell(one.children[0], row);
    const Answer low = compared(Op::MoreEqual, value, cell(one.children[1], row));
    const Answer high = compared(Op::LessEqual, value, cell(one.children[2], row));
    if (low == false || high == false) return false;
    if (!low || !high) return std::nullopt;
    return true;
}

Answer met(const Cql& one, const FeatureRow& row) {
    if (!row.geometry) return std::nullopt;
    const CqlLiteral& other = one.children[1].literal;
    if (const auto* box = std::get_if<AskedBox>(&other)) return meets(*box, *row.geometry);
    return intersects(std::get<Shape>(other), shape_of(*row.geometry, *one.crs));
}

Answer like(const Cql& one, const FeatureRow& row) {
    const Cell value = cell(one.children[0], row);
    const auto* text = std::get_if<std::string_view>(&value);
    if (text == nullptr) return std::nullopt;
    return is_like(*text, std::get<std::string>(one.children[1].literal));
}

Answer answer(const Cql& one, const FeatureRow& row) {
    switch (one.op) {
        case Op::And:
        case Op::Or: return joined(one, row);
        case Op::Not: {
            const Answer inner = answer(one.children[0], row);
            return inner ? Answer(!*inner) : inner;
        }
        case Op::IsNull:
            return one.children[0].op == Op::Geometry ? !row.geometry
                                                      : !is_known(cell(one.children[0], row));
        case Op::Like: return like(one, row);
        case Op::Between: return between(one, row);
        case Op::In: return one_of(one, row);
        case Op::Intersects: return met(one, row);
        case Op::Equal:
        case Op::Unequal:
        case Op::Less:
        case Op::LessEqual:
        case Op::More:
        case Op::MoreEqual:
            return compared(one.op, cell(one.children[0], row), cell(one.children[1], row));
        default: break;
    }
    // A literal of truth; the parser lets nothing else stand here.
    const Cell value = cell_of(one.literal);
    const auto* is_so = std::get_if<bool>(&value);
    return is_so != nullptr ? Answer(*is_so) : std::nullopt;
}

/// The next character of a pattern; an escaped one is no sign.
struct PatternSign {
    char32_t point = 0;
    bool is_any = false;  // %
    bool is_one = false;  // _
};

PatternSign take_sign(std::string_view& pattern) {
    PatternSign out{take_code_point(pattern), false, false};
    if (out.point == '\\' && !pattern.empty()) {
        out.point = take_code_point(pattern);
        return out;
    }
    out.is_any = out.point == '%';
    out.is_one = out.point == '_';
    return out;
}

}  // namespace

bool is_like(std::string_view text, std::string_view pattern) {
    // Where to go on when what follows the last % did not fit: one character further.
    std::optional<std::pair<std::string_view, std::string_view>> again;
    while (true) {
        if (pattern.empty() && text.empty()) return true;
        std::string_view rest = pattern;
        const PatternSign sign = rest.empty() ? PatternSign() : take_sign(rest);
        if (sign.is_any) {
            pattern = rest;
            again = {text, pattern};
            continue;
        }
        std::string_view after = text;
        if (!pattern.empty() && !text.empty() &&
            (take_code_point(after) == sign.point || sign.is_one)) {
            pattern = rest;
            text = after;
            continue;
        }
        if (!again || again->first.empty()) return false;
        take_code_point(again->first);
        text = again->first;
        pattern = again->second;
    }
}

bool matches(const Cql& filter, const FeatureRow& row) { return answer(filter, row) == true; }

}  // namespace kongdi::server::features
