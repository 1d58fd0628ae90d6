// SPDX-License-Identifier: Apache-2.0
// The rows of a table in a survey sheet: of scales a question a row, of columns a group a row, the
// first of which says what the columns are.
#pragma once

#include <string>
#include <vector>

#include "core/codec/xlsform_types.hpp"

namespace kongdi::xlsform {

class TableReader {
public:
    TableReader(const SheetReader& survey, const TypeReader& types, Said& said)
        : m_survey(survey), m_types(types), m_said(said) {}

    Question begin(std::size_t row, QuestionKind kind);
    /// A row of scales.
    void read_scale(std::size_t row, Question& table);
    /// A row of cells.
    void begin_line(std::size_t row, Question& table);
    /// `in_line`: it stands in a row, and not beside one.
    void read_cell(std::size_t row, bool in_line, Question& table);
    void end_line(const Question& table);
    void end(Question& table);

private:
    struct Cell {
        std::string column = {};
        std::size_t row = 0;
        std::string relevant = {};
    };

    void add_row(std::size_t row, Question& table);
    void compare(std::size_t row, const Cell& cell);

    const SheetReader& m_survey;
    const TypeReader& m_types;
    Said& m_said;
    std::size_t m_line = 0;           // where the row of cells begins
    std::vector<Cell> m_first = {};   // of the first row
    std::vector<std::string> m_seen;  // columns of this one
};

}  // namespace kongdi::xlsform
