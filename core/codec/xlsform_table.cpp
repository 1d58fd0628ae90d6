// SPDX-License-Identifier: Apache-2.0
#include "core/codec/xlsform_table.hpp"

#include <algorithm>

#include "core/codec/xlsform_own.hpp"
#include "core/codec/xlsform_parts.hpp"

namespace kongdi::xlsform {

Question TableReader::begin(std::size_t row, QuestionKind kind) {
    const std::string own = m_survey.text(row, "kongdi");
    Question table;
    table.name = m_survey.text(row, "name");
    table.kind = kind;
    table.label = m_survey.words(row, "label");
    table.hint = m_survey.words(row, "hint");
    table.relevant = m_survey.raw(row, "relevant");
    table.constraint = m_survey.raw(row, "constraint");
    table.constraint_message = m_survey.words(row, "constraint_message");
    table.choices_from = own_word(own, "from");
    take_required(m_survey, row, table);
    take_own_words(own, table);
    m_said.leave_out_cells(row, {"calculation"});
    m_first.clear();
    return table;
}

/// "services.ELD02" is the row ELD02.
void TableReader::add_row(std::size_t row, Question& table) {
    const std::string name = m_survey.text(row, "name");
    const std::string own = m_survey.text(row, "kongdi");
    const bool fits = name.starts_with(table.name + ".");
    if (!fits) m_said.fail(ErrorCode::FieldFormat, row, "name");
    table.choices.push_back({fits ? name.substr(table.name.size() + 1) : name,
                             m_survey.words(row, "label"),
                             own_word(own, "icon"),
                             {}});
    // A row has nothing but its words.
    m_said.leave_out_cells(
        row, {"hint", "required", "relevant", "constraint", "constraint_message", "calculation"});
}

void TableReader::read_scale(std::size_t row, Question& table) {
    add_row(row, table);
    if (table.choices.size() == 1) {
        m_first.assign(1, Cell{.row = row});
        if (!m_types.take_steps(m_types.list_named(row), table))
            m_said.leave_out(row, "type", m_survey.text(row, "type"));
    } else if (!m_first.empty() &&
               m_survey.text(row, "type") != m_survey.text(m_first[0].row, "type")) {
        m_said.leave_out(row, "type", m_survey.text(row, "type"));
    }
}

void TableReader::begin_line(std::size_t row, Question& table) {
    add_row(row, table);
    m_line = row;
    m_seen.clear();
}

void TableReader::read_cell(std::size_t row, bool in_line, Question& table) {
    const std::string name = m_survey.text(row, "name");
    const std::string prefix =
        in_line ? table.name + "." + table.choices.back().code + "." : std::string();
    if (!in_line || !name.starts_with(prefix)) {
        m_said.fail(ErrorCode::FieldFormat, row, "name");
        return;
    }
    Question column;
    column.name = name.substr(prefix.size());
    column.label = m_survey.words(row, "label");
    column.hint = m_survey.words(row, "hint");
    column.relevant = without_prefix(m_survey.raw(row, "relevant"), prefix);
    take_own_words(m_survey.text(row, "kongdi"), column);
    const Cell cell{column.name, row, column.relevant};
    m_seen.push_back(cell.column);
    if (table.choices.size() > 1) return compare(row, cell);
    m_said.leave_out_cells(row, {"required", "constraint", "constraint_message", "calculation"});
    if (!m_types.take(row, column)) return;
    m_first.push_back(cell);
    table.columns.push_back(std::move(column));
}

/// What stands in the first row counts for all of them.
void TableReader::compare(std::size_t row, const Cell& cell) {
    const auto first = std::find_if(m_first.begin(), m_first.end(),
                                    [&](const Cell& one) { return one.column == cell.column; });
    if (first == m_first.end()) {
        m_said.leave_out(row, "name", m_survey.text(row, "name"));
        return;
    }
    if (cell.relevant != first->relevant) m_said.leave_out(row, "relevant", "relevant");
    for (const std::string_view column :
         {"type", "label", "hint", "required", "constraint", "constraint_message", "calculation"})
        if (m_survey.words(row, column) != m_survey.words(first->row, column))
            m_said.leave_out(row, column, std::string(column));
}

void TableReader::end_line(const Question& table) {
    for (const Question& column : table.columns)
        if (std::find(m_seen.begin(), m_seen.end(), column.name) == m_seen.end())
            m_said.leave_out(m_line, "name", column.name);
}

void TableReader::end(Question& table) { m_types.finish_from(table); }

}  // namespace kongdi::xlsform
