// SPDX-License-Identifier: Apache-2.0
// Passwords as Argon2id hashes, and the secrets of log-ins.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kongdi::server {

/// The text to keep; a new salt each time. Throws std::bad_alloc when memory is short.
std::string hash_password(std::string_view password);

/// In a time that does not depend on how much of it is right. An empty hash stands for an unknown
/// name: it takes the same time and is never right.
bool is_password(std::string_view password, std::string_view hash);

/// 32 random bytes as hex, for a cookie.
std::string make_token();

/// From the system's good source.
void fill_random(std::span<std::uint8_t> bytes);

/// Random bytes as lower-case hex, for request ids.
std::string random_hex(std::size_t bytes);

}  // namespace kongdi::server
