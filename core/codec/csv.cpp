// SPDX-License-Identifier: Apache-2.0
#include "core/codec/csv.hpp"

#include <algorithm>
#include <array>

namespace kongdi {

namespace {

/// Also full-width, which spreadsheets in East Asian locales take for the same.
constexpr std::array<std::string_view, 11> kFormulaStarts{"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};

/// Semicolons and tabs, too: LibreOffice parts fields at them, as it is set up. A look-up for each
/// byte: several times as fast as to search a list.
constexpr std::array<bool, 256> kSeparators = [] {
    std::array<bool, 256> out{};
    for (const char c : {',', ';', '\t', '"', '\r', '\n'})
        out[static_cast<unsigned char>(c)] = true;
    return out;
}();
bool has_separator(std::string_view text) {
    bool out = false;
    for (const char c : text) out |= kSeparators[static_cast<unsigned char>(c)];
    return out;
}

bool starts_formula(std::string_view text) {
    return std::any_of(kFormulaStarts.begin(), kFormulaStarts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

void append_quoted(std::string& out, std::string_view text, bool guard) {
    const bool quote = guard || has_separator(text) || text.starts_with(' ') || text.ends_with(' ');
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
    append_quoted(out, utf8, starts_formula(utf8));
}

std::string_view without_formula_guard(std::string_view field) {
    const bool guarded = field.starts_with('\'') && starts_formula(field.substr(1));
    return guarded ? field.substr(1) : field;
}

void append_csv_plain(std::string& out, std::string_view utf8) { append_quoted(out, utf8, false); }

}  // namespace kongdi
