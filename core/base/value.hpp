// SPDX-License-Identifier: Apache-2.0
// A tree of plain values as JSON has them. It keeps fields nobody here knows, in the order they
// came, so that nothing a newer phone sends is dropped. Reading and writing JSON:
// core/codec/json.hpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kongdi {

class Value {
public:
    using List = std::vector<Value>;
    using Member = std::pair<std::string, Value>;
    /// Ordered as given; names are unique (the reader refuses a name twice).
    using Map = std::vector<Member>;

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : m_state(value) {}
    Value(int value) : m_state(static_cast<std::int64_t>(value)) {}
    Value(std::int64_t value) : m_state(value) {}
    Value(double value) : m_state(value) {}
    Value(const char* value) : m_state(std::string(value)) {}
    Value(std::string_view value) : m_state(std::string(value)) {}
    Value(std::string value) : m_state(std::move(value)) {}
    Value(List value) : m_state(std::move(value)) {}
    Value(Map value) : m_state(std::move(value)) {}

    static Value map(std::initializer_list<Member> members = {}) { return Value(Map(members)); }
    static Value list(std::initializer_list<Value> values = {}) { return Value(List(values)); }

    bool is_null() const { return std::holds_alternative<std::monostate>(m_state); }
    bool is_number() const { return if_int() != nullptr || if_double() != nullptr; }

    // A pointer to what is inside, or nullptr when it is something else.
    const bool* if_bool() const { return std::get_if<bool>(&m_state); }
    const std::int64_t* if_int() const { return std::get_if<std::int64_t>(&m_state); }
    const double* if_double() const { return std::get_if<double>(&m_state); }
    const std::string* if_string() const { return std::get_if<std::string>(&m_state); }
    const List* if_list() const { return std::get_if<List>(&m_state); }
    const Map* if_map() const { return std::get_if<Map>(&m_state); }
    List* if_list() { return std::get_if<List>(&m_state); }
    Map* if_map() { return std::get_if<Map>(&m_state); }

    // What is inside, or the given value when it is something else.
    bool bool_or(bool other) const;
    std::int64_t int_or(std::int64_t other) const;
    /// Whole numbers count as numbers.
    double number_or(double other) const;
    std::string_view string_or(std::string_view other) const;

    /// The member of a map; nullptr when absent or when this is no map.
    const Value* find(std::string_view name) const;
    Value* find(std::string_view name);
    /// The member of a map, or null when absent; for reading through optional levels.
    const Value& operator[](std::string_view name) const;
    /// The text of a member, empty when absent or something else; and the list of a member
    /// likewise.
    std::string text(std::string_view name) const;
    const List& items(std::string_view name) const;
    /// Sets a member, at its old place or at the end. A value that is no map becomes one.
    Value& set(std::string_view name, Value value);
    void erase(std::string_view name);
    /// Adds to a list. A value that is no list becomes one.
    Value& push(Value value);

    friend bool operator==(const Value&, const Value&) = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> m_state;
};

}  // namespace kongdi
