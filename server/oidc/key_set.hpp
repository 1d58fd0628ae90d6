// SPDX-License-Identifier: Apache-2.0
// The provider's public keys (JWKS, RFC 7517) and what they signed. The only user of cjose.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::oidc {

/// What a token's first part says. Only ways of signing that need the provider's private key: never
/// "none", never HS256, which anybody who has the public key could pass off as signed by it.
struct TokenHead {
    std::string algorithm = {};  // RS256, PS256 or ES256
    std::string key_id = {};     // empty when it names none
};

inline constexpr std::size_t kMostTokenBytes = 16u << 10;

/// Errors: access_denied at /id_token, /id_token/alg, /id_token/crit or /id_token/typ.
Result<TokenHead> head_of(std::string_view token);

class KeySet {
public:
    /// Keys of other kinds, for other uses and too weak ones are left out. Errors: storage_busy.
    static Result<std::shared_ptr<const KeySet>> of_json(std::string_view json);

    KeySet();
    ~KeySet();
    KeySet(const KeySet&) = delete;
    KeySet& operator=(const KeySet&) = delete;

    std::size_t size() const { return m_keys.size(); }
    /// A key of this name that signs in this way; when no name is given, the only one that does.
    bool has_key_for(const TokenHead& head) const;
    /// The token's middle part, once its signature holds. Errors: access_denied at /id_token/kid or
    /// /id_token/signature.
    Result<std::string> payload_of(std::string_view token, const TokenHead& head) const;

    static constexpr std::size_t kMostKeys = 64;

private:
    struct Key;
    const Key* key_for(const TokenHead& head) const;

    std::vector<std::unique_ptr<Key>> m_keys;
};

}  // namespace kongdi::server::oidc
