// SPDX-License-Identifier: Apache-2.0
// What an ID token must say to be believed (OpenID Connect Core 1.0, §3.1.3.7), once its signature
// holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/value.hpp"

namespace kongdi::server::oidc {

/// How far two clocks may differ.
inline constexpr std::int64_t kClockSkewMs = 60'000;
/// A token is used the moment it was made; an older one was kept by somebody.
inline constexpr std::int64_t kOldestTokenMs = 10 * 60'000;

struct Expected {
    std::string_view issuer;
    std::string_view client_id;
    std::string_view nonce;
    std::int64_t now_ms = 0;
};

/// A person of the provider.
struct Identity {
    std::string subject =
        {};  // 1 to 255 printable ASCII letters; never changes, and is nobody else's
    Value claims = {};
};

/// Errors: access_denied at /id_token/ and the claim that is at fault. Their details hold nothing
/// of the token.
Result<Identity> identity_of(std::string_view payload, const Expected& expected);

}  // namespace kongdi::server::oidc
