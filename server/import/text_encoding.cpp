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

/// "<?xml … ?>" at the very front; empty where there is none.
std::string_view xml_declaration(std::string_view bytes) {
    if (bytes.starts_with(kUtf8Bom)) bytes.remove_prefix(kUtf8Bom.size());
    const auto end = bytes.starts_with("<?xml") ? bytes.find("?>") : std::string_view::npos;
    return end == std::string_view::npos ? std::string_view() : bytes.substr(0, end + 2);
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

std::string xml_encoding(std::string_view bytes) {
    const std::string_view front = xml_declaration(bytes);
    constexpr std::string_view kName = "encoding";
    auto at = front.find(kName);
    if (at == std::string_view::npos) return {};
    at = front.find_first_of("'\"", at + kName.size());
    if (at == std::string_view::npos) return {};
    const auto end = front.find(front[at], at + 1);
    if (end == std::string_view::npos) return {};
    std::string out(front.substr(at + 1, end - at - 1));
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string xml_as_utf8(std::string_view text) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    return out.append(text.substr(xml_declaration(text).size()));
}

}  // namespace kongdi::server
