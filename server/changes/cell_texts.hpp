// SPDX-License-Identifier: Apache-2.0
// What a cell of a file that is given back says. Spreadsheets write numbers in their own ways, so
// that cells are compared by what they mean, not letter by letter.
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/codec/csv.hpp"

namespace kongdi::server {

/// All of the cell, "1.5", "3E2"; none when it is no number.
inline std::optional<double> number_of_cell(std::string_view cell) {
    double out = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    if (read.ec != std::errc() || read.ptr != cell.data() + cell.size() || !std::isfinite(out))
        return std::nullopt;
    return out;
}

/// "48" and "48.0".
inline std::optional<std::int64_t> whole_of_cell(std::string_view cell) {
    constexpr double kMost = 9e15;
    const auto number = number_of_cell(cell);
    if (!number || std::abs(*number) > kMost || std::trunc(*number) != *number) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

/// The same but for what printing with fifteen digits leaves.
inline bool is_same_number(double a, double b) {
    constexpr double kPrinted = 1e-12;
    return std::abs(a - b) <= kPrinted * std::max(std::abs(a), std::abs(b));
}

/// The text itself, or with the apostrophe that a CSV got against formulas.
inline bool is_same_text(std::string_view cell, std::string_view text) {
    const std::string_view plain = trimmed(text);
    return cell == plain || trimmed(without_formula_guard(cell)) == plain;
}

/// A spreadsheet shows a code of twelve digits as "3.30106E+11" and saves what it shows.
inline bool is_shortened_code(std::string_view cell, std::string_view code) {
    const auto exponent = cell.find_first_of("eE");
    const auto point = cell.find('.');
    const auto shown = number_of_cell(cell);
    const auto whole = number_of_cell(code);
    if (exponent == std::string_view::npos || !shown || !whole || *whole < 1) return false;
    const std::size_t digits = point < exponent ? exponent - point - 1 : 0;
    const double step = std::pow(10, std::floor(std::log10(*whole)) - static_cast<double>(digits));
    return std::abs(*shown - *whole) <= step / 2;
}

/// A code as it stands, or as a spreadsheet shortened it.
inline bool is_same_code(std::string_view cell, std::string_view code) {
    return cell == code || is_shortened_code(cell, code);
}

/// What a spreadsheet that took a text for a number made of it: "7" of "007", fifteen digits and
/// zeros of a longer number, "3.30106E+16".
bool is_text_as_number(std::string_view cell, std::string_view text);

/// No text of anybody's: an error of a spreadsheet ("#N/A", "#REF!", "#####", "Err:502"), or a
/// number of which it kept the first digits only.
bool is_lost_text(std::string_view cell);

/// The field is what the cell says, unless that is the same or the file has no such column. False
/// for what is_lost_text: the field stays.
[[nodiscard]] inline bool take_text(const std::optional<std::string>& cell, std::string& field) {
    if (!cell || is_same_text(*cell, field) || is_text_as_number(*cell, field)) return true;
    if (is_lost_text(*cell)) return false;
    field = trimmed(without_formula_guard(*cell));
    return true;
}

/// Words between ";", and between what Chinese keyboards write in its place.
std::vector<std::string_view> words_of_cell(std::string_view cell);

/// Numbers of a text, each from where the last ended: "2026/11/24 10:30:05+00".
std::vector<int> numbers_in(std::string_view text);

/// "2027-03-01" of what spreadsheets make of such a day: "2027/3/1", "2027/03/01 00:00:00",
/// "2027年3月1日". None for anything else, and for days that no calendar has.
std::optional<std::string> day_of_cell(std::string_view cell);

}  // namespace kongdi::server
