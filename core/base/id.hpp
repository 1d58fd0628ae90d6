// SPDX-License-Identifier: Apache-2.0
// Names made without asking anybody: UUIDv7 for records, community codes of the statistics office.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kongdi {

/// A UUID of version 7 (RFC 9562 §5.7) as lower-case text with hyphens. `unix_ms` is the time in
/// its first 48 bits, `random` ten bytes from a good source.
std::string make_uuid_v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random);

/// Is this a UUID of version 7 and variant 1 in its canonical form (36 characters, lower case)?
bool is_uuid_v7(std::string_view text);

/// The milliseconds since 1970 inside a UUIDv7; the text must be one.
std::int64_t uuid_v7_ms(std::string_view uuid);

/// A device's pseudonym: 32 lower-case hex digits, random, nothing of the device in it.
std::string make_device(std::span<const std::uint8_t, 16> random);
bool is_device(std::string_view text);

/// Is this a code of the statistics office for a community: 12 digits, 2+2+2+3+3, a street level
/// within 001-599 and a last level within the ranges for committees (domain: GB/T 2260 and the
/// office's rules for levels 4 and 5)?
bool is_community_code(std::string_view text);

/// 64 lower-case hex digits.
bool is_sha256_text(std::string_view text);

}  // namespace kongdi
