// SPDX-License-Identifier: Apache-2.0
// One moment of a database: a transaction that only reads.
#include "server/storage/postgres_sql.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

namespace {

constexpr int kRowsAtOnce = 1000;

/// Through a cursor: a table may be larger than memory.
class PostgresRows final : public RowCursor {
public:
    PostgresRows(PostgresConnection& connection, const DerivedTable& table, std::string name)
        : m_connection(connection),
          m_name(std::move(name)),
          m_rows(
              connection.run("DECLARE " + m_name + " NO SCROLL CURSOR FOR " + select_of(table))) {}

    Result<bool> next(std::string& row) override {
        return guarded([&] {
            if (m_at == m_rows.rows()) {
                m_rows =
                    m_connection.run("FETCH " + std::to_string(kRowsAtOnce) + " FROM " + m_name);
                m_at = 0;
                if (m_rows.empty()) return false;
            }
            row.clear();
            append_derived_row(row, m_rows[m_at++], m_rows.columns());
            return true;
        });
    }

private:
    PostgresConnection& m_connection;
    const std::string m_name;
    PostgresResult m_rows;
    int m_at = 0;
};

class PostgresView final : public StoreView {
public:
    PostgresView(const std::string& url, const Catalogue& catalogue)
        : StoreView(catalogue),
          m_connection(url),
          m_moment(m_connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
          m_sql(m_connection) {
        // Between two questions whoever reads may be at work for long.
        m_connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    }

    Result<std::vector<StoredEvent>> events_after(std::int64_t seq, std::int64_t limit) override {
        return guarded([&] {
            const PostgresResult rows = m_connection.run(
                "SELECT seq, at_ms, kind, subject, bytes, facts FROM events WHERE seq > $1 "
                "ORDER BY seq LIMIT $2",
                PostgresValues::of(seq, limit));
            std::vector<StoredEvent> out;
            for (int i = 0; i < rows.rows(); ++i) {
                const PostgresRow row = rows[i];
                out.push_back({row.whole(0), row.whole(1), row.string(2), row.string(3),
                               std::nullopt, row.string(5)});
                if (!row.is_null(4)) out.back().bytes = row.bytes(4);
            }
            return out;
        });
    }

    Result<std::unique_ptr<RowCursor>> rows_of(const DerivedTable& table) override {
        return guarded([&]() -> std::unique_ptr<RowCursor> {
            return std::make_unique<PostgresRows>(m_connection, table,
                                                  "rows_" + std::to_string(++m_cursors));
        });
    }

    Result<std::optional<std::string>> photo_bytes(std::string_view sha256,
                                                   std::string_view variant) override {
        return guarded([&]() -> std::optional<std::string> {
            const PostgresResult row =
                m_connection.run("SELECT bytes FROM photo_blobs WHERE sha256 = $1 AND variant = $2",
                                 PostgresValues::of(sha256, variant));
            if (row.empty()) return std::nullopt;
            return row[0].bytes(0);
        });
    }

    /// The database has checksums of its own, if it was made with them.
    Result<std::vector<std::string>> file_damage() override { return std::vector<std::string>(); }

    Result<std::optional<std::string>> tile_bytes(const TileAddress& address) override {
        return guarded([&]() -> std::optional<std::string> {
            const PostgresResult row = m_connection.run(
                "SELECT bytes FROM tiles WHERE layer = $1 AND z = $2 AND x = $3 AND y = $4",
                PostgresValues::of(address.layer, std::int64_t{address.z}, address.x, address.y));
            if (row.empty()) return std::nullopt;
            return row[0].bytes(0);
        });
    }

protected:
    Sql& sql() override { return m_sql; }
    std::string_view boxes() const override { return "features"; }

    std::vector<std::string> stray_pictures() override {
        const PostgresResult rows = m_connection.run(
            "SELECT sha256 || CASE variant WHEN '' THEN '' ELSE '.' || variant END "
            "FROM photo_blobs b WHERE NOT EXISTS "
            "(SELECT 1 FROM photos p WHERE p.sha256 = b.sha256) ORDER BY 1");
        std::vector<std::string> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(rows[i].string(0));
        return out;
    }

private:
    PostgresConnection m_connection;
    PostgresTransaction m_moment;
    PostgresSql m_sql;
    int m_cursors = 0;
};

}  // namespace

std::unique_ptr<StoreView> view_of_database(const std::string& url, const Catalogue& catalogue) {
    return std::make_unique<PostgresView>(url, catalogue);
}

}  // namespace kongdi::server
