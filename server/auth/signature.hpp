// SPDX-License-Identifier: Apache-2.0
// What shows who sent something to who knows the same secret (HMAC-SHA256, RFC 2104).
#pragma once

#include <string>
#include <string_view>

namespace kongdi::server {

/// 64 lower-case hex digits.
std::string hmac_sha256(std::string_view secret, std::string_view text);

}  // namespace kongdi::server
