// SPDX-License-Identifier: Apache-2.0
// A sheet of a workbook that is written row by row: typed cells, a header that stays, a filter, and
// columns as wide as what stands in them. The only user of libxlsxwriter beside xlsx_export.
#pragma once

#include <xlsxwriter.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/exports/columns.hpp"

namespace kongdi::server {

inline constexpr std::uint32_t kSheetRows = 1'048'576;  // that Excel has, with the header
inline constexpr std::size_t kCellUnits = 32'767;       // of UTF-16, that one cell holds
inline constexpr int kSheetMinutes = 8 * 60;            // cells have no zone: that of the city

struct XlsxFormats {
    lxw_format* header = nullptr;
    lxw_format* time = nullptr;
    lxw_format* date = nullptr;
    lxw_format* degrees = nullptr;
};

/// How much room a text takes in a column, in letters; of Chinese two each. Of its widest line.
double text_width(std::string_view utf8);
/// What fits into a cell, the end of a longer one replaced by `told`.
std::string cell_text(std::string_view utf8, std::string_view told);
std::size_t utf16_units(std::string_view utf8);

class XlsxSheet final : public CellSink {
public:
    /// `cut` counts the cells that were too long.
    XlsxSheet(lxw_worksheet* sheet, const XlsxFormats& formats, const Words& words,
              std::int64_t& cut)
        : m_sheet(sheet), m_formats(formats), m_words(words), m_cut(cut) {}

    void header(std::span<const std::string> names);
    void begin_row() { ++m_row, m_column = 0; }
    /// After the last row.
    void finish();
    std::uint32_t rows() const { return m_row + 1; }

    // Each goes to the cell after the one before.
    void none() override { ++m_column; }
    void text(std::string_view utf8) override;
    void plain(std::string_view utf8) override { text(utf8); }
    void number(double value) override { put_number(value, nullptr, 12); }
    void whole(std::int64_t value) override { put_number(static_cast<double>(value), nullptr, 8); }
    void degrees(double value) override { put_number(value, m_formats.degrees, 14); }
    void time(std::int64_t unix_ms) override;
    void date(std::string_view day) override;
    void list(const std::vector<std::string_view>& words) override;

private:
    void put_number(double value, lxw_format* format, double width);
    void widen(double width) {
        if (m_column >= m_widths.size()) m_widths.resize(m_column + 1u);
        m_widths[m_column] = std::max(m_widths[m_column], width);
    }

    lxw_worksheet* m_sheet;
    const XlsxFormats& m_formats;
    const Words& m_words;
    std::int64_t& m_cut;
    std::vector<double> m_widths = {};
    std::uint32_t m_row = 0;
    std::uint16_t m_column = 0;
};

}  // namespace kongdi::server
