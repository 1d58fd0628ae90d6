// SPDX-License-Identifier: Apache-2.0
#include "server/import/text_encoding.hpp"

#include <iconv.h>

#include <array>

#include "core/base/enum_names.hpp"
#include "core/base/text.hpp"
#include "core/codec/csv.hpp"

namespace kongdi::server {

namespace {

constexpr EnumNames<TextEncoding> kNames{"UTF-8", "UTF-8 (BOM)", "GB18030", "UTF-16"};

std::optional<std::string> converted(std::string_view bytes, const char* from) {
    const iconv_t converter = iconv_open("UTF-8", from);
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string out;
    std::array<char, 64 * 1024> piece{};
    auto* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    bool good = true;
    while (left > 0 && good) {
        char* to = piece.data();
        std::size_t room = piece.size();
        const std::size_t done = iconv(converter, &in, &left, &to, &room);
        out.append(piece.data(), piece.size() - room);
        // A full piece is no failure.
        good = done != static_cast<std::size_t>(-1) || room < piece.size() / 2;
    }
    iconv_close(converter);
    if (!good) return std::nullopt;
    return out;
}

}  // namespace

std::string_view text_encoding_name(TextEncoding encoding) {
    return name_of<TextEncoding>(kNames, encoding);
}

std::optional<TextEncoding> text_encoding_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return converted(bytes, "UTF-16") ? std::optional(TextEncoding::Utf16) : std::nullopt;
    if (bytes.starts_with(kUtf8Bom))
        return is_utf8(bytes) ? std::optional(TextEncoding::Utf8Bom) : std::nullopt;
    if (is_utf8(bytes)) return TextEncoding::Utf8;
    if (converted(bytes, "GB18030")) return TextEncoding::Gb18030;
    return std::nullopt;
}

std::optional<std::string> to_utf8(std::string_view bytes, TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::Utf8Bom:
            if (!bytes.starts_with(kUtf8Bom)) return std::nullopt;
            bytes.remove_prefix(kUtf8Bom.size());
            [[fallthrough]];
        case TextEncoding::Utf8:
            return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
        case TextEncoding::Gb18030: return converted(bytes, "GB18030");
        case TextEncoding::Utf16: return converted(bytes, "UTF-16");
        case TextEncoding::Count_: break;
    }
    return std::nullopt;
}

}  // namespace kongdi::server
