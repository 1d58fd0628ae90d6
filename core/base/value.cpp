// SPDX-License-Identifier: Apache-2.0
#include "core/base/value.hpp"

#include <algorithm>

namespace kongdi {

bool Value::bool_or(bool other) const { return if_bool() != nullptr ? *if_bool() : other; }

std::int64_t Value::int_or(std::int64_t other) const {
    return if_int() != nullptr ? *if_int() : other;
}

double Value::number_or(double other) const {
    if (if_int() != nullptr) return static_cast<double>(*if_int());
    return if_double() != nullptr ? *if_double() : other;
}

std::string_view Value::string_or(std::string_view other) const {
    return if_string() != nullptr ? std::string_view(*if_string()) : other;
}

const Value* Value::find(std::string_view name) const {
    const Map* members = if_map();
    if (members == nullptr) return nullptr;
    const auto at = std::find_if(members->begin(), members->end(),
                                 [name](const Member& member) { return member.first == name; });
    return at == members->end() ? nullptr : &at->second;
}

Value* Value::find(std::string_view name) {
    return const_cast<Value*>(static_cast<const Value*>(this)->find(name));
}

const Value& Value::operator[](std::string_view name) const {
    static const Value kNull;
    const Value* found = find(name);
    return found != nullptr ? *found : kNull;
}

std::string Value::text(std::string_view name) const {
    return std::string((*this)[name].string_or(""));
}

const Value::List& Value::items(std::string_view name) const {
    static const List kNone;
    const List* list = (*this)[name].if_list();
    return list != nullptr ? *list : kNone;
}

Value& Value::set(std::string_view name, Value value) {
    if (if_map() == nullptr) m_state = Map{};
    if (Value* old = find(name)) {
        *old = std::move(value);
        return *this;
    }
    if_map()->emplace_back(std::string(name), std::move(value));
    return *this;
}

void Value::erase(std::string_view name) {
    if (Map* members = if_map())
        std::erase_if(*members, [name](const Member& member) { return member.first == name; });
}

Value& Value::push(Value value) {
    if (if_list() == nullptr) m_state = List{};
    if_list()->push_back(std::move(value));
    return *this;
}

}  // namespace kongdi
