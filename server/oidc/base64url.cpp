// SPDX-License-Identifier: Apache-2.0
#include "server/oidc/base64url.hpp"

#include <cstdint>

#include "core/base/sha256.hpp"

namespace kongdi::server::oidc {

namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<std::uint8_t>(c);
        count += 8;
        for (; count >= 6; count -= 6) out += kLetters[(bits >> (count - 6)) & 63];
    }
    if (count > 0) out += kLetters[(bits << (6 - count)) & 63];
    return out;
}

std::optional<std::string> bytes_of_base64url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto at = kLetters.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(at);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>((bits >> count) & 255);
    }
    if (count >= 6 || (bits & ((1u << count) - 1)) != 0) return std::nullopt;
    return out;
}

std::string sha256_bytes(std::string_view bytes) {
    const std::string hex = sha256(bytes);
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        out += static_cast<char>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1]));
    return out;
}

}  // namespace kongdi::server::oidc
