// SPDX-License-Identifier: Apache-2.0
// Members that a map must have, and those that nobody asked for. Each function adds what is wrong
// with the member (absent or null: missing; else its type) and gives nullptr then.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/value.hpp"

namespace kongdi::question {

const Value* needed_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors);
const std::string* text_member(const Value& tree, std::string_view name, const std::string& path,
                               Errors& errors);
const std::int64_t* whole_member(const Value& tree, std::string_view name, const std::string& path,
                                 Errors& errors);
const Value* number_member(const Value& tree, std::string_view name, const std::string& path,
                           Errors& errors);

/// How many members nobody here knows a map may have, of a newer client, and how long their texts
/// and names may be.
inline constexpr std::size_t kMostUnknown = 8;
inline constexpr std::size_t kLongestUnknown = 64;  // code points

/// The members whose names are not in a list of ours.
Value::Map unknown_members(const Value& tree, std::span<const std::string_view> known);

/// What a newer client adds is kept, but it is one word or number under a field's name: anything
/// else (field_unknown; field_too_long) could be somebody's name, words or way, which no record
/// holds, and what names a person is refused as in free words (personal_number). Identifiers and
/// hashes are no numbers of somebody.
void check_unknown(const Value::Map& unknown, const std::string& path, Errors& errors);
inline void check_unknown(const Value& tree, std::span<const std::string_view> known,
                          const std::string& path, Errors& errors) {
    check_unknown(unknown_members(tree, known), path, errors);
}

/// The schema of a map, which says the same of other members than its properties; how many there
/// may be, and whose numbers they are, is beyond a schema.
Value with_unknown_members(Value schema);

}  // namespace kongdi::question
