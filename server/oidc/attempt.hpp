// SPDX-License-Identifier: Apache-2.0
// A log-in that is under way at the provider. All that is known of it lies sealed in a cookie of
// the browser that began it, so that any server with the same key can go on with it, strangers fill
// no table, and nobody can end in one browser what another began.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/auth/server_key.hpp"

namespace kongdi::server::oidc {

inline constexpr std::int64_t kAttemptMs = 10 * 60'000;

struct Attempt {
    std::string state = {};     // comes back with the answer
    std::string nonce = {};     // comes back in the token
    std::string verifier = {};  // of PKCE: shown when the code is traded
    std::string back = {};      // where the person wanted to go; an own path or empty
    std::int64_t begun_ms = 0;

    /// BASE64URL(SHA-256(verifier)).
    std::string challenge() const;
};

Attempt new_attempt(std::string_view back, std::int64_t now_ms);
std::string sealed(const Attempt& attempt, const ServerKey& key);
/// None when it was changed, is of another key, or over.
std::optional<Attempt> opened(std::string_view sealed, const ServerKey& key, std::int64_t now_ms);

/// A path of this server to go back to, or empty: never an address of others in whatever guise
/// ("//evil", "/\evil", "https:…"), and not the log-in itself.
std::string own_path(std::string_view asked);

}  // namespace kongdi::server::oidc
