// SPDX-License-Identifier: Apache-2.0
// Keys on the curve P-256, as Web Push has them: points as 65 bytes (0x04, x, y), private keys as
// 32 bytes. In push/ the only user of OpenSSL beside the encryption itself.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

struct evp_pkey_st;

namespace kongdi::server::push {

inline constexpr std::size_t kPointBytes = 65;
inline constexpr std::size_t kScalarBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;

/// 65 bytes that are a point of the curve, uncompressed.
bool is_point(std::string_view bytes);

class PrivateKey {
public:
    /// A new one.
    static Result<PrivateKey> make();
    /// None for what is no private key of the curve.
    static std::optional<PrivateKey> of_bytes(std::string_view scalar);

    const std::string& scalar() const { return m_scalar; }
    const std::string& point() const { return m_point; }
    /// The x of both keys' point, 32 bytes; field_format when the other is no point of the curve.
    Result<std::string> shared_with(std::string_view point) const;
    /// ES256: r and s, 32 bytes each, of the SHA-256 of the text.
    Result<std::string> signature_of(std::string_view text) const;

private:
    PrivateKey() = default;
    static std::optional<PrivateKey> of_key(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> m_key;
    std::string m_scalar;
    std::string m_point;
};

}  // namespace kongdi::server::push
