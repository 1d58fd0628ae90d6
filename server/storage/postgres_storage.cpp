// SPDX-License-Identifier: Apache-2.0
// Opening and records. Photos, the table of spaces, the map and the accounts have their own files.
#include "server/storage/postgres_storage.hpp"

#include <chrono>

#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_imports.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_schema.hpp"
#include "server/storage/postgres_sql.hpp"
#include "server/storage/report_standings.hpp"

namespace kongdi::server {

namespace {

std::int64_t now_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// Takes away uploads that nobody went on with: a phone may be without a network for days.
void sweep(PostgresConnection& connection, std::int64_t now) {
    constexpr std::int64_t kAbandonedMs = std::int64_t{30} * 24 * 3600 * 1000;
    connection.run(
        "DELETE FROM photo_pieces WHERE sha256 IN (SELECT sha256 FROM photo_pieces "
        "GROUP BY sha256 HAVING max(received_at_ms) < $1)",
        PostgresValues::of(now - kAbandonedMs));
}

/// Where what people wrote, showed and are known by may stand; elsewhere are numbers and our names.
constexpr const char* kFreeErased =
    "VACUUM (SKIP_LOCKED) events, records, spaces, record_photos, conflicts, corroborations, "
    "report_standings, space_standings, photos, covered_photos, photo_blobs, photo_pieces, "
    "meeting_answers, "
    "meeting_words, wave_answers, push_subscriptions, push_messages";
/// Anybody may erase, and this goes over tables.
constexpr std::int64_t kFreeEveryMs = 10 * 60'000;

/// The store's URL once its database is known to be of this program.
std::string prepared(const std::string& url, const Catalogue& catalogue) {
    PostgresConnection connection(url);
    if (only_reads(connection)) {
        check_postgres_schema(connection);
        return url;
    }
    migrate_postgres(connection, now_ms());
    adopt_features(connection, catalogue);
    sweep(connection, now_ms());
    return url;
}

constexpr std::string_view kSelectRecord =
    "SELECT r.seq, r.id, r.kind, r.device, r.sha256, r.receipt, r.type, r.state, r.created_at_ms, "
    "r.received_at_ms, coalesce(c.name, '') FROM records r "
    "LEFT JOIN communities c ON c.code = r.community ";

/// The row of kSelectRecord; history and missing photos are read apart.
StoredRecord record_of(PostgresConnection& connection, const PostgresRow& row) {
    StoredRecord out;
    const std::int64_t seq = row.whole(0);
    out.state.id = row.string(1);
    out.kind = record_kind_from_name(row.text(2)).value_or(RecordKind::IdleSpace);
    out.device = row.string(3);
    out.sha256 = row.string(4);
    out.state.receipt = row.string(5);
    out.state.type = row.string(6);
    out.state.state = report_state_from_name(row.text(7)).value_or(ReportState::Submitted);
    out.state.created_at_ms = row.whole(8);
    out.state.community_name = row.string(10);
    PostgresSql sql(connection);
    add_decided(sql, row.whole(9), out.state);
    const PostgresResult missing = connection.run(
        "SELECT sha256 FROM record_photos WHERE record_seq = $1 AND sha256 NOT IN "
        "(SELECT p.sha256 FROM photos p JOIN record_photos l ON l.sha256 = p.sha256 "
        "WHERE l.record_seq = $1) ORDER BY place",
        PostgresValues::of(seq));
    for (int i = 0; i < missing.rows(); ++i)
        out.state.photos_missing.push_back(missing[i].string(0));
    return out;
}

/// All of them begin with that of the events.
void lock_register(PostgresConnection& connection, std::int64_t key) {
    lock_shared(connection, kLockEvents);
    lock_exclusive(connection, key);
}

std::optional<StoredRecord> find_record(PostgresConnection& connection, std::string_view id) {
    const PostgresResult row =
        connection.run(std::string(kSelectRecord) + "WHERE r.id = $1", PostgresValues::of(id));
    if (row.empty()) return std::nullopt;
    return record_of(connection, row[0]);
}

}  // namespace

PostgresStorage::PostgresStorage(const PostgresOptions& options, const Catalogue& catalogue)
    : m_catalogue(catalogue),
      m_pool(prepared(options.url, catalogue), options.connections),
      m_downloads(options.url, options.downloads),
      m_writer(options.url, options.max_waiting) {}

Result<std::unique_ptr<Storage>> open_postgres_storage(const PostgresOptions& options,
                                                       const Catalogue& catalogue) {
    return guarded([&]() -> std::unique_ptr<Storage> {
        return std::make_unique<PostgresStorage>(options, catalogue);
    });
}

Result<Accepted> PostgresStorage::submit(Submission submission) {
    return std::move(m_writer.add({&submission, 1}, true)[0]);
}

std::vector<Result<Accepted>> PostgresStorage::submit_all(std::vector<Submission> submissions) {
    return m_writer.add(submissions, false);
}

Result<std::optional<StoredRecord>> PostgresStorage::record(std::string_view id) {
    return read([&](PostgresConnection& connection) { return find_record(connection, id); });
}

Result<std::vector<StoredRecord>> PostgresStorage::records_of_device(std::string_view device,
                                                                     std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            std::string(kSelectRecord) + "WHERE r.device = $1 ORDER BY r.seq DESC LIMIT $2",
            PostgresValues::of(device, limit));
        std::vector<StoredRecord> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(record_of(connection, rows[i]));
        return out;
    });
}

Result<std::vector<std::string>> PostgresStorage::record_bytes(std::string_view id) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "SELECT bytes FROM events WHERE subject = $1 AND kind IN ('record', 'conflict') "
            "AND bytes IS NOT NULL ORDER BY seq",
            PostgresValues::of(id));
        std::vector<std::string> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(rows[i].bytes(0));
        return out;
    });
}

Result<StoredRecord> PostgresStorage::step_report(std::string_view record_id,
                                                  const ReportStep& step, const Actor& actor,
                                                  std::int64_t at_ms) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        add_step(connection, record_id, step, actor, at_ms);
        return *find_record(connection, record_id);
    });
}

Result<void> PostgresStorage::write_register(Register which,
                                             const std::function<void(Sql&)>& work) {
    return write([&](PostgresConnection& connection) {
        switch (which) {
            case Register::Staff: lock_register(connection, kLockRegister); break;
            case Register::Waves: lock_register(connection, kLockWaves); break;
            case Register::Meetings: lock_register(connection, kLockMeetings); break;
            case Register::Accounts: lock_register(connection, kLockAccounts); break;
            case Register::All: lock_exclusive(connection, kLockEvents); break;
            // Adds no event.
            case Register::Webhooks: lock_exclusive(connection, kLockWebhooks); break;
        }
        PostgresSql sql(connection);
        work(sql);
    });
}

Result<void> PostgresStorage::read_register(const std::function<void(Sql&)>& work) {
    return read([&](PostgresConnection& connection) {
        PostgresSql sql(connection);
        work(sql);
    });
}

Result<void> PostgresStorage::finish_erasing() {
    KONGDI_CHECK(write([](PostgresConnection& connection) {
        lock_exclusive(connection, kLockEvents);
        // One that somebody sent again meanwhile stays.
        connection.run(
            "DELETE FROM photo_blobs WHERE sha256 IN (SELECT sha256 FROM photo_erasures) "
            "AND sha256 NOT IN (SELECT sha256 FROM photos)");
        connection.run("DELETE FROM photo_erasures");
    }));
    // Deleted rows lie in the files until their place is free for others. In no transaction, and on
    // a connection of its own, since it may take long. What comes soon after waits for the next
    // one, at the latest that of the night, which is a process of its own.
    const std::int64_t now = now_ms();
    std::int64_t before = m_freed_at_ms;
    if (now >= before && now - before < kFreeEveryMs) return {};
    if (!m_freed_at_ms.compare_exchange_strong(before, now)) return {};
    return guarded([&] { m_pool.open()->execute(kFreeErased); });
}

Result<void> PostgresStorage::ready() {
    return write([](PostgresConnection& connection) {
        if (only_reads(connection))
            throw StorageFailure(ErrorCode::StorageBusy, "the database only reads");
    });
}

Result<void> PostgresStorage::rebuild() {
    return write([&](PostgresConnection& connection) {
        connection.execute("SET LOCAL lock_timeout = 0");
        lock_exclusive(connection, kLockEvents);
        rebuild_derived(connection, m_catalogue);
    });
}

Result<std::string> PostgresStorage::derived_text() {
    return read([&](PostgresConnection& connection) {
        const PostgresTransaction snapshot(connection,
                                           "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        return derived_text_of(connection);
    });
}

}  // namespace kongdi::server
