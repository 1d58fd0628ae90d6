// SPDX-License-Identifier: Apache-2.0
// UTF-8 as RFC 3629 has it: no surrogates, nothing overlong, nothing past U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kongdi {

bool is_utf8(std::string_view bytes);

/// Takes one code point from the front of valid UTF-8. U+FFFD and one byte for a broken one.
char32_t take_code_point(std::string_view& utf8);
void append_code_point(std::string& out, char32_t code_point);

/// How many code points valid UTF-8 holds: what people call characters of a text field.
std::size_t code_point_count(std::string_view utf8);

/// The first `count` code points.
std::string_view first_code_points(std::string_view utf8, std::size_t count);

/// Control characters other than tab and line feed, which no text of a person needs.
bool has_control_characters(std::string_view utf8);

/// Without white space (ASCII and U+3000) at both ends.
std::string_view trimmed(std::string_view utf8);

/// Valid UTF-8 of what was given, each broken byte replaced by U+FFFD.
std::string repaired_utf8(std::string_view bytes);

/// For a part of an address: all but the unreserved characters of RFC 3986 as %XX.
std::string percent_encoded(std::string_view bytes);

}  // namespace kongdi
