// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/md5.hpp"

#include <openssl/evp.h>

#include <array>

namespace kongdi::server::openrosa {

std::string md5_of(std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr);
    std::string out = "md5:";
    for (unsigned i = 0; i < size; ++i) {
        out += kHex[digest[i] >> 4];
        out += kHex[digest[i] & 15];
    }
    return out;
}

}  // namespace kongdi::server::openrosa
