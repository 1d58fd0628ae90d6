// SPDX-License-Identifier: Apache-2.0
// Records as they were sent, read by whoever downloads them.
#include "server/storage/record_query.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

/// One view of the data from the first row to the last, also when it is read twice.
class Snapshot {
public:
    explicit Snapshot(Database& database) : m_database(database) { m_database.execute("BEGIN"); }
    ~Snapshot() {
        try {
            m_database.execute("ROLLBACK");
        } catch (const StorageFailure&) {
            // The connection goes with it.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& m_database;
};

class SqliteRecordCursor final : public RecordCursor {
public:
    SqliteRecordCursor(std::unique_ptr<Database> database, const RecordQuery& query)
        : m_database(std::move(database)),
          m_snapshot(*m_database),
          m_rows(select(*m_database, query, record_select(query), record_order(query))),
          m_bytes(select(*m_database, query, bytes_select(query), "")),
          m_moves(m_database->prepare_once("SELECT at_ms, facts FROM events WHERE subject = ? "
                                           "AND kind = 'move' ORDER BY seq")),
          m_with_moves(query.with_moves) {}

    Result<bool> next(RecordRow& row) override {
        return guarded([&] {
            if (!m_rows.step()) return false;
            read_record_row(m_rows, row);
            row.bytes = m_rows.text(6);
            if (m_with_moves) read_moves(row);
            return true;
        });
    }
    Result<void> rewind() override {
        return guarded([&] { m_rows.reset(); });
    }
    /// Of the bytes alone, which is a quarter of the work.
    Result<std::int64_t> count(const std::function<bool(std::string_view bytes)>& wanted) override {
        return guarded([&] {
            std::int64_t out = 0;
            while (m_bytes.step()) out += wanted(m_bytes.text(0)) ? 1 : 0;
            m_bytes.reset();
            m_rows.reset();
            return out;
        });
    }

private:
    static Statement select(Database& database, const RecordQuery& query, const std::string& what,
                            const std::string& order) {
        const SqlConditions conditions = record_conditions(query, kSqliteWords);
        Statement rows = database.prepare_once(what + conditions.text + order);
        int place = 0;
        for (const auto& value : conditions.values)
            std::visit([&](const auto& one) { rows.bind_one(++place, one); }, value);
        return rows;
    }
    void read_moves(RecordRow& row) {
        m_moves.reset();
        m_moves.bind_one(1, row.id);
        while (m_moves.step()) row.moves.push_back({m_moves.whole(0), m_moves.string(1)});
    }

    std::unique_ptr<Database> m_database;
    Snapshot m_snapshot;
    Statement m_rows;
    Statement m_bytes;
    Statement m_moves;
    bool m_with_moves;
};

}  // namespace

Result<std::unique_ptr<RecordCursor>> SqliteStorage::open_records(const RecordQuery& query) {
    return guarded([&]() -> std::unique_ptr<RecordCursor> {
        return std::make_unique<SqliteRecordCursor>(m_readers.open(), query);
    });
}

}  // namespace kongdi::server
