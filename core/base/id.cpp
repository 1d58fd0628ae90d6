// SPDX-License-Identifier: Apache-2.0
#include "core/base/id.hpp"

#include <algorithm>

namespace kongdi {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::size_t kUuidLength = 36;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_hex(std::string_view text) { return std::all_of(text.begin(), text.end(), is_hex); }

void append_hex(std::string& out, std::uint8_t byte) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15U];
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool within(int value, int low, int high) { return value >= low && value <= high; }

}  // namespace

std::string make_uuid_v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * static_cast<int>(i)));
    std::copy(random.begin(), random.end(), bytes.begin() + 6);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x70U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    std::string out;
    out.reserve(kUuidLength);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        append_hex(out, bytes[i]);
    }
    return out;
}

bool is_uuid_v7(std::string_view text) {
    if (text.size() != kUuidLength) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return text[14] == '7' && std::string_view("89ab").find(text[19]) != std::string_view::npos;
}

std::int64_t uuid_v7_ms(std::string_view uuid) {
    std::int64_t value = 0;
    for (const char c : uuid.substr(0, 13))
        if (c != '-') value = value * 16 + static_cast<std::int64_t>(kHex.find(c));
    return value;
}

std::string make_device(std::span<const std::uint8_t, 16> random) {
    std::string out;
    for (const std::uint8_t byte : random) append_hex(out, byte);
    return out;
}

bool is_device(std::string_view text) { return text.size() == 32 && all_hex(text); }

bool is_community_code(std::string_view text) {
    if (text.size() != 12 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
    const int province = number(text.substr(0, 2));
    const int street = number(text.substr(6, 3));
    const int committee = number(text.substr(9, 3));
    return within(province, 11, 82) && within(street, 1, 599) && within(committee, 1, 599);
}

bool is_sha256_text(std::string_view text) { return text.size() == 64 && all_hex(text); }

}  // namespace kongdi
