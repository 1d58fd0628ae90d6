// SPDX-License-Identifier: Apache-2.0
#include "server/exports/xlsx_sheet.hpp"

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/codec/words.hpp"

namespace kongdi::server {

namespace {

constexpr double kMostWidth = 60;
constexpr char32_t kFirstWide = 0x2E80;  // from the radicals of Chinese characters on
constexpr double kEpochDay = 25'569;     // 1970-01-01 as spreadsheets count days
constexpr double kFirstDay = 61;         // 1900-03-01: they count those before it wrongly
constexpr double kDayMs = 86'400'000;

std::size_t units_of(char32_t code_point) { return code_point > 0xFFFF ? 2 : 1; }

}  // namespace

double text_width(std::string_view utf8) {
    double most = 0;
    double line = 0;
    while (!utf8.empty() && most < kMostWidth) {
        const char32_t one = take_code_point(utf8);
        line = one == '\n' ? 0 : line + (one >= kFirstWide ? 2 : 1);
        most = std::max(most, line);
    }
    return most;
}

std::size_t utf16_units(std::string_view utf8) {
    std::size_t out = 0;
    while (!utf8.empty()) out += units_of(take_code_point(utf8));
    return out;
}

std::string cell_text(std::string_view utf8, std::string_view told) {
    const std::size_t room = kCellUnits - utf16_units(told);
    std::string_view rest = utf8;
    std::size_t units = 0;
    while (!rest.empty()) {
        std::string_view after = rest;
        units += units_of(take_code_point(after));
        if (units > room) break;
        rest = after;
    }
    return std::string(utf8.substr(0, utf8.size() - rest.size())).append(told);
}

void XlsxSheet::header(std::span<const std::string> names) {
    for (const std::string& name : names) {
        worksheet_write_string(m_sheet, m_row, m_column, name.c_str(), m_formats.header);
        widen(text_width(name) + 3);  // the button of the filter stands beside it
        ++m_column;
    }
    worksheet_freeze_panes(m_sheet, 1, 0);
}

void XlsxSheet::finish() {
    if (m_widths.empty()) return;
    const auto last = static_cast<std::uint16_t>(m_widths.size() - 1);
    worksheet_autofilter(m_sheet, 0, 0, m_row, last);
    for (std::uint16_t i = 0; i <= last; ++i)
        worksheet_set_column(m_sheet, i, i, std::min(m_widths[i] + 1, kMostWidth), nullptr);
}

void XlsxSheet::text(std::string_view utf8) {
    // Shorter in bytes is shorter in units; most cells are.
    if (utf8.size() > kCellUnits && utf16_units(utf8) > kCellUnits) {
        ++m_cut;
        const std::string cut = cell_text(
            utf8, m_words("export.cut_cell",
                          {{"count", static_cast<std::int64_t>(code_point_count(utf8))}}));
        worksheet_write_string(m_sheet, m_row, m_column, cut.c_str(), nullptr);
        widen(kMostWidth);
    } else if (!utf8.empty()) {
        worksheet_write_string(m_sheet, m_row, m_column, std::string(utf8).c_str(), nullptr);
        widen(text_width(utf8));
    }
    ++m_column;
}

void XlsxSheet::put_number(double value, lxw_format* format, double width) {
    worksheet_write_number(m_sheet, m_row, m_column, value, format);
    widen(width);
    ++m_column;
}

void XlsxSheet::time(std::int64_t unix_ms) {
    const double shifted = static_cast<double>(unix_ms) + kSheetMinutes * 60'000.0;
    put_number(kEpochDay + shifted / kDayMs, m_formats.time, 19);
}

void XlsxSheet::date(std::string_view day) {
    const auto days = parse_date(day);
    if (!days || kEpochDay + *days < kFirstDay) return text(day);
    put_number(kEpochDay + *days, m_formats.date, 10);
}

void XlsxSheet::list(const std::vector<std::string_view>& words) {
    std::string joined;
    for (const std::string_view word : words) {
        if (!joined.empty()) joined += ';';
        joined += word;
    }
    text(joined);
}

}  // namespace kongdi::server
