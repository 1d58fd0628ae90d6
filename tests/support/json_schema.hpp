// SPDX-License-Identifier: Apache-2.0
// As much of JSON Schema (draft 2020-12) as our published schemas use. A keyword that is not known
// here ends the test program, so that no schema is half checked.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/base/value.hpp"

namespace kongdi::tests {

/// `^`, then characters or classes, each with an optional {n} or *, then `$`. Works on code points.
class AnchoredPattern {
public:
    explicit AnchoredPattern(std::string_view pattern) {
        if (!pattern.starts_with('^') || !pattern.ends_with('$')) unknown(pattern);
        pattern = pattern.substr(1, pattern.size() - 2);
        while (!pattern.empty()) m_parts.push_back(take_part(pattern));
    }

    bool matches(std::string_view utf8) const {
        std::vector<char32_t> text;
        while (!utf8.empty()) text.push_back(take_code_point(utf8));
        return matches(text, 0, 0);
    }

private:
    struct Range {
        char32_t low;
        char32_t high;
    };
    struct Part {
        bool negated = false;
        std::vector<Range> ranges = {};
        std::size_t least = 1;
        std::size_t most = 1;

        bool takes(char32_t c) const {
            for (const Range& range : ranges)
                if (c >= range.low && c <= range.high) return !negated;
            return negated;
        }
    };

    [[noreturn]] static void unknown(std::string_view pattern) {
        std::fprintf(stderr, "pattern not known here: %s\n", std::string(pattern).c_str());
        std::abort();
    }
    static char32_t take_character(std::string_view& pattern) {
        const char32_t c = take_code_point(pattern);
        if (c != '\\') return c;
        const char32_t escape = take_code_point(pattern);
        if (escape == 't') return '\t';
        if (escape == 'n') return '\n';
        if (escape == 'r') return '\r';
        if (escape != 'u') return escape;
        const std::string digits(pattern.substr(0, 4));
        pattern.remove_prefix(4);
        return static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, 16));
    }
    static Part take_part(std::string_view& pattern) {
        Part part;
        if (pattern.starts_with('[')) {
            pattern.remove_prefix(1);
            part.negated = pattern.starts_with('^');
            if (part.negated) pattern.remove_prefix(1);
            while (!pattern.starts_with(']')) {
                const char32_t low = take_character(pattern);
                const bool range = pattern.starts_with('-');
                if (range) pattern.remove_prefix(1);
                part.ranges.push_back({low, range ? take_character(pattern) : low});
            }
            pattern.remove_prefix(1);
        } else {
            if (std::string_view("(|.+?").find(pattern[0]) != std::string_view::npos)
                unknown(pattern);
            const char32_t c = take_character(pattern);
            part.ranges.push_back({c, c});
        }
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            part.least = 0;
            part.most = SIZE_MAX;
        } else if (pattern.starts_with('{')) {
            part.least = std::strtoul(std::string(pattern.substr(1)).c_str(), nullptr, 10);
            part.most = part.least;
            pattern.remove_prefix(pattern.find('}') + 1);
        }
        return part;
    }
    bool matches(const std::vector<char32_t>& text, std::size_t at, std::size_t part) const {
        if (part == m_parts.size()) return at == text.size();
        for (std::size_t count = 0;; ++count, ++at) {
            if (count >= m_parts[part].least && matches(text, at, part + 1)) return true;
            if (count >= m_parts[part].most || at >= text.size() || !m_parts[part].takes(text[at]))
                return false;
        }
    }

    std::vector<Part> m_parts = {};
};

/// Numbers are equal by value, as JSON has only one kind of them.
inline bool same_json(const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return a.number_or(0) == b.number_or(0);
    return a == b;
}

bool fits(const Value& schema, const Value& value);

inline bool is_of_type(const Value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.if_bool() != nullptr;
    if (type == "string") return value.if_string() != nullptr;
    if (type == "array") return value.if_list() != nullptr;
    if (type == "object") return value.if_map() != nullptr;
    if (type == "number") return value.is_number();
    return type == "integer" && value.if_int() != nullptr;
}

/// One keyword of a schema. Keywords for one type say nothing about values of another.
inline bool keyword_fits(const Value& schema, std::string_view keyword, const Value& rule,
                         const Value& value) {
    const std::string* text = value.if_string();
    const Value::List* list = value.if_list();
    const Value::Map* map = value.if_map();
    const auto size = [&rule] { return static_cast<std::size_t>(rule.int_or(-1)); };
    if (keyword == "$schema" || keyword == "title") return true;
    if (keyword == "type") {
        if (rule.if_string() != nullptr) return is_of_type(value, *rule.if_string());
        for (const Value& type : *rule.if_list())
            if (is_of_type(value, type.string_or(""))) return true;
        return false;
    }
    if (keyword == "const") return same_json(rule, value);
    if (keyword == "enum") {
        for (const Value& one : *rule.if_list())
            if (same_json(one, value)) return true;
        return false;
    }
    if (keyword == "anyOf") {
        for (const Value& one : *rule.if_list())
            if (fits(one, value)) return true;
        return false;
    }
    if (keyword == "not") return !fits(rule, value);
    if (keyword == "minimum") return !value.is_number() || value.number_or(0) >= rule.number_or(0);
    if (keyword == "maximum") return !value.is_number() || value.number_or(0) <= rule.number_or(0);
    if (keyword == "maxLength") return text == nullptr || code_point_count(*text) <= size();
    if (keyword == "pattern")
        return text == nullptr || AnchoredPattern(rule.string_or("")).matches(*text);
    if (keyword == "format") {  // of RFC 3339 we write UTC alone
        if (rule == Value("date")) return text == nullptr || parse_date(*text).has_value();
        return text == nullptr || parse_time(*text).has_value();
    }
    if (keyword == "prefixItems") {
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            if (i < rule.if_list()->size() && !fits((*rule.if_list())[i], (*list)[i])) return false;
        return true;
    }
    if (keyword == "minItems") return list == nullptr || list->size() >= size();
    if (keyword == "maxItems") return list == nullptr || list->size() <= size();
    if (keyword == "uniqueItems") {
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (same_json((*list)[i], (*list)[j])) return false;
        return true;
    }
    if (keyword == "items") {
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            if (!fits(rule, (*list)[i])) return false;
        return true;
    }
    if (keyword == "minProperties") return map == nullptr || map->size() >= size();
    if (keyword == "required") {
        for (const Value& name : *rule.if_list())
            if (map != nullptr && value.find(name.string_or("")) == nullptr) return false;
        return true;
    }
    if (keyword == "properties") {
        for (const Value::Member& property : *rule.if_map()) {
            const Value* member = value.find(property.first);
            if (member != nullptr && !fits(property.second, *member)) return false;
        }
        return true;
    }
    if (keyword == "additionalProperties") {
        for (std::size_t i = 0; map != nullptr && i < map->size(); ++i) {
            if (schema["properties"].find((*map)[i].first) != nullptr) continue;
            if (rule.if_bool() != nullptr ? !*rule.if_bool() : !fits(rule, (*map)[i].second))
                return false;
        }
        return true;
    }
    if (keyword == "propertyNames") {
        for (std::size_t i = 0; map != nullptr && i < map->size(); ++i)
            if (!fits(rule, Value((*map)[i].first))) return false;
        return true;
    }
    std::fprintf(stderr, "keyword not known here: %s\n", std::string(keyword).c_str());
    std::abort();
}

inline bool fits(const Value& schema, const Value& value) {
    for (const Value::Member& rule : *schema.if_map())
        if (!keyword_fits(schema, rule.first, rule.second, value)) return false;
    return true;
}

}  // namespace kongdi::tests
