// SPDX-License-Identifier: Apache-2.0
// Answers as tables: wide, a row for each record and a column for each question; long, a row for
// each thing that was said.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/exports/answer_columns.hpp"
#include "server/exports/record_columns.hpp"
#include "server/exports/row_source.hpp"
#include "server/exports/sent_records.hpp"

namespace kongdi::server {

/// The columns of a wide table.
TableFacts wide_facts(const RecordTable& table,
                      const std::shared_ptr<const AnswerColumns>& answers);
/// The names beside which those of the answers must be their own.
std::vector<std::string_view> names_beside(const RecordTable& table);
/// `records` are of the version that the answers are of. The labels must outlive the rows.
Result<std::unique_ptr<RowSource>> wide_rows(const RecordTable& table,
                                             std::shared_ptr<const AnswerColumns> answers,
                                             SentRecords records, const Labels& labels);

/// Something that was said: a cell of the wide table, or one of several choices.
struct AnswerLine {
    const SentRecord* record = nullptr;
    const AnswerPath* path = nullptr;
    const ColumnFacts* column = nullptr;  // of the wide table
    AnswerCell cell = {};
    std::string id = {};  // "RECORD/services/ELD02/used"
};
Table<AnswerLine> long_table();

/// None: there is no such version.
using FindVersion =
    std::function<Result<std::shared_ptr<const Questionnaire>>(std::int64_t version)>;
/// Records of all versions, each read by its own.
Result<std::unique_ptr<RowSource>> long_rows(SentRecords records, FindVersion find,
                                             const Labels& labels);

}  // namespace kongdi::server
