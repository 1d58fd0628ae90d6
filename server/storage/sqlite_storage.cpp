// SPDX-License-Identifier: Apache-2.0
// Opening, records and photos. The table of spaces, the map and the accounts have their own files.
#include "server/storage/sqlite_storage.hpp"

#include <chrono>

#include "core/lifecycle/report_lifecycle.hpp"
#include "server/storage/report_standings.hpp"
#include "server/storage/sqlite_events.hpp"
#include "server/storage/sqlite_imports.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "server/storage/sqlite_sql.hpp"

namespace kongdi::server {

namespace {

std::string prepared_file(const SqliteOptions& options) {
    std::filesystem::create_directories(options.folder);
    return (options.folder / kSqliteFile).string();
}

std::unique_ptr<Database> open_writer(const SqliteOptions& options, const Catalogue& catalogue) {
    auto database = std::make_unique<Database>(prepared_file(options), Database::Use::Write,
                                               options.busy_timeout_ms);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    migrate(*database, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    if (options.max_pages > 0)
        database->execute(("PRAGMA max_page_count=" + std::to_string(options.max_pages)).c_str());
    database->execute("BEGIN IMMEDIATE");
    try {
        adopt_features(*database, catalogue);
        database->execute("COMMIT");
    } catch (...) {
        if (database->in_transaction()) database->execute("ROLLBACK");
        throw;
    }
    return database;
}

constexpr std::string_view kSelectRecord =
    "SELECT r.seq, r.id, r.kind, r.device, r.sha256, r.receipt, r.type, r.state, r.created_at_ms, "
    "r.received_at_ms, coalesce(c.name, '') FROM records r "
    "LEFT JOIN communities c ON c.code = r.community ";

/// The row of kSelectRecord; history and missing photos are read apart.
StoredRecord record_of(Database& database, const Statement& row) {
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
    SqliteSql sql(database);
    add_decided(sql, row.whole(9), out.state);
    Statement missing = database.prepare(
        "SELECT sha256 FROM record_photos WHERE record_seq = ? AND sha256 NOT IN "
        "(SELECT sha256 FROM photos) ORDER BY place");
    missing.bind(seq);
    while (missing.step()) out.state.photos_missing.push_back(missing.string(0));
    return out;
}

std::optional<StoredRecord> find_record(Database& database, std::string_view id) {
    Statement row = database.prepare(std::string(kSelectRecord) + "WHERE r.id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return record_of(database, row);
}

/// What the writer's work for one record answers, once its transaction is safe.
Result<Accepted> answer_of(const Result<void>& done, const std::optional<Accepted>& accepted) {
    if (!done) return done.error();
    if (!accepted) return Error{ErrorCode::IdConflict, "/id"};
    return *accepted;
}

}  // namespace

SqliteStorage::SqliteStorage(const SqliteOptions& options, const Catalogue& catalogue)
    : m_catalogue(catalogue),
      m_readers(prepared_file(options), options.busy_timeout_ms),
      m_photos(options.folder / "photos"),
      m_writing(open_writer(options, catalogue)),
      m_checkpoints(prepared_file(options), options.busy_timeout_ms, *m_writing, options.cache_mb),
      m_writer(*m_writing, options.max_waiting),
      m_file(prepared_file(options)) {}

Result<std::unique_ptr<Storage>> open_sqlite_storage(const SqliteOptions& options,
                                                     const Catalogue& catalogue) {
    return guarded([&]() -> std::unique_ptr<Storage> {
        return std::make_unique<SqliteStorage>(options, catalogue);
    });
}

Result<Accepted> SqliteStorage::submit(Submission submission) {
    std::optional<Accepted> accepted;
    const auto done =
        m_writer.run([&](Database& database) { accepted = add_record(database, submission); });
    return answer_of(done, accepted);
}

std::vector<Result<Accepted>> SqliteStorage::submit_all(std::vector<Submission> submissions) {
    std::vector<std::optional<Accepted>> accepted(submissions.size());
    std::vector<GroupCommit::Work> works;
    works.reserve(submissions.size());
    for (std::size_t i = 0; i < submissions.size(); ++i)
        works.emplace_back([&accepted, &submissions, i](Database& database) {
            accepted[i] = add_record(database, submissions[i]);
        });
    const auto done = m_writer.run_all(std::move(works));
    std::vector<Result<Accepted>> out;
    out.reserve(done.size());
    for (std::size_t i = 0; i < done.size(); ++i) out.push_back(answer_of(done[i], accepted[i]));
    return out;
}

Result<std::optional<StoredRecord>> SqliteStorage::record(std::string_view id) {
    return guarded([&] {
        auto database = m_readers.lend();
        return find_record(*database, id);
    });
}

Result<std::vector<StoredRecord>> SqliteStorage::records_of_device(std::string_view device,
                                                                   std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        std::vector<StoredRecord> out;
        Statement rows = database->prepare(std::string(kSelectRecord) +
                                           "WHERE r.device = ? ORDER BY r.seq DESC LIMIT ?");
        rows.bind(device, limit);
        while (rows.step()) out.push_back(record_of(*database, rows));
        return out;
    });
}

Result<std::vector<std::string>> SqliteStorage::record_bytes(std::string_view id) {
    return guarded([&] {
        auto database = m_readers.lend();
        std::vector<std::string> out;
        Statement rows = database->prepare(
            "SELECT bytes FROM events WHERE subject = ? AND kind IN ('record', 'conflict') "
            "AND bytes IS NOT NULL ORDER BY seq");
        rows.bind(id);
        while (rows.step()) out.push_back(rows.string(0));
        return out;
    });
}

Result<StoredRecord> SqliteStorage::step_report(std::string_view record_id, const ReportStep& step,
                                                const Actor& actor, std::int64_t at_ms) {
    std::optional<StoredRecord> moved;
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        add_step(database, record_id, step, actor, at_ms);
        moved = find_record(database, record_id);
    }));
    return *moved;
}

Result<std::optional<StoredPhoto>> SqliteStorage::photo(std::string_view sha256) {
    return guarded([&]() -> std::optional<StoredPhoto> {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT bytes, width, height, media_type FROM photos WHERE sha256 = ?");
        row.bind(sha256);
        if (!row.step()) return std::nullopt;
        return StoredPhoto{std::string(sha256), row.whole(0), row.whole(1), row.whole(2),
                           row.string(3)};
    });
}

Result<std::int64_t> SqliteStorage::photo_offset(std::string_view sha256) {
    return m_photos.offset(sha256);
}

Result<std::int64_t> SqliteStorage::add_photo_piece(std::string_view sha256, std::int64_t offset,
                                                    std::string_view bytes) {
    return m_photos.add_piece(sha256, offset, bytes);
}

Result<std::string> SqliteStorage::photo_pieces(std::string_view sha256) {
    return m_photos.pieces(sha256);
}

Result<void> SqliteStorage::drop_photo_pieces(std::string_view sha256) {
    return m_photos.drop_pieces(sha256);
}

Result<void> SqliteStorage::keep_photo(const StoredPhoto& photo, std::string_view bytes,
                                       std::int64_t at_ms) {
    // The file first: an event must never name a photo that a crash took away.
    if (!m_photos.has(photo.sha256)) KONGDI_CHECK(m_photos.keep(photo.sha256, bytes));
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        // Its last report may have been erased since we looked.
        if (!m_photos.has(photo.sha256)) or_throw(m_photos.keep(photo.sha256, bytes));
        add_photo(database, photo, at_ms);
    }));
    return m_photos.drop_pieces(photo.sha256);
}

Result<void> SqliteStorage::finish_erasing() {
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        SqliteSql connection(database);
        Sql& sql = connection;
        for (const SqlRow& row : sql.run("SELECT sha256 FROM photo_erasures")) {
            // One that somebody sent again meanwhile stays.
            const bool is_back =
                !sql.run("SELECT 1 FROM photos WHERE sha256 = ?", {row.text(0)}).empty();
            if (!is_back) or_throw(m_photos.drop(row.text(0)));
        }
        sql.run("DELETE FROM photo_erasures");
    }));
    // The log still has the pages as they were. While somebody reads an older moment it cannot be
    // emptied; then the next one does, at the latest that of the night.
    return guarded([&] {
        constexpr int kPatienceMs = 200;
        Database database(m_file, Database::Use::Write, kPatienceMs);
        database.prepare_once("PRAGMA wal_checkpoint(TRUNCATE)").run();
    });
}

Result<std::string> SqliteStorage::photo_bytes(std::string_view sha256) {
    return m_photos.read(sha256);
}

Result<std::optional<std::string>> SqliteStorage::photo_variant(std::string_view sha256,
                                                                std::string_view variant) {
    auto bytes = m_photos.read(sha256, variant);
    if (bytes) return std::optional<std::string>(*std::move(bytes));
    if (bytes.error().code == ErrorCode::NotFound) return std::optional<std::string>();
    return bytes.error();
}

Result<void> SqliteStorage::keep_photo_variant(std::string_view sha256, std::string_view variant,
                                               std::string_view bytes) {
    return m_photos.keep(sha256, bytes, variant);
}

Result<bool> SqliteStorage::photo_belongs_to(std::string_view sha256, std::string_view device) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT 1 FROM record_photos p JOIN records r ON r.seq = p.record_seq "
            "WHERE p.sha256 = ? AND r.device = ?");
        row.bind(sha256, device);
        return row.step();
    });
}

Result<void> SqliteStorage::write_register(Register, const std::function<void(Sql&)>& work) {
    return m_writer.run([&](Database& database) {
        SqliteSql sql(database);
        work(sql);
    });
}

Result<void> SqliteStorage::read_register(const std::function<void(Sql&)>& work) {
    return guarded([&] {
        auto database = m_readers.lend();
        SqliteSql sql(*database);
        work(sql);
    });
}

Result<void> SqliteStorage::ready() {
    return m_writer.run([](Database&) {});
}

Result<void> SqliteStorage::rebuild() {
    return m_writer.run([this](Database& database) { rebuild_derived(database, m_catalogue); });
}

Result<std::string> SqliteStorage::derived_text() {
    return guarded([&] {
        auto database = m_readers.lend();
        return derived_text_of(*database);
    });
}

}  // namespace kongdi::server
