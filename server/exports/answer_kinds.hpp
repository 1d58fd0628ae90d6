// SPDX-License-Identifier: Apache-2.0
// THE table of how the answers of each kind of question become cells.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/exports/answer_columns.hpp"

namespace kongdi::server {

/// A question, or one of its rows, or a cell of a matrix.
struct AskedCell {
    const Question& question;
    const Choice* row = nullptr;
    const Question* column = nullptr;

    /// What is answered there.
    const Question& asked() const { return column != nullptr ? *column : question; }
};

/// Adds columns with names of their own, what they mean and their codes.
class AnswerColumnMaker {
public:
    AnswerColumnMaker(AnswerColumns& out, std::span<const std::string_view> taken,
                      const Labels& labels);

    /// `ending` is of the name; `part` tells apart the columns of one answer.
    void add(const AskedCell& cell, CellType type, std::string_view ending = {},
             std::string_view unit = {}, const OwnCodes* codes = nullptr,
             std::string_view part = {});
    // Each list once, however many columns have it.
    const OwnCodes* choices(const Question& question, std::string name);
    const OwnCodes* steps(const Question& question, std::string name);
    const OwnCodes* sources(const Question& question, std::string name);

private:
    using Rows = std::vector<CodeRow>;
    std::string_view kept(std::string text);
    std::string_view label(const LocalText& text) const;
    std::string name_of(const AskedCell& cell, std::string_view ending) const;
    std::string_view free_name(std::string name);
    const OwnCodes* codes(const void* of, std::string name, const std::function<Rows()>& rows);

    AnswerColumns& m_out;
    const Labels& m_labels;
    std::set<std::string, std::less<>> m_names;
    std::set<std::string> m_list_names;
    std::vector<std::pair<const void*, const OwnCodes*>> m_lists;
};

struct AnswerKindRow {
    QuestionKind kind;
    void (*columns)(AnswerColumnMaker&, const AskedCell&);
    /// Fills the cells of these columns.
    void (*read)(const Question&, const JsonItem& answer, AnswerCell* cells);
};
const AnswerKindRow& answer_kind(QuestionKind kind);

}  // namespace kongdi::server
