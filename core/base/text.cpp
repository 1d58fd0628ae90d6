// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"

namespace kongdi {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

/// The length in bytes of the well-formed sequence at the front, 0 when there is none.
/// (Unicode 15, table 3-7.)
std::size_t sequence_length(std::string_view bytes) {
    const std::uint8_t first = byte_at(bytes, 0);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (bytes.size() < length) return 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (byte_at(bytes, 1) < low || byte_at(bytes, 1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte_at(bytes, i) & 0xC0U) != 0x80) return 0;
    return length;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

char32_t take_code_point(std::string_view& utf8) {
    const std::size_t length = sequence_length(utf8);
    if (length == 0) {
        utf8.remove_prefix(1);
        return kReplacement;
    }
    char32_t code_point = byte_at(utf8, 0);
    if (length == 2) code_point &= 0x1FU;
    if (length == 3) code_point &= 0x0FU;
    if (length == 4) code_point &= 0x07U;
    for (std::size_t i = 1; i < length; ++i)
        code_point = (code_point << 6U) | (byte_at(utf8, i) & 0x3FU);
    utf8.remove_prefix(length);
    return code_point;
}

void append_code_point(std::string& out, char32_t code_point) {
    const auto add = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (code_point < 0x80) {
        add(code_point);
    } else if (code_point < 0x800) {
        add(0xC0U | (code_point >> 6U));
        add(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        add(0xE0U | (code_point >> 12U));
        add(0x80U | ((code_point >> 6U) & 0x3FU));
        add(0x80U | (code_point & 0x3FU));
    } else {
        add(0xF0U | (code_point >> 18U));
        add(0x80U | ((code_point >> 12U) & 0x3FU));
        add(0x80U | ((code_point >> 6U) & 0x3FU));
        add(0x80U | (code_point & 0x3FU));
    }
}

std::size_t code_point_count(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8)
        if ((static_cast<std::uint8_t>(c) & 0xC0U) != 0x80) ++count;
    return count;
}

std::string_view first_code_points(std::string_view utf8, std::size_t count) {
    std::string_view rest = utf8;
    while (count-- > 0 && !rest.empty()) take_code_point(rest);
    return utf8.substr(0, utf8.size() - rest.size());
}

bool has_control_characters(std::string_view utf8) {
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        if ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0)) return true;
    }
    return false;
}

std::string_view trimmed(std::string_view utf8) {
    constexpr std::string_view kWide = "\u3000";
    constexpr std::string_view kAscii = " \t\n\r";
    for (;;) {
        if (utf8.starts_with(kWide))
            utf8.remove_prefix(kWide.size());
        else if (utf8.ends_with(kWide))
            utf8.remove_suffix(kWide.size());
        else if (!utf8.empty() && kAscii.find(utf8.front()) != std::string_view::npos)
            utf8.remove_prefix(1);
        else if (!utf8.empty() && kAscii.find(utf8.back()) != std::string_view::npos)
            utf8.remove_suffix(1);
        else
            return utf8;
    }
}

std::string repaired_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) append_code_point(out, take_code_point(bytes));
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

}  // namespace kongdi
