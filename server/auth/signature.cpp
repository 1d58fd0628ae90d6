// SPDX-License-Identifier: Apache-2.0
#include "server/auth/signature.hpp"

#include <sodium.h>

#include <array>

namespace kongdi::server {

std::string hmac_sha256(std::string_view secret, std::string_view text) {
    const auto bytes_of = [](std::string_view of) {
        return reinterpret_cast<const unsigned char*>(of.data());
    };
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(secret), secret.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> sum{};
    crypto_auth_hmacsha256_final(&state, sum.data());
    std::string out(sum.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), sum.data(), sum.size());
    out.pop_back();
    return out;
}

}  // namespace kongdi::server
