// SPDX-License-Identifier: Apache-2.0
// Helps to read the members of a tree that somebody sent, and tells what two trees differ in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/value.hpp"

namespace kongdi {

template <class T>
Value or_null(const std::optional<T>& value) {
    return value ? Value(*value) : Value();
}

/// Takes the members of a tree and says which of them are not what they should be.
class TreeFields {
public:
    TreeFields(const Value& tree, Errors& errors) : m_tree(tree), m_errors(errors) {}

    std::string text(std::string_view name) const {
        const Value& value = m_tree[name];
        if (!value.is_null() && value.if_string() == nullptr) wrong(ErrorCode::FieldType, name);
        return std::string(value.string_or(""));
    }
    std::optional<double> number(std::string_view name) const {
        const Value& value = m_tree[name];
        if (value.is_number()) return value.number_or(0);
        if (!value.is_null()) wrong(ErrorCode::FieldType, name);
        return std::nullopt;
    }
    std::optional<std::int64_t> whole(std::string_view name) const {
        const Value& value = m_tree[name];
        if (value.if_int() != nullptr) return value.int_or(0);
        if (!value.is_null()) wrong(ErrorCode::FieldType, name);
        return std::nullopt;
    }
    std::vector<std::string> words(std::string_view name) const {
        std::vector<std::string> out;
        const Value& value = m_tree[name];
        if (!value.is_null() && value.if_list() == nullptr) wrong(ErrorCode::FieldType, name);
        for (const Value& one : m_tree.items(name)) {
            if (one.if_string() == nullptr) wrong(ErrorCode::FieldType, name);
            out.emplace_back(one.string_or(""));
        }
        return out;
    }
    void wrong(ErrorCode code, std::string_view name) const {
        m_errors.push_back({code, path_step(name)});
    }

private:
    const Value& m_tree;
    Errors& m_errors;
};

/// A field whose value is not what it was.
struct FieldChange {
    std::string field = {};
    Value before = {};
    Value after = {};
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// Of the members of `now`, in their order.
inline std::vector<FieldChange> tree_diff(const Value& was, const Value& now) {
    std::vector<FieldChange> out;
    for (const Value::Member& member : *now.if_map())
        if (was[member.first] != member.second)
            out.push_back({member.first, was[member.first], member.second});
    return out;
}

inline Value diff_tree(const std::vector<FieldChange>& diff) {
    Value out = Value::list();
    for (const FieldChange& change : diff)
        out.push(Value::map(
            {{"field", change.field}, {"before", change.before}, {"after", change.after}}));
    return out;
}

}  // namespace kongdi
