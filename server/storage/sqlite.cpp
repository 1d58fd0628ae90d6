// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace kongdi::server {

namespace {

/// Pages written many times between two checkpoints are copied once; the log stays below about
/// 32 MB.
constexpr int kLogPages = 8000;

[[noreturn]] void fail(sqlite3* db, int status) {
    const int error_number = db != nullptr ? sqlite3_system_errno(db) : 0;
    const int primary = status & 0xff;
    ErrorCode code = ErrorCode::Internal;
    // The index of the log could not grow: of that failure SQLite keeps no number of the system.
    const bool no_room = primary == SQLITE_FULL || status == SQLITE_IOERR_SHMSIZE;
    if (no_room || error_number == ENOSPC || error_number == EDQUOT)
        code = ErrorCode::StorageFull;
    else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        code = ErrorCode::StorageBusy;
    throw StorageFailure(code, std::string("sqlite ") + std::to_string(status) + ": " +
                                   (db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(status)));
}

void check(sqlite3* db, int status) {
    if (status != SQLITE_OK) fail(db, status);
}

}  // namespace

Statement::Statement(sqlite3* db, sqlite3_stmt* statement, bool* in_use)
    : m_db(db), m_statement(statement), m_in_use(in_use) {}

Statement::Statement(Statement&& other) noexcept
    : m_db(other.m_db),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_in_use(std::exchange(other.m_in_use, nullptr)) {}

Statement::~Statement() {
    if (m_statement == nullptr) return;
    if (m_in_use == nullptr) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    *m_in_use = false;
}

void Statement::bind_one(int place, std::int64_t value) {
    check(m_db, sqlite3_bind_int64(m_statement, place, value));
}
void Statement::bind_one(int place, double value) {
    check(m_db, sqlite3_bind_double(m_statement, place, value));
}
void Statement::bind_one(int place, std::string_view text) {
    // A null pointer would bind NULL: an empty text is still a text.
    check(m_db, sqlite3_bind_text64(m_statement, place, text.data() != nullptr ? text.data() : "",
                                    text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind_one(int place, Blob blob) {
    check(m_db, sqlite3_bind_blob64(m_statement, place,
                                    blob.bytes.data() != nullptr ? blob.bytes.data() : "",
                                    blob.bytes.size(), SQLITE_TRANSIENT));
}
void Statement::bind_one(int place, std::nullptr_t) {
    check(m_db, sqlite3_bind_null(m_statement, place));
}

bool Statement::step() {
    const int status = sqlite3_step(m_statement);
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    fail(m_db, sqlite3_extended_errcode(m_db));
}

void Statement::reset() { sqlite3_reset(m_statement); }

int Statement::columns() const { return sqlite3_column_count(m_statement); }
bool Statement::is_null(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
bool Statement::is_real(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_FLOAT;
}
std::int64_t Statement::whole(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }
std::string_view Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes != nullptr ? std::string_view(bytes, static_cast<std::size_t>(size))
                            : std::string_view();
}

Database::Database(const std::string& file, Use use, int busy_timeout_ms) {
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (use == Use::Write ? SQLITE_OPEN_CREATE : 0);
    const int status = sqlite3_open_v2(file.c_str(), &m_db, flags, nullptr);
    try {
        check(m_db, status);
        sqlite3_extended_result_codes(m_db, 1);
        check(m_db, sqlite3_busy_timeout(m_db, busy_timeout_ms));
        if (use == Use::Write) {
            // What is erased is overwritten and not only forgotten.
            execute("PRAGMA journal_mode=WAL; PRAGMA cache_size=-32000; PRAGMA secure_delete=ON");
            sqlite3_wal_autocheckpoint(m_db, kLogPages);
        }
        execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY");
        if (use == Use::Read) execute("PRAGMA query_only=ON");
    } catch (...) {
        sqlite3_close(m_db);
        throw;
    }
}

Database::~Database() {
    for (const auto& entry : m_cache) sqlite3_finalize(entry.second->statement);
    sqlite3_close(m_db);
}

namespace {

sqlite3_stmt* fresh_statement(sqlite3* db, std::string_view sql, unsigned flags) {
    sqlite3_stmt* statement = nullptr;
    check(db, sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), flags, &statement,
                                 nullptr));
    return statement;
}

}  // namespace

Statement Database::prepare_once(std::string_view sql) {
    return Statement(m_db, fresh_statement(m_db, sql, 0), nullptr);
}

Statement Database::prepare(std::string_view sql) {
    auto known = m_cache.find(sql);
    if (known == m_cache.end()) {
        auto made = std::make_unique<Cached>();
        made->statement = fresh_statement(m_db, sql, SQLITE_PREPARE_PERSISTENT);
        known = m_cache.emplace(std::string(sql), std::move(made)).first;
    }
    Cached& cached = *known->second;
    if (cached.in_use) return prepare_once(sql);
    cached.in_use = true;
    return Statement(m_db, cached.statement, &cached.in_use);
}

void Database::execute(const char* sql) {
    const int status = sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) fail(m_db, sqlite3_extended_errcode(m_db));
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(m_db); }
std::int64_t Database::changes() const { return sqlite3_changes64(m_db); }
void Database::on_commit(std::function<void(int pages)> call) {
    m_on_commit = std::move(call);
    if (!m_on_commit) {
        sqlite3_wal_autocheckpoint(m_db, kLogPages);
        return;
    }
    sqlite3_wal_hook(
        m_db,
        [](void* self, sqlite3*, const char*, int pages) {
            // The commit is done, and nothing may be thrown through SQLite.
            try {
                static_cast<Database*>(self)->m_on_commit(pages);
            } catch (...) {
            }
            return SQLITE_OK;
        },
        this);
}

bool Database::checkpoint() {
    // Busy or failed: nothing is lost, the log only stays longer.
    return sqlite3_wal_checkpoint_v2(m_db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) !=
           SQLITE_BUSY;
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(m_db) == 0; }

}  // namespace kongdi::server
