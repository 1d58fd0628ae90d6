// SPDX-License-Identifier: Apache-2.0
// A sheet by the names of its columns, for reading.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/codec/xlsform.hpp"

namespace kongdi::xlsform {

/// "label::中文 (zh)" to "label" and "zh"; the second is empty when none is named.
struct ColumnName {
    std::string name = {};
    std::string language = {};
};
ColumnName column_of(std::string_view head);

class SheetReader {
public:
    SheetReader(const SheetTable* table, std::string_view default_language);

    std::size_t rows() const { return m_table != nullptr ? m_table->rows.size() : 0; }
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// The first cell of a column of this name that holds something.
    std::string text(std::size_t row, std::string_view name) const;
    /// The same with the blanks around it, which a text or an expression keeps.
    std::string raw(std::size_t row, std::string_view name) const;
    LocalText words(std::size_t row, std::string_view name) const;
    /// "survey!C5"; the row's first cell for a column that is not there.
    std::string place(std::size_t row, std::string_view name) const;
    const std::vector<ColumnName>& columns() const { return m_columns; }
    bool is_empty(std::size_t row) const;

private:
    const SheetTable* m_table = nullptr;
    std::vector<ColumnName> m_columns = {};
};

/// Null when there is none of this name.
const SheetTable* sheet_of(const std::vector<SheetTable>& sheets, std::string_view name);

struct ListItem {
    Choice choice = {};
    double low_factor = 1;
    double high_factor = 1;
};
using Lists = std::map<std::string, std::vector<ListItem>, std::less<>>;

/// What the sheet of choices holds, by the lists' names.
Lists lists_of(const SheetReader& choices, Errors& errors);

// xlsform_check.cpp
/// Are the columns there without which nothing can be read?
bool check_columns(const SheetReader& survey, Errors& errors);
/// Names and codes that stand twice, logic that cannot be read or names what is not there.
void check_cells(const SheetReader& survey, const SheetReader& choices, Errors& errors);

// xlsform_left_out.cpp
/// Columns, sheets and appearances that are not read.
void name_left_out(const std::vector<SheetTable>& sheets, const SheetReader& survey,
                   const SheetReader& choices, const SheetReader& settings, Errors& left_out);

}  // namespace kongdi::xlsform
