// SPDX-License-Identifier: Apache-2.0
// Codes of an authenticator app: TOTP (RFC 6238) with SHA-1, six digits, thirty seconds, which is
// what every app knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kongdi::server {

inline constexpr int kTotpDigits = 6;
inline constexpr std::int64_t kTotpMs = 30'000;

/// HOTP (RFC 4226), which TOTP is with the time as its counter.
std::string hotp_code(std::string_view secret, std::uint64_t counter, int digits = kTotpDigits);

/// The step whose code this is: that of now, the one before or the one after, since clocks differ.
/// None when it is no such code.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code,
                                         std::int64_t now_ms);

/// 160 random bits, as the RFC wants.
std::string make_totp_secret();

/// RFC 4648, without padding.
std::string base32(std::string_view bytes);

/// What an app reads from a QR code.
std::string otpauth_url(std::string_view issuer, std::string_view account, std::string_view secret);

inline constexpr int kRecoveryCodes = 10;
/// "ABCD-EFGH-…", 80 random bits, for whoever has lost the phone.
std::string make_recovery_code();
/// As it is kept: of the code without its strokes, in either case.
std::string recovery_hash(std::string_view account, std::string_view code);

}  // namespace kongdi::server
