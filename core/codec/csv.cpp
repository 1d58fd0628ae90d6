// SPDX-License-Identifier: Apache-2.0
#include "core/codec/csv.hpp"

namespace kongdi {

namespace {

void append_quoted(std::string& out, std::string_view text, bool guard) {
    const bool quote = guard || text.find_first_of(",\"\r\n") != std::string_view::npos ||
                       text.starts_with(' ') || text.ends_with(' ');
    if (!quote) {
        out += text;
        return;
    }
    out += '"';
    if (guard) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

void append_csv_text(std::string& out, std::string_view utf8) {
    const bool formula =
        !utf8.empty() && std::string_view("=+-@\t\r").find(utf8[0]) != std::string_view::npos;
    append_quoted(out, utf8, formula);
}

void append_csv_plain(std::string& out, std::string_view utf8) { append_quoted(out, utf8, false); }

}  // namespace kongdi
