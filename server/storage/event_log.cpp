// SPDX-License-Identifier: Apache-2.0
#include "server/storage/event_log.hpp"

#include <algorithm>

#include "core/codec/json.hpp"
#include "core/model/report_state.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/registers.hpp"

namespace kongdi::server {

namespace {

void add_times(std::string& statement, SqlValues& values, const EventQuery& query) {
    if (query.from_ms) {
        statement.append(" AND at_ms >= ?");
        values.emplace_back(*query.from_ms);
    }
    if (query.before_ms) {
        statement.append(" AND at_ms < ?");
        values.emplace_back(*query.before_ms);
    }
}

/// What was done, as the event of its kind has it.
std::string what_of(const Value& facts) {
    for (const std::string_view name : {"move", "do"})
        if (facts[name].if_string() != nullptr) return facts.text(name);
    for (const std::string_view name : {"plan", "undo"})
        if (!facts[name].is_null()) return std::string(name);
    return {};
}

LoggedEvent event_of(const SqlRow& row) {
    LoggedEvent out{.seq = row.whole(0), .at_ms = row.whole(1), .kind = row.text(2)};
    // What a secret is known by is nobody's business.
    if (out.kind != kInvitationEvent) out.subject = row.text(3);
    const auto facts = parse_own_json(row.text(4));
    if (!facts) return out;
    out.what = what_of(*facts);
    out.role = facts->text("role");
    if (out.role != role_name(Role::Resident)) out.by = facts->text("by");
    return out;
}

}  // namespace

Result<EventSpan> Registers::event_span(const EventQuery& query) {
    EventSpan out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        const SqlRows last = sql.run("SELECT COALESCE(MAX(seq), 0) FROM events", {});
        out.last_seq = last.front().whole(0);
        std::string statement = "SELECT COUNT(*) FROM events WHERE seq <= ? AND kind <> ?";
        SqlValues values{out.last_seq, kReadsEvent};
        add_times(statement, values, query);
        out.total = sql.run(statement, values).front().whole(0);
    }));
    return out;
}

Result<std::vector<LoggedEvent>> Registers::events_behind(const EventQuery& query,
                                                          std::int64_t after_seq,
                                                          std::int64_t last_seq,
                                                          std::int64_t limit) {
    std::vector<LoggedEvent> out;
    KONGDI_CHECK(read_register([&](Sql& sql) {
        out.clear();
        std::string statement =
            "SELECT seq, at_ms, kind, subject, facts FROM events"
            " WHERE seq > ? AND seq <= ? AND kind <> ?";
        SqlValues values{after_seq, last_seq, kReadsEvent};
        add_times(statement, values, query);
        values.emplace_back(limit);
        for (const SqlRow& row : sql.run(statement + " ORDER BY seq LIMIT ?", values))
            out.push_back(event_of(row));
    }));
    return out;
}

}  // namespace kongdi::server
