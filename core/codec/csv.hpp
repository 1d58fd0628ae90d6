// SPDX-License-Identifier: Apache-2.0
// CSV as RFC 4180 has it, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace kongdi {

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

/// Adds a field of free text: quoted when it must be; a text that a spreadsheet would take for a
/// formula (= + - @ also full-width, tab, line end at its front) gets an apostrophe before it.
void append_csv_text(std::string& out, std::string_view utf8);

/// What append_csv_text wrote, read back: without the apostrophe before what looks like a formula.
std::string_view without_formula_guard(std::string_view field);

/// Adds what we made ourselves (numbers, codes, times), quoted when it must be.
void append_csv_plain(std::string& out, std::string_view utf8);

inline constexpr std::string_view kCsvLineEnd = "\r\n";

}  // namespace kongdi
