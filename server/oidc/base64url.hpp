// SPDX-License-Identifier: Apache-2.0
// Base64 for addresses (RFC 4648 §5), without padding, as JOSE has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kongdi::server::oidc {

std::string base64url(std::string_view bytes);
/// None for anything that base64url() would not write: padding, other letters, bits left over.
std::optional<std::string> bytes_of_base64url(std::string_view text);
/// SHA-256 as 32 bytes.
std::string sha256_bytes(std::string_view bytes);

}  // namespace kongdi::server::oidc
