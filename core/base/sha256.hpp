// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4). Phone and server hash the same bytes with it; the browser's own needs a
// secure context, which a server on a hall's LAN cannot always give.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kongdi {

/// Hashes bytes given piece by piece.
class Sha256 {
public:
    Sha256& add(std::string_view bytes);
    /// 64 lower-case hex digits. The hasher is used up afterwards.
    std::string finish();
    /// The first 32 bits of the hash alone, for who tries many. The hasher is used up, too.
    std::uint32_t finish_first();

private:
    void pad();
    void block(const std::uint8_t* bytes);

    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_rest{};
    std::size_t m_rest_size = 0;
    std::uint64_t m_total = 0;
};

std::string sha256(std::string_view bytes);

}  // namespace kongdi
