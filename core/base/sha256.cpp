// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.hpp"

#include <algorithm>
#include <cstring>

namespace kongdi {

namespace {

constexpr std::array<std::uint32_t, 64> kRound{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t rotated(std::uint32_t value, unsigned by) {
    return (value >> by) | (value << (32U - by));
}

using Word = std::uint32_t;

/// One round of section 6.2.2, step 3; `add` is K + W.
inline void round(Word a, Word b, Word c, Word& d, Word e, Word f, Word g, Word& h, Word add) {
    const Word s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const Word t1 = h + s1 + ((e & f) ^ (~e & g)) + add;
    const Word s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    d += t1;
    h = t1 + s0 + ((a & b) ^ (a & c) ^ (b & c));
}

}  // namespace

void Sha256::block(const std::uint8_t* bytes) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = (static_cast<std::uint32_t>(bytes[4 * i]) << 24U) |
               (static_cast<std::uint32_t>(bytes[4 * i + 1]) << 16U) |
               (static_cast<std::uint32_t>(bytes[4 * i + 2]) << 8U) | bytes[4 * i + 3];
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ (w[i - 15] >> 3U);
        const std::uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ (w[i - 2] >> 10U);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (std::size_t i = 0; i < 64; i += 8) {
        // Eight rounds move every word back to its place, so that none is copied.
        round(a, b, c, d, e, f, g, h, kRound[i] + w[i]);
        round(h, a, b, c, d, e, f, g, kRound[i + 1] + w[i + 1]);
        round(g, h, a, b, c, d, e, f, kRound[i + 2] + w[i + 2]);
        round(f, g, h, a, b, c, d, e, kRound[i + 3] + w[i + 3]);
        round(e, f, g, h, a, b, c, d, kRound[i + 4] + w[i + 4]);
        round(d, e, f, g, h, a, b, c, kRound[i + 5] + w[i + 5]);
        round(c, d, e, f, g, h, a, b, kRound[i + 6] + w[i + 6]);
        round(b, c, d, e, f, g, h, a, kRound[i + 7] + w[i + 7]);
    }
    const std::array<std::uint32_t, 8> v{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) m_state[i] += v[i];
}

Sha256& Sha256::add(std::string_view bytes) {
    m_total += bytes.size();
    while (!bytes.empty()) {
        if (m_rest_size == 0 && bytes.size() >= m_rest.size()) {
            block(reinterpret_cast<const std::uint8_t*>(bytes.data()));
            bytes.remove_prefix(m_rest.size());
            continue;
        }
        const std::size_t count = std::min(bytes.size(), m_rest.size() - m_rest_size);
        std::memcpy(m_rest.data() + m_rest_size, bytes.data(), count);
        m_rest_size += count;
        bytes.remove_prefix(count);
        if (m_rest_size < m_rest.size()) break;
        block(m_rest.data());
        m_rest_size = 0;
    }
    return *this;
}

void Sha256::pad() {
    const std::uint64_t bits = m_total * 8;
    // A one, then zeros up to 8 bytes before the end of a block.
    std::array<char, 64> end{'\x80'};
    const std::size_t filled = m_rest_size;
    add(std::string_view(end.data(), (filled < 56 ? 56 : 120) - filled));
    std::array<char, 8> length{};
    for (std::size_t i = 0; i < 8; ++i)
        length[i] = static_cast<char>(bits >> (56U - 8U * static_cast<unsigned>(i)));
    add(std::string_view(length.data(), length.size()));
}

std::uint32_t Sha256::finish_first() {
    pad();
    return m_state[0];
}

std::string Sha256::finish() {
    pad();
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    out.reserve(64);
    for (const std::uint32_t word : m_state)
        for (unsigned shift = 32; shift > 0; shift -= 4) out += kHex[(word >> (shift - 4)) & 15U];
    return out;
}

std::string sha256(std::string_view bytes) { return Sha256().add(bytes).finish(); }

}  // namespace kongdi
