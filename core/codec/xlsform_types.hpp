// SPDX-License-Identifier: Apache-2.0
// What a row of the survey sheet asks for, and what is said of a form that was read.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/codec/xlsform_sheet.hpp"

namespace kongdi::xlsform {

/// What cannot be read, and what is passed over, each with its cell.
class Said {
public:
    Said(const SheetReader& survey, XlsFormRead& out) : m_survey(survey), m_out(out) {}

    void fail(ErrorCode code, std::size_t row, std::string_view column, std::string detail = {}) {
        m_out.errors.push_back({code, m_survey.place(row, column), std::move(detail)});
    }
    void leave_out(std::size_t row, std::string_view column, std::string what) {
        m_out.left_out.push_back(
            {ErrorCode::SheetUnsupported, m_survey.place(row, column), std::move(what)});
    }
    /// Cells of these columns, where something stands in them.
    void leave_out_cells(std::size_t row, std::initializer_list<std::string_view> columns) {
        for (const std::string_view column : columns)
            if (!m_survey.words(row, column).by_language.empty())
                leave_out(row, column, std::string(column));
    }

private:
    const SheetReader& m_survey;
    XlsFormRead& m_out;
};

/// Always, never, or when something is true.
void take_required(const SheetReader& survey, std::size_t row, Question& question);

class TypeReader {
public:
    TypeReader(const SheetReader& survey, const Catalogue& catalogue, Said& said)
        : m_survey(survey), m_catalogue(catalogue), m_said(said) {}

    void set_lists(Lists lists) { m_lists = std::move(lists); }
    /// Empty when there is none of this name.
    const std::vector<ListItem>& list(std::string_view name) const;
    /// "select_one yes_no" names yes_no.
    std::string list_named(std::size_t row) const;

    /// Kind, choices and steps; false for a type that is not known.
    bool take(std::size_t row, Question& question) const;
    /// True when the list is a scale of five steps.
    bool take_steps(const std::string& list, Question& question) const;
    /// A list of the catalogue is taken from there, if it is the same.
    void finish_from(Question& question) const;

private:
    bool take_list(std::size_t row, const std::string& list, Question& question) const;

    const SheetReader& m_survey;
    const Catalogue& m_catalogue;
    Said& m_said;
    Lists m_lists = {};
};

}  // namespace kongdi::xlsform
