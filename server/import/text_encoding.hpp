// SPDX-License-Identifier: Apache-2.0
// In which way the bytes of a table stand for letters: told from the bytes themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kongdi::server {

enum class TextEncoding : std::uint8_t { Utf8, Utf8Bom, Gb18030, Utf16, Count_ };

/// "UTF-8", "UTF-8 (BOM)", "GB18030", "UTF-16".
std::string_view text_encoding_name(TextEncoding encoding);

/// None when the bytes are none of these.
std::optional<TextEncoding> text_encoding_of(std::string_view bytes);

/// Without a byte order mark; none when the bytes are not of this encoding.
std::optional<std::string> to_utf8(std::string_view bytes, TextEncoding encoding);

/// What XML says of itself at its front, in upper case: "GB2312". Empty where it says nothing.
std::string xml_encoding(std::string_view bytes);

/// XML that is UTF-8, and says nothing else.
std::string xml_as_utf8(std::string_view text);

}  // namespace kongdi::server
