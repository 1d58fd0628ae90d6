// SPDX-License-Identifier: Apache-2.0
// A download of corroborations: each time that a resident said of a report "it is there".
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "server/exports/row_source.hpp"
#include "server/storage/record_cursor.hpp"

namespace kongdi::server {

struct CorroborationRow {
    std::string id = {};  // "REPORT/1"
    std::string report = {};
    std::string receipt = {};
    ReportState state = ReportState::Submitted;  // of the report, now
    std::string community = {};
    std::string community_name = {};
    std::optional<Wgs84Point> point = {};
    std::int64_t at_ms = 0;
    /// Which device it was: a number within the file, in the order they appear. Their pseudonyms
    /// would tell what else came from them.
    std::int64_t device = 0;
};

Table<CorroborationRow> corroboration_table();
/// Of reports with their moves. The labels must outlive the rows.
Result<std::unique_ptr<RowSource>> corroboration_rows(std::unique_ptr<RecordCursor> reports,
                                                      const Labels& labels);

}  // namespace kongdi::server
