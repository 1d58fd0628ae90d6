// SPDX-License-Identifier: Apache-2.0
#include "server/auth/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kRecoveryBytes = 10;

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view message) {
    std::array<std::uint8_t, 20> out{};
    unsigned int length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes, message.size(),
             out.data(), &length) == nullptr ||
        length != out.size())
        throw std::runtime_error("no HMAC-SHA1");
    return out;
}

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    fill_random({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string hotp_code(std::string_view secret, std::uint64_t counter, int digits) {
    std::string message(8, '\0');
    for (std::size_t i = 8; i-- > 0; counter >>= 8) message[i] = static_cast<char>(counter & 0xff);
    const auto mac = hmac_sha1(secret, message);
    const std::size_t offset = mac[19] & 0xf;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac[offset + i];
    number &= 0x7fffffff;
    std::string out(static_cast<std::size_t>(digits), '0');
    for (std::size_t i = out.size(); i-- > 0; number /= 10)
        out[i] = static_cast<char>('0' + number % 10);
    return out;
}

std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code,
                                         std::int64_t now_ms) {
    const std::int64_t now = now_ms / kTotpMs;
    std::optional<std::int64_t> out;
    // All three, however early one fits: how long it takes says nothing.
    for (std::int64_t step = now - 1; step <= now + 1; ++step)
        if (same(hotp_code(secret, static_cast<std::uint64_t>(step)), code)) out = step;
    return out;
}

std::string make_totp_secret() { return random_bytes(kSecretBytes); }

std::string base32(std::string_view bytes) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xfff;
        for (count += 8; count >= 5; count -= 5) out += kAlphabet[bits >> (count - 5) & 31];
    }
    if (count > 0) out += kAlphabet[bits << (5 - count) & 31];
    return out;
}

std::string otpauth_url(std::string_view issuer, std::string_view account,
                        std::string_view secret) {
    const std::string who = percent_encoded(issuer);
    std::string out = "otpauth://totp/" + who + ":" + percent_encoded(account);
    return out.append("?secret=").append(base32(secret)).append("&issuer=").append(who);
}

std::string make_recovery_code() {
    const std::string signs = base32(random_bytes(kRecoveryBytes));
    std::string out;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        out += signs[i];
    }
    return out;
}

std::string recovery_hash(std::string_view account, std::string_view code) {
    std::string signs(account);
    signs += ':';
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        signs += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return sha256(signs);
}

}  // namespace kongdi::server
