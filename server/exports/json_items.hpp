// SPDX-License-Identifier: Apache-2.0
// JSON that was checked when it came, read in one pass into items side by side: what a download of
// a hundred thousand records reads of each, without a tree for each. The same values as
// parse_own_json gives; texts point into what was read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::server {

/// A value; the values that it holds stand right behind it.
class JsonItem {
public:
    class Children {
    public:
        class Iterator {
        public:
            explicit Iterator(const JsonItem* at) : m_at(at) {}
            const JsonItem& operator*() const { return *m_at; }
            Iterator& operator++() {
                m_at += m_at->m_span;
                return *this;
            }
            bool operator==(const Iterator&) const = default;

        private:
            const JsonItem* m_at;
        };

        explicit Children(const JsonItem& of) : m_of(of) {}
        Iterator begin() const { return Iterator(&m_of + 1); }
        Iterator end() const { return Iterator(&m_of + m_of.m_span); }
        std::size_t size() const {
            std::size_t out = 0;
            for (auto one = begin(); one != end(); ++one) ++out;
            return out;
        }

    private:
        const JsonItem& m_of;
    };

    // As a Value answers.
    const std::int64_t* if_int() const { return m_kind == Kind::Whole ? &m_whole : nullptr; }
    const double* if_double() const { return m_kind == Kind::Number ? &m_number : nullptr; }
    const std::string_view* if_string() const { return m_kind == Kind::Text ? &m_text : nullptr; }
    std::int64_t int_or(std::int64_t other) const {
        return m_kind == Kind::Whole ? m_whole : other;
    }
    bool bool_or(bool other) const { return m_kind == Kind::Bool ? m_whole != 0 : other; }
    std::string_view string_or(std::string_view other) const {
        return m_kind == Kind::Text ? m_text : other;
    }
    bool is_list() const { return m_kind == Kind::List; }
    bool is_map() const { return m_kind == Kind::Map; }

    /// Of a member of a map.
    std::string_view name() const { return m_name; }
    /// Of a list or a map; of anything else none.
    Children children() const { return Children(*this); }
    /// The member of a map, or null.
    const JsonItem& operator[](std::string_view name) const;

    Value value() const;

private:
    friend class JsonItems;
    friend class JsonReader;
    enum class Kind : std::uint8_t { Null, Bool, Whole, Number, Text, List, Map };

    Kind m_kind = Kind::Null;
    std::uint32_t m_span = 1;  // how many items it is, with what it holds
    std::string_view m_name = {};
    std::string_view m_text = {};
    std::int64_t m_whole = 0;
    double m_number = 0;
};

/// What was read last, with the room for it, which the next one takes over.
class JsonItems {
public:
    /// The text must stay where it is as long as its items are read. Neither UTF-8 nor names twice
    /// are looked for. Errors: body_not_json, body_too_deep (more than 64 levels).
    Result<void> read(std::string_view text);
    /// Null before anything was read.
    const JsonItem& root() const { return m_items.front(); }

private:
    std::vector<JsonItem> m_items = std::vector<JsonItem>(1);
    std::string m_unescaped = {};
};

}  // namespace kongdi::server
