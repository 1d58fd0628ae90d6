// SPDX-License-Identifier: Apache-2.0
#include "server/auth/password.hpp"

#include <sodium.h>

#include <array>
#include <mutex>
#include <new>
#include <stdexcept>
#include <vector>

namespace kongdi::server {

namespace {

// OWASP's advice for Argon2id is at least 19 MiB and two passes.
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 24u << 20;

void use_sodium() {
    static const bool s_ready = sodium_init() >= 0;
    if (!s_ready) throw std::runtime_error("libsodium does not start");
}

/// One at a time: a crowd at the door must not take the memory of everybody else.
std::mutex& one_at_a_time() {
    static std::mutex s_mutex;
    return s_mutex;
}

/// What an unknown name is compared with, so that it takes as long as a known one.
const std::string& nobodys_hash() {
    static const std::string s_hash = hash_password(make_token());
    return s_hash;
}

}  // namespace

std::string hash_password(std::string_view password) {
    use_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const std::lock_guard lock(one_at_a_time());
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return out.data();
}

bool is_password(std::string_view password, std::string_view hash) {
    use_sodium();
    const std::string compared = hash.empty() ? nobodys_hash() : std::string(hash);
    const std::lock_guard lock(one_at_a_time());
    const bool right =
        crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0;
    return right && !hash.empty();
}

void fill_random(std::span<std::uint8_t> bytes) {
    use_sodium();
    randombytes_buf(bytes.data(), bytes.size());
}

std::string random_hex(std::size_t bytes) {
    std::vector<std::uint8_t> random(bytes);
    fill_random(random);
    std::string out(bytes * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), random.data(), random.size());
    out.pop_back();
    return out;
}

std::string make_token() { return random_hex(32); }

}  // namespace kongdi::server
