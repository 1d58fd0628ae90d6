// SPDX-License-Identifier: Apache-2.0
#include "server/changes/cell_texts.hpp"

#include <algorithm>
#include <array>

#include "core/base/time.hpp"

namespace kongdi::server {

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_zeros(std::string_view digits) {
    const auto first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? digits.substr(digits.size() - 1)
                                           : digits.substr(first);
}

}  // namespace

bool is_text_as_number(std::string_view cell, std::string_view text) {
    constexpr std::size_t kKept = 15;  // digits
    if (is_shortened_code(cell, text)) return true;
    if (is_digits(cell) && is_digits(text)) {
        const std::string_view a = without_zeros(cell);
        const std::string_view b = without_zeros(text);
        if (a == b) return true;
        return a.size() == b.size() && a.size() > kKept &&
               a.substr(0, kKept) == b.substr(0, kKept) &&
               a.find_first_not_of('0', kKept) == std::string_view::npos;
    }
    const auto a = number_of_cell(cell);
    const auto b = number_of_cell(text);
    return a && b && *a == *b && text.size() <= kKept;
}

bool is_lost_text(std::string_view cell) {
    constexpr std::array<std::string_view, 10> kErrors{"#N/A",    "#REF!",  "#VALUE!", "#NAME?",
                                                       "#DIV/0!", "#NUM!",  "#NULL!",  "#SPILL!",
                                                       "#CALC!",  "#FIELD!"};
    constexpr std::string_view kCalcError = "Err:";  // LibreOffice's
    if (std::find(kErrors.begin(), kErrors.end(), cell) != kErrors.end()) return true;
    if (cell.size() > 1 && cell.find_first_not_of('#') == std::string_view::npos) return true;
    if (cell.starts_with(kCalcError) && is_digits(cell.substr(kCalcError.size()))) return true;
    const auto exponent = cell.find("E+");
    return exponent != std::string_view::npos && number_of_cell(cell).has_value() &&
           is_digits(cell.substr(exponent + 2));
}

std::vector<std::string_view> words_of_cell(std::string_view cell) {
    constexpr std::array<std::string_view, 3> kBetween{";", "；", "、"};
    std::vector<std::string_view> out;
    while (!cell.empty()) {
        std::size_t end = cell.size();
        std::size_t next = cell.size();
        for (const std::string_view mark : kBetween)
            if (const auto at = cell.find(mark); at < end) {
                end = at;
                next = at + mark.size();
            }
        if (const std::string_view word = trimmed(cell.substr(0, end)); !word.empty())
            out.push_back(word);
        cell.remove_prefix(next);
    }
    return out;
}

std::vector<int> numbers_in(std::string_view text) {
    std::vector<int> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        int number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec == std::errc() && *at != '-') out.push_back(number);
        at = read.ec == std::errc() && *at != '-' ? read.ptr : at + 1;
    }
    return out;
}

std::optional<std::string> day_of_cell(std::string_view cell) {
    const auto is_of_days = [](char c) {
        return (c >= '0' && c <= '9') ||
               std::string_view("-/. :").find(c) != std::string_view::npos;
    };
    std::string plain(cell);
    for (const std::string_view word : {"年", "月", "日"})
        if (const auto at = plain.find(word); at != std::string::npos)
            plain.replace(at, word.size(), " ");
    if (!std::all_of(plain.begin(), plain.end(), is_of_days)) return std::nullopt;
    const std::vector<int> numbers = numbers_in(plain);
    if (numbers.size() < 3 || numbers.size() > 6) return std::nullopt;
    if (std::any_of(numbers.begin() + 3, numbers.end(), [](int one) { return one != 0; }))
        return std::nullopt;
    // Of whom the first number is no year, nobody can tell the day from the month.
    if (numbers[0] < 1000 || numbers[0] > 9999 || numbers[1] > 99 || numbers[2] > 99)
        return std::nullopt;
    const auto two = [](int number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
    std::string out = std::to_string(numbers[0]) + two(numbers[1]) + two(numbers[2]);
    if (!parse_date(out)) return std::nullopt;
    return out;
}

}  // namespace kongdi::server
