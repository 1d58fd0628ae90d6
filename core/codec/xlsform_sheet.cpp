// SPDX-License-Identifier: Apache-2.0
#include "core/codec/xlsform_sheet.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/codec/xlsform_own.hpp"

namespace kongdi {

std::string cell_name(std::size_t column, std::size_t row) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row + 1);
}

namespace xlsform {

ColumnName column_of(std::string_view head) {
    ColumnName out;
    head = trimmed(head);
    const std::size_t colons = head.find("::");
    out.name = trimmed(head.substr(0, colons));
    if (out.name == "constraint message") out.name = "constraint_message";
    if (colons == std::string_view::npos) return out;
    std::string_view language = trimmed(head.substr(colons + 2));
    const std::size_t open = language.rfind('(');
    if (open != std::string_view::npos && language.ends_with(')'))
        language = language.substr(open + 1, language.size() - open - 2);
    else if (language.starts_with("Chinese") || language.starts_with("中文"))
        language = "zh";
    else if (language.starts_with("English"))
        language = "en";
    out.language = trimmed(language);
    return out;
}

SheetReader::SheetReader(const SheetTable* table, std::string_view default_language)
    : m_table(table) {
    if (table == nullptr || table->rows.empty()) return;
    for (const std::string& head : table->rows[0]) {
        m_columns.push_back(column_of(head));
        if (m_columns.back().language.empty()) m_columns.back().language = default_language;
    }
}

std::string_view SheetReader::cell(std::size_t row, std::size_t column) const {
    const std::vector<std::string>& cells = m_table->rows[row];
    return column < cells.size() ? trimmed(cells[column]) : std::string_view();
}

std::string SheetReader::text(std::size_t row, std::string_view name) const {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].name == name && !cell(row, i).empty()) return std::string(cell(row, i));
    return {};
}

std::string SheetReader::raw(std::size_t row, std::string_view name) const {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].name == name && !cell(row, i).empty()) return m_table->rows[row][i];
    return {};
}

LocalText SheetReader::words(std::size_t row, std::string_view name) const {
    LocalText out;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].name != name || cell(row, i).empty()) continue;
        // "label" and "label::中文 (zh)" may both be there: the first counts.
        const auto same = [&](const auto& entry) { return entry.first == m_columns[i].language; };
        if (std::none_of(out.by_language.begin(), out.by_language.end(), same))
            out.by_language.emplace_back(m_columns[i].language, m_table->rows[row][i]);
    }
    return out;
}

std::string SheetReader::place(std::size_t row, std::string_view name) const {
    std::size_t column = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].name == name) column = i;
    return m_table->name + "!" + cell_name(column, row);
}

bool SheetReader::is_empty(std::size_t row) const {
    return std::all_of(m_table->rows[row].begin(), m_table->rows[row].end(),
                       [](const std::string& one) { return trimmed(one).empty(); });
}

const SheetTable* sheet_of(const std::vector<SheetTable>& sheets, std::string_view name) {
    for (const SheetTable& sheet : sheets)
        if (sheet.name == name) return &sheet;
    return nullptr;
}

Lists lists_of(const SheetReader& choices, Errors& errors) {
    const auto factor = [&choices](std::size_t row, std::string_view name) {
        return number_in(choices.text(row, name), 1);
    };
    Lists out;
    for (std::size_t row = 1; row < choices.rows(); ++row) {
        std::string list = choices.text(row, "list_name");
        if (list.empty()) list = choices.text(row, "list name");
        if (list.empty()) {
            if (!choices.is_empty(row))
                errors.push_back({ErrorCode::FieldMissing, choices.place(row, "list_name")});
            continue;
        }
        ListItem item{
            {choices.text(row, "name"), choices.words(row, "label"), choices.raw(row, "icon"), {}},
            factor(row, "low_factor"),
            factor(row, "high_factor")};
        if (item.choice.code.empty())
            errors.push_back({ErrorCode::FieldMissing, choices.place(row, "name")});
        out[list].push_back(std::move(item));
    }
    return out;
}

}  // namespace xlsform

}  // namespace kongdi
