// SPDX-License-Identifier: Apache-2.0
// Protocol buffers, read with a check at every step: fields of a message, one after another, and
// lists of varints. Nothing is copied; the bytes must outlive the reader.
#pragma once

#include <cstdint>
#include <string_view>

namespace kongdi::tile {

enum class WireType : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

class WireReader {
public:
    explicit WireReader(std::string_view bytes) : m_rest(bytes) {}

    /// Goes to the next field; false at the end and after broken bytes (see ok()).
    bool next();
    std::uint32_t field() const { return m_field; }
    WireType type() const { return m_type; }
    /// Of a Varint, Fixed32 or Fixed64.
    std::uint64_t number() const { return m_number; }
    /// Of Bytes.
    std::string_view bytes() const { return m_bytes; }
    bool is(std::uint32_t field, WireType type) const { return m_field == field && m_type == type; }

    /// One varint of a packed list; false at the end and after broken bytes.
    bool next_varint(std::uint64_t& number);
    bool ok() const { return m_ok; }

private:
    bool take_varint(std::uint64_t& number);
    bool take_fixed(std::size_t size);

    std::string_view m_rest;
    std::string_view m_bytes;
    std::uint64_t m_number = 0;
    std::uint32_t m_field = 0;
    WireType m_type = WireType::Varint;
    bool m_ok = true;
};

/// 0, -1, 1, -2 … from 0, 1, 2, 3 …
constexpr std::int64_t unzigzag(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace kongdi::tile
