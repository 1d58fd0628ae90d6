// SPDX-License-Identifier: Apache-2.0
// The tables that are made from the events, and their text: the same for the same data in every
// store, so that stores can be compared.
#pragma once

#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace kongdi::server {

struct DerivedTable {
    std::string_view name;
    std::string_view order;       // places of the columns that tell its rows apart
    std::string_view where = {};  // rows that say something
};

/// In the order they must be emptied.
inline constexpr std::array<DerivedTable, 38> kDerivedTables{{
    // A state that nothing is in any more may have a row or none.
    {"space_counts", "1, 2, 3", "n <> 0"},
    {"spaces", "1"},
    {"report_standings", "1"},
    {"space_standings", "1"},
    {"record_photos", "1, 2"},
    {"conflicts", "1, 2"},
    {"covered_photos", "1"},
    {"photos", "1"},
    {"records", "1"},
    {"receipt_counters", "1"},
    {"community_codes", "1, 2"},
    {"imports", "1"},
    {"questionnaires", "1, 2"},
    {"threshold_changes", "1"},
    {"facility_versions", "1, 2"},
    {"facilities", "1"},
    {"wave_sums", "1, 2, 3, 4"},
    {"wave_answers", "1, 2"},
    {"wave_seats", "1"},
    {"wave_targets", "1, 2"},
    {"waves", "1"},
    {"meeting_words", "1"},
    {"meeting_answers", "1"},
    {"meeting_seats", "1"},
    {"meeting_questions", "1, 2"},
    {"meetings", "1"},
    {"index_runs", "1"},
    {"plan_versions", "1, 2"},
    {"plan_items", "1"},
    {"programme_versions", "1, 2"},
    {"programme_entries", "1"},
    {"invitations", "1"},
    {"account_facts", "1"},
    {"erased_records", "1"},
    {"deletion_log", "1, 2"},
    {"retired_sums", "1, 2, 3, 4, 5"},
    {"corroborations", "1, 2"},
    {"read_log", "1, 2"},
}};

inline std::string select_of(const DerivedTable& table) {
    std::string out = "SELECT * FROM ";
    out.append(table.name);
    if (!table.where.empty()) out.append(" WHERE ").append(table.where);
    return out.append(" ORDER BY ").append(table.order);
}

/// `Row` is a row of either database. A number with a fraction is written in as few digits as give
/// it back exactly: the databases differ in that.
template <class Row>
void append_derived_row(std::string& out, const Row& row, int columns) {
    for (int i = 0; i < columns; ++i) {
        if (i > 0) out += '|';
        if (row.is_null(i)) {
            out += "NULL";
        } else if (row.is_real(i)) {
            std::array<char, 32> text{};
            const auto end = std::to_chars(text.data(), text.data() + text.size(), row.real(i)).ptr;
            out.append(text.data(), end);
        } else {
            out += row.text(i);
        }
    }
    out += '\n';
}

}  // namespace kongdi::server
