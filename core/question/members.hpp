// SPDX-License-Identifier: Apache-2.0
// Members that a map must have. Each function adds what is wrong with the member (absent or null:
// missing; else its type) and gives nullptr then.
#pragma once

#include <cstdint>
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

}  // namespace kongdi::question
