// SPDX-License-Identifier: Apache-2.0
#include "core/tile/wire.hpp"

namespace kongdi::tile {

bool WireReader::take_varint(std::uint64_t& number) {
    number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (m_rest.empty()) return m_ok = false;
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        // The tenth byte has room for one bit.
        if (shift == 63 && byte > 1) return m_ok = false;
        number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return m_ok = false;
}

bool WireReader::take_fixed(std::size_t size) {
    if (m_rest.size() < size) return m_ok = false;
    m_number = 0;
    for (std::size_t i = 0; i < size; ++i)
        m_number |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_rest[i])) << (8 * i);
    m_rest.remove_prefix(size);
    return true;
}

bool WireReader::next() {
    if (!m_ok || m_rest.empty()) return false;
    std::uint64_t key = 0;
    if (!take_varint(key)) return false;
    constexpr std::uint64_t kMostField = (1u << 29) - 1;
    if (key >> 3 == 0 || key >> 3 > kMostField) return m_ok = false;
    m_field = static_cast<std::uint32_t>(key >> 3);
    switch (key & 7) {
        case 0: m_type = WireType::Varint; return take_varint(m_number);
        case 1: m_type = WireType::Fixed64; return take_fixed(8);
        case 5: m_type = WireType::Fixed32; return take_fixed(4);
        case 2: {
            m_type = WireType::Bytes;
            std::uint64_t size = 0;
            if (!take_varint(size)) return false;
            if (size > m_rest.size()) return m_ok = false;
            m_bytes = m_rest.substr(0, static_cast<std::size_t>(size));
            m_rest.remove_prefix(static_cast<std::size_t>(size));
            return true;
        }
        default: return m_ok = false;  // groups, which nobody writes any more
    }
}

bool WireReader::next_varint(std::uint64_t& number) {
    if (!m_ok || m_rest.empty()) return false;
    return take_varint(number);
}

}  // namespace kongdi::tile
