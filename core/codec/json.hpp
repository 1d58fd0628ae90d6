// SPDX-License-Identifier: Apache-2.0
// JSON text to values and back. Strict: UTF-8 only, one value, no name twice, bounded depth.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi {

struct JsonLimits {
    std::size_t max_bytes = 64 * 1024;
    int max_depth = 32;  // levels of lists and maps
};

/// A whole number within ±2^53 is an integer however it is written (60, 60.0, 6e1).
/// Errors: body_too_large, body_not_utf8, body_not_json, body_too_deep, body_duplicate_key.
Result<Value> parse_json(std::string_view text, const JsonLimits& limits = {});

/// For files of our own: no size limit worth naming.
Result<Value> parse_own_json(std::string_view text);

/// Compact, members in their order, numbers in a short form that reads back the same;
/// the same text from both compilers. Numbers that are not finite become null.
std::string write_json(const Value& value);
void append_json(std::string& out, const Value& value);
void append_json_string(std::string& out, std::string_view utf8);
/// A short decimal form that reads back the same, the shortest but for about one in 200.
void append_number(std::string& out, double value);

}  // namespace kongdi
