// SPDX-License-Identifier: Apache-2.0
// A JPEG as phones make them: turned by its metadata, which names the phone and the place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/demo/jpeg.hpp"

namespace kongdi::tests {

namespace phone_photo_parts {

inline void append_le(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

/// A field of an Exif directory (TIFF 6.0 §2): tag, type, count, value or its place.
inline void append_entry(std::string& out, std::uint32_t tag, std::uint32_t type,
                         std::uint32_t count, std::uint32_t value) {
    append_le(out, tag, 2);
    append_le(out, type, 2);
    append_le(out, count, 4);
    append_le(out, value, 4);
}

/// Make, orientation 6 (turned by 90°), and a GPS directory with latitude's half and map datum.
inline std::string exif() {
    constexpr std::uint32_t kText = 2, kShort = 3, kLong = 4;
    constexpr std::string_view kMake("SECRETPHONE\0", 12);
    constexpr std::string_view kMap("GPSMAP\0", 7);
    std::string tiff("II*\0\x08\0\0\0", 8);
    const std::uint32_t make_at = 8 + 2 + 3 * 12 + 4;
    const std::uint32_t gps_at = make_at + kMake.size();
    append_le(tiff, 3, 2);
    append_entry(tiff, 0x010F, kText, kMake.size(), make_at);
    append_entry(tiff, 0x0112, kShort, 1, 6);
    append_entry(tiff, 0x8825, kLong, 1, gps_at);
    append_le(tiff, 0, 4);
    tiff += kMake;
    append_le(tiff, 2, 2);
    append_entry(tiff, 0x0001, kText, 2, 'N');
    append_entry(tiff, 0x0012, kText, kMap.size(), gps_at + 2 + 2 * 12 + 4);
    append_le(tiff, 0, 4);
    tiff += kMap;
    return std::string("Exif\0\0", 6) + tiff;
}

}  // namespace phone_photo_parts

/// Width and height as stored; a viewer turns it.
inline std::string phone_photo(int width, int height) {
    server::demo::Canvas canvas(width, height);
    const std::string jpeg = server::demo::encoded_jpeg(canvas);
    const std::string exif = phone_photo_parts::exif();
    const std::size_t length = exif.size() + 2;
    std::string segment("\xFF\xE1", 2);
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xFF);
    return jpeg.substr(0, 2) + segment + exif + jpeg.substr(2);
}

}  // namespace kongdi::tests
