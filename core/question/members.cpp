// SPDX-License-Identifier: Apache-2.0
#include "core/question/members.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/personal_number.hpp"
#include "core/base/text.hpp"

namespace kongdi::question {

namespace {

const std::string* as_text(const Value& value) { return value.if_string(); }
const std::int64_t* as_whole(const Value& value) { return value.if_int(); }
const Value* as_number(const Value& value) { return value.is_number() ? &value : nullptr; }

template <class T>
const T* typed_member(const Value& tree, std::string_view name, const std::string& path,
                      Errors& errors, const T* (*as)(const Value&)) {
    const Value* value = needed_member(tree, name, path, errors);
    if (value == nullptr) return nullptr;
    const T* found = as(*value);
    if (found == nullptr) errors.push_back({ErrorCode::FieldType, path + path_step(name)});
    return found;
}

bool is_field_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= kLongestUnknown &&
           std::all_of(name.begin(), name.end(), fits);
}

/// A hash or a UUID, in lower case; digits in a row in them are chance.
bool is_identifier(std::string_view text) {
    constexpr std::array<std::size_t, 3> kHashes{32, 40, 64};
    constexpr std::size_t kUuid = 36;
    const bool uuid = text.size() == kUuid;
    if (!uuid && std::find(kHashes.begin(), kHashes.end(), text.size()) == kHashes.end())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = uuid && (i == 8 || i == 13 || i == 18 || i == 23);
        const char c = text[i];
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

bool names_somebody(const Value& value) {
    constexpr double kWhole = 1e18;  // beyond an identity card, within 64 bits
    if (const std::string* text = value.if_string())
        return !is_identifier(*text) && find_personal_number(*text);
    if (const std::int64_t* whole = value.if_int())
        return find_personal_number(std::to_string(*whole)).has_value();
    if (const double* number = value.if_double(); number != nullptr && std::fabs(*number) < kWhole)
        return find_personal_number(std::to_string(static_cast<std::int64_t>(*number))).has_value();
    return false;
}

void check_one_unknown(const Value::Member& member, const std::string& path, Errors& errors) {
    const auto& [name, value] = member;
    if (!is_field_name(name) || value.if_list() != nullptr || value.if_map() != nullptr)
        errors.push_back({ErrorCode::FieldUnknown, path});
    else if (code_point_count(value.string_or("")) > kLongestUnknown)
        errors.push_back({ErrorCode::FieldTooLong, path});
    else if (find_personal_number(name) || names_somebody(value))
        errors.push_back({ErrorCode::PersonalNumber, path});
}

}  // namespace

const Value* needed_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors) {
    const Value* value = tree.find(name);
    if (value != nullptr && !value->is_null()) return value;
    errors.push_back({ErrorCode::FieldMissing, path + path_step(name)});
    return nullptr;
}

const std::string* text_member(const Value& tree, std::string_view name, const std::string& path,
                               Errors& errors) {
    return typed_member(tree, name, path, errors, as_text);
}

const std::int64_t* whole_member(const Value& tree, std::string_view name, const std::string& path,
                                 Errors& errors) {
    return typed_member(tree, name, path, errors, as_whole);
}

const Value* number_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors) {
    return typed_member(tree, name, path, errors, as_number);
}

Value::Map unknown_members(const Value& tree, std::span<const std::string_view> known) {
    Value::Map unknown;
    for (const Value::Member& member : *tree.if_map())
        if (std::find(known.begin(), known.end(), member.first) == known.end())
            unknown.push_back(member);
    return unknown;
}

Value with_unknown_members(Value schema) {
    const auto longest = static_cast<std::int64_t>(kLongestUnknown);
    schema.set("additionalProperties",
               Value::map({{"type", Value::list({"string", "number", "boolean", "null"})},
                           {"maxLength", longest}}));
    schema.set("propertyNames",
               Value::map({{"pattern", "^[-A-Za-z0-9_][-A-Za-z0-9_]*$"}, {"maxLength", longest}}));
    return schema;
}

void check_unknown(const Value::Map& unknown, const std::string& path, Errors& errors) {
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        const std::string here = path + path_step(unknown[i].first);
        if (i < kMostUnknown)
            check_one_unknown(unknown[i], here, errors);
        else
            errors.push_back({ErrorCode::FieldUnknown, here});
    }
}

}  // namespace kongdi::question
