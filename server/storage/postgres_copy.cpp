// SPDX-License-Identifier: Apache-2.0
// What is read to be put into another store, and what comes from one.
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

Result<bool> PostgresStorage::is_empty() {
    return read([&](PostgresConnection& connection) {
        return connection
                   .run(
                       "SELECT EXISTS (SELECT 1 FROM events) OR EXISTS (SELECT 1 FROM features) "
                       "OR EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM settings)")[0]
                   .text(0) == "f";
    });
}

Result<std::vector<StoredEvent>> PostgresStorage::events_after(std::int64_t seq,
                                                               std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "SELECT seq, at_ms, kind, subject, bytes, facts FROM events WHERE seq > $1 "
            "ORDER BY seq LIMIT $2",
            PostgresValues::of(seq, limit));
        std::vector<StoredEvent> out;
        for (int i = 0; i < rows.rows(); ++i) {
            const PostgresRow row = rows[i];
            out.push_back({row.whole(0), row.whole(1), row.string(2), row.string(3), std::nullopt,
                           row.string(5)});
            if (!row.is_null(4)) out.back().bytes = row.bytes(4);
        }
        return out;
    });
}

Result<std::vector<Setting>> PostgresStorage::settings() {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows =
            connection.run("SELECT name, value FROM settings ORDER BY name");
        std::vector<Setting> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back({rows[i].string(0), rows[i].string(1)});
        return out;
    });
}

Result<void> PostgresStorage::restore_events(std::span<const StoredEvent> events) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        PostgresArray seq, at, kind, subject, bytes, facts;
        for (const StoredEvent& one : events) {
            seq.add(one.seq);
            at.add(one.at_ms);
            kind.add(one.kind);
            subject.add(one.subject);
            if (one.bytes)
                bytes.add(PostgresBytes{*one.bytes});
            else
                bytes.add_null();
            facts.add(one.facts);
        }
        connection.run(
            "INSERT INTO events SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], "
            "$4::text[], $5::bytea[], $6::text[])",
            PostgresValues::of(seq, at, kind, subject, bytes, facts));
        connection.run("SELECT setval('events_seq', max(seq)) FROM events");
    });
}

/// Whoever adds events holds kLockEvents from before it takes their numbers until it is through.
Result<EventEdge> PostgresStorage::event_edge() {
    return read([&](PostgresConnection& connection) {
        EventEdge out;
        out.newest = connection.run("SELECT coalesce(max(seq), 0) FROM events")[0].whole(0);
        const PostgresResult holders = connection.run(
            "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
            "database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND "
            "classid = $1::bigint::oid AND objid = $2::bigint::oid",
            PostgresValues::of(kLockEvents >> 32, kLockEvents & 0xffffffff));
        for (int i = 0; i < holders.rows(); ++i) out.writers.insert(holders[i].string(0));
        return out;
    });
}

}  // namespace kongdi::server
