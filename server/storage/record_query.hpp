// SPDX-License-Identifier: Apache-2.0
// What the databases have in common in reading records: the statement and its rows.
#pragma once

#include <string>
#include <string_view>

#include "server/storage/record_cursor.hpp"
#include "server/storage/space_conditions.hpp"
#include "server/storage/space_query.hpp"

namespace kongdi::server {

/// Of spaces all conditions of their table, of other records those that all of them know.
inline SqlConditions record_conditions(const RecordQuery& query, const SqlWords& words) {
    if (query.kind == RecordKind::IdleSpace) return space_conditions(query.rows, words);
    api::SpaceQuery known;
    known.filter.states = query.rows.filter.states;
    known.filter.community = query.rows.filter.community;
    known.filter.from_ms = query.rows.filter.from_ms;
    known.filter.before_ms = query.rows.filter.before_ms;
    known.within = query.rows.within;
    return space_conditions(known, words);
}

inline std::string record_kind_condition(const RecordQuery& query) {
    if (query.kind == RecordKind::IdleSpace) return "s.seq > 0";
    return std::string("s.kind = '").append(record_kind_name(query.kind)).append("'");
}

/// As record_select, of nothing but the bytes.
inline std::string bytes_select(const RecordQuery& query) {
    std::string out = "SELECT e.bytes FROM ";
    out += query.kind == RecordKind::IdleSpace ? "spaces" : "records";
    out += " s JOIN events e ON e.seq = s.seq LEFT JOIN communities c ON c.code = s.community";
    return out + " WHERE " + record_kind_condition(query);
}

/// Up to where the conditions follow, each beginning with " AND ".
inline std::string record_select(const RecordQuery& query) {
    const bool is_space = query.kind == RecordKind::IdleSpace;
    std::string out =
        "SELECT s.id, s.receipt, s.community, coalesce(c.name, ''), s.state, s.received_at_ms, "
        "e.bytes, e.facts, ";
    out += is_space ? "s.lon, s.lat FROM spaces s" : "NULL, NULL FROM records s";
    out += " JOIN events e ON e.seq = s.seq LEFT JOIN communities c ON c.code = s.community WHERE ";
    return out + record_kind_condition(query);
}

inline std::string record_order(const RecordQuery& query) {
    if (query.kind == RecordKind::IdleSpace) return space_order(query.rows);
    return query.rows.descending ? " ORDER BY s.seq DESC" : " ORDER BY s.seq";
}

/// `Row` is a row of either database, of record_select; but for the bytes.
template <class Row>
void read_record_row(const Row& row, RecordRow& out) {
    out.id = row.text(0);
    out.receipt = row.text(1);
    out.community = row.optional_string(2);
    out.community_name = row.text(3);
    out.state = report_state_from_name(row.text(4)).value_or(ReportState::Submitted);
    out.received_at_ms = row.whole(5);
    out.facts = row.text(7);
    out.point.reset();
    if (!row.is_null(8)) out.point = Wgs84Point{row.real(8), row.real(9)};
    out.moves.clear();
}

}  // namespace kongdi::server
