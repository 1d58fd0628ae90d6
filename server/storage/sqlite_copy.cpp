// SPDX-License-Identifier: Apache-2.0
// What is read to be put into another store, and what comes from one.
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

Result<bool> SqliteStorage::is_empty() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT EXISTS (SELECT 1 FROM events) OR EXISTS (SELECT 1 FROM features) OR "
            "EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM settings)");
        return row.step() && row.whole(0) == 0;
    });
}

Result<std::vector<StoredEvent>> SqliteStorage::events_after(std::int64_t seq, std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare(
            "SELECT seq, at_ms, kind, subject, bytes, facts FROM events WHERE seq > ? "
            "ORDER BY seq LIMIT ?");
        rows.bind(seq, limit);
        std::vector<StoredEvent> out;
        while (rows.step())
            out.push_back({rows.whole(0), rows.whole(1), rows.string(2), rows.string(3),
                           rows.optional_string(4), rows.string(5)});
        return out;
    });
}

Result<std::vector<Setting>> SqliteStorage::settings() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare("SELECT name, value FROM settings ORDER BY name");
        std::vector<Setting> out;
        while (rows.step()) out.push_back({rows.string(0), rows.string(1)});
        return out;
    });
}

Result<void> SqliteStorage::restore_events(std::span<const StoredEvent> events) {
    return m_writer.run([&](Database& database) {
        for (const StoredEvent& one : events) {
            std::optional<Blob> bytes;
            if (one.bytes) bytes = Blob{*one.bytes};
            database
                .prepare(
                    "INSERT INTO events (seq, at_ms, kind, subject, bytes, facts) "
                    "VALUES (?,?,?,?,?,?)")
                .bind(one.seq, one.at_ms, one.kind, one.subject, bytes, one.facts)
                .run();
        }
    });
}

/// There is one writer, and numbers are given out in the order of the transactions.
Result<EventEdge> SqliteStorage::event_edge() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare("SELECT coalesce(max(seq), 0) FROM events");
        return EventEdge{row.step() ? row.whole(0) : 0, {}};
    });
}

}  // namespace kongdi::server
