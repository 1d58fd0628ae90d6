// SPDX-License-Identifier: Apache-2.0
#include "core/codec/json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace kongdi {

namespace {

/// Can the number be written without a fraction or an exponent and lose nothing?
bool is_exact_whole(double value) {
    constexpr double kExact = 9007199254740992.0;
    return std::trunc(value) == value && std::fabs(value) < kExact;
}

/// By sorting: a body of nothing but names would take a search for each too long.
bool has_name_twice(const Value::Map& members) {
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Value::Member& member : members) names.emplace_back(member.first);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
}

/// Builds the tree while the library reads, so that limits hold before memory is spent.
class TreeBuilder {
public:
    TreeBuilder(Value& root, int max_depth) : m_root(root), m_max_depth(max_depth) {}

    // The names and the shape of these functions are the library's.
    bool null() { return put(Value()); }
    bool boolean(bool value) { return put(Value(value)); }
    bool number_integer(std::int64_t value) { return put(Value(value)); }
    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(INT64_MAX))
            return put(Value(static_cast<double>(value)));
        return put(Value(static_cast<std::int64_t>(value)));
    }
    bool number_float(double value, const std::string&) {
        // 60.0 and 6e1 are the whole number 60, as they are when it is written and read again.
        if (is_exact_whole(value)) return put(Value(static_cast<std::int64_t>(value)));
        return put(Value(value));
    }
    bool string(std::string& value) { return put(Value(std::move(value))); }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(Value(Value::Map{})); }
    bool start_array(std::size_t) { return open(Value(Value::List{})); }
    bool end_object() {
        if (has_name_twice(*m_open.back()->if_map())) {
            m_error = ErrorCode::BodyDuplicateKey;
            return false;
        }
        return close();
    }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        m_name = std::move(name);
        return true;
    }
    template <class Anything>
    bool parse_error(std::size_t, const std::string&, const Anything&) {
        return false;
    }

    ErrorCode error() const { return m_error; }

private:
    Value* place(Value value) {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        if (Value::Map* members = m_open.back()->if_map()) {
            members->emplace_back(std::move(m_name), std::move(value));
            return &members->back().second;
        }
        Value::List* list = m_open.back()->if_list();
        list->push_back(std::move(value));
        return &list->back();
    }
    bool put(Value value) {
        place(std::move(value));
        return true;
    }
    bool open(Value value) {
        if (static_cast<int>(m_open.size()) >= m_max_depth) {
            m_error = ErrorCode::BodyTooDeep;
            return false;
        }
        // Only the newest sibling is ever open, so the pointer stays good while it is on the stack.
        m_open.push_back(place(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    Value& m_root;
    int m_max_depth;
    std::vector<Value*> m_open = {};
    std::string m_name = {};
    ErrorCode m_error = ErrorCode::BodyNotJson;
};

}  // namespace

Result<Value> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.max_bytes) return Error{ErrorCode::BodyTooLarge};
    if (!is_utf8(text)) return Error{ErrorCode::BodyNotUtf8};
    // The library takes a NUL for the end and would not see what follows it.
    if (text.find('\0') != std::string_view::npos) return Error{ErrorCode::BodyNotJson};
    Value root;
    TreeBuilder builder(root, limits.max_depth);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
        return Error{builder.error()};
    return root;
}

Result<Value> parse_own_json(std::string_view text) { return parse_json(text, {text.size(), 64}); }

void append_json_string(std::string& out, std::string_view utf8) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_number(std::string& out, double value) {
    // Whole numbers without ".0", as other writers of JSON and every spreadsheet have them.
    if (is_exact_whole(value)) {
        out += std::to_string(static_cast<std::int64_t>(value));
        return;
    }
    append_decimal(out, value);
}

void append_json(std::string& out, const Value& value) {
    if (const bool* flag = value.if_bool()) {
        out += *flag ? "true" : "false";
    } else if (const std::int64_t* whole = value.if_int()) {
        out += std::to_string(*whole);
    } else if (const double* number = value.if_double();
               number != nullptr && std::isfinite(*number)) {
        append_number(out, *number);
    } else if (const std::string* text = value.if_string()) {
        append_json_string(out, *text);
    } else if (const Value::List* list = value.if_list()) {
        out += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i > 0) out += ',';
            append_json(out, (*list)[i]);
        }
        out += ']';
    } else if (const Value::Map* members = value.if_map()) {
        out += '{';
        for (std::size_t i = 0; i < members->size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(out, (*members)[i].first);
            out += ':';
            append_json(out, (*members)[i].second);
        }
        out += '}';
    } else {
        out += "null";
    }
}

std::string write_json(const Value& value) {
    std::string out;
    append_json(out, value);
    return out;
}

}  // namespace kongdi
