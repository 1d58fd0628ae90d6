// SPDX-License-Identifier: Apache-2.0
// Records as they were sent, read by whoever downloads them.
#include <map>

#include "server/storage/postgres_storage.hpp"
#include "server/storage/record_query.hpp"

namespace kongdi::server {

namespace {

constexpr const char* kSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// With $1, $2, … and their types in place of the question marks.
struct Numbered {
    std::string text = {};
    PostgresValues values = {};

    explicit Numbered(const SqlConditions& conditions) {
        std::size_t next = 0;
        for (const char c : conditions.text) {
            if (c != '?') {
                text += c;
                continue;
            }
            std::visit([this](const auto& one) { place(one); }, conditions.values[next++]);
        }
    }

private:
    static std::string_view type_of(const std::string&) { return "text"; }
    static std::string_view type_of(std::int64_t) { return "bigint"; }
    static std::string_view type_of(double) { return "float8"; }
    void place(const auto& value) {
        values.add(value);
        text.append("$").append(std::to_string(values.size())).append("::").append(type_of(value));
    }
};

class PostgresRecordCursor final : public RecordCursor {
public:
    PostgresRecordCursor(PostgresPool& pool, RecordQuery query)
        : m_query(std::move(query)),
          m_connection(pool.lend()),
          m_snapshot(*m_connection, kSnapshot) {
        // The one who downloads may be slow.
        m_connection->execute("SET LOCAL idle_in_transaction_session_timeout = '10min'");
        begin();
    }

    Result<bool> next(RecordRow& row) override {
        return guarded([&] {
            if (m_next == m_rows->rows()) fetch();
            if (m_rows->empty()) return false;
            const PostgresRow read = (*m_rows)[m_next++];
            read_record_row(read, row);
            row.bytes = read.bytes(6);
            if (const auto moves = m_moves.find(row.id); moves != m_moves.end())
                row.moves = moves->second;
            return true;
        });
    }
    Result<void> rewind() override {
        return guarded([&] {
            m_connection->execute("CLOSE records_rows");
            begin();
        });
    }

private:
    void begin() {
        const Numbered conditions(record_conditions(m_query, kPostgresWords));
        m_connection->run("DECLARE records_rows NO SCROLL CURSOR FOR " + record_select(m_query) +
                              conditions.text + record_order(m_query),
                          conditions.values);
        fetch();
    }
    void fetch() {
        m_rows = m_connection->run("FETCH 500 FROM records_rows");
        m_next = 0;
        m_moves.clear();
        if (!m_query.with_moves || m_rows->empty()) return;
        PostgresArray ids;
        for (int i = 0; i < m_rows->rows(); ++i) ids.add((*m_rows)[i].text(0));
        const PostgresResult moves = m_connection->run(
            "SELECT subject, at_ms, facts FROM events WHERE subject = ANY ($1::text[]) "
            "AND kind = 'move' ORDER BY seq",
            PostgresValues::of(ids));
        for (int i = 0; i < moves.rows(); ++i)
            m_moves[moves[i].string(0)].push_back({moves[i].whole(1), moves[i].string(2)});
    }

    RecordQuery m_query;
    PostgresPool::Lease m_connection;
    PostgresTransaction m_snapshot;
    std::optional<PostgresResult> m_rows;
    int m_next = 0;
    std::map<std::string, std::vector<RecordMove>> m_moves;  // of the rows at hand
};

}  // namespace

Result<std::unique_ptr<RecordCursor>> PostgresStorage::open_records(const RecordQuery& query) {
    return guarded([&]() -> std::unique_ptr<RecordCursor> {
        return std::make_unique<PostgresRecordCursor>(m_downloads, query);
    });
}

}  // namespace kongdi::server
