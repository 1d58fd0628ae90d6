// SPDX-License-Identifier: Apache-2.0
#include "server/openrosa/md5.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>

namespace kongdi::server::openrosa {

namespace {

/// Before there are threads: the one that calls libcrypto first has it read its settings, and 904
/// bytes of that thread are nobody's when it ends before the program (fuzz_wire found it).
[[maybe_unused]] const int kIsReady = OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, nullptr);

}  // namespace

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
