// SPDX-License-Identifier: Apache-2.0
// What a download of answers says of the record they came in: THE tables of these columns, before
// and behind those that the questionnaire makes.
#pragma once

#include <span>
#include <string_view>

#include "server/exports/columns.hpp"
#include "server/exports/sent_records.hpp"

namespace kongdi::server {

struct RecordTable {
    std::string_view name;
    std::span<const Column<SentRecord>> before;
    std::span<const Column<SentRecord>> behind;
};

/// Of any questionnaire.
RecordTable answer_table();
/// Of reports of idle spaces, with what became of each.
RecordTable report_table();

}  // namespace kongdi::server
