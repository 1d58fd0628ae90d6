// SPDX-License-Identifier: Apache-2.0
// What is sent to a browser, sealed so that only it can read it: RFC 8291 (aes128gcm of RFC 8188).
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/push/p256.hpp"

namespace kongdi::server::push {

inline constexpr std::size_t kAuthBytes = 16;
inline constexpr std::size_t kSaltBytes = 16;
/// Before the sealed text: salt, size of a record, and the point of the one-time key.
inline constexpr std::size_t kHeaderBytes = kSaltBytes + 4 + 1 + kPointBytes;

/// What the browser told of itself, as bytes.
struct Receiver {
    std::string point = {};
    std::string auth = {};
};

/// Of one message only.
struct OneTime {
    std::string salt;
    PrivateKey key;
    static Result<OneTime> make();
};

/// The body to send. The text is padded to `padded_bytes` before it is sealed, so that nothing can
/// be told by its length; 0: not at all. Errors: field_format (no point of the curve),
/// field_too_long (the text, or more than one record of 4096 bytes).
Result<std::string> sealed(std::string_view text, const Receiver& to, const OneTime& once,
                           std::size_t padded_bytes);

}  // namespace kongdi::server::push
