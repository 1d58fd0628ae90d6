// SPDX-License-Identifier: Apache-2.0
// The columns of the answers to a questionnaire, made of its document when somebody asks: one for
// each question, of those with rows one for each row, of a matrix one for each cell.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/value.hpp"
#include "core/model/questionnaire.hpp"
#include "server/exports/columns.hpp"
#include "server/exports/json_items.hpp"

namespace kongdi::server {

/// What a column says: of which question, of which of its rows and columns, and which part of an
/// answer that has several ("source"). Empty where there is none.
struct AnswerPath {
    std::string_view question = {};
    std::string_view row = {};
    std::string_view column = {};
    std::string_view part = {};
    std::string_view question_label = {};
    std::string_view row_label = {};
    std::string_view column_label = {};
};

/// What a person wrote, what was chosen from a list, a number, an item that is a list of choices.
struct FreeText {
    std::string_view text;
};
using AnswerCell =
    std::variant<std::monostate, FreeText, std::string_view, double, std::int64_t, const JsonItem*>;
void put_cell(const AnswerCell& cell, CellSink& out);

class AnswerColumns {
public:
    /// `taken` are the names of other columns in the same file.
    AnswerColumns(std::shared_ptr<const Questionnaire> questionnaire,
                  std::span<const std::string_view> taken, const Labels& labels);
    AnswerColumns(const AnswerColumns&) = delete;
    AnswerColumns& operator=(const AnswerColumns&) = delete;

    const std::vector<ColumnFacts>& facts() const { return m_facts; }
    const std::vector<AnswerPath>& paths() const { return m_paths; }
    const Questionnaire& questionnaire() const { return *m_questionnaire; }

    /// A cell for each column; they point into the body. `others` are the members of the body that
    /// no question asks for.
    void read(const JsonItem& body, std::vector<AnswerCell>& cells, Value::Map& others) const;

private:
    friend class AnswerColumnMaker;

    struct Asked {
        const Question* question;
        std::size_t first;  // of its columns
    };

    std::shared_ptr<const Questionnaire> m_questionnaire;
    std::deque<std::string> m_texts;  // what facts and paths point to
    std::deque<OwnCodes> m_codes;
    std::vector<ColumnFacts> m_facts;
    std::vector<AnswerPath> m_paths;
    std::vector<Asked> m_asked;
};

}  // namespace kongdi::server
