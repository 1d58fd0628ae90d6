// SPDX-License-Identifier: Apache-2.0
// The planners' table: one query for its pages and for its downloads.
#include "server/storage/postgres_storage.hpp"
#include "server/storage/space_query.hpp"

namespace kongdi::server {

namespace {

constexpr const char* kSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// What a query asks for, as the end of a statement and its values.
struct Filter {
    std::string where = " WHERE true";
    PostgresValues values = {};

    /// The place of a further value: "$3".
    std::string place(const auto& value) {
        values.add(value);
        return "$" + std::to_string(values.size());
    }
    void equal(std::string_view column, const std::string& value) {
        if (!value.empty()) where.append(" AND ").append(column).append(" = ").append(place(value));
    }
};

Filter filter_of(const api::SpaceQuery& query) {
    Filter filter;
    filter.equal("s.state", query.state);
    filter.equal("s.type", query.type);
    filter.equal("s.community", query.community);
    if (query.text.empty()) return filter;
    const std::string text = filter.place(like_pattern(query.text));
    filter.where.append(" AND (s.description ILIKE ")
        .append(text)
        .append(" OR c.name ILIKE ")
        .append(text)
        .append(" OR s.receipt ILIKE ")
        .append(text)
        .append(")");
    return filter;
}

std::int64_t total_of(PostgresConnection& connection, const api::SpaceQuery& query) {
    if (query.text.empty())
        return connection
            .run(
                "SELECT coalesce(sum(n), 0)::bigint FROM space_counts "
                "WHERE ($1::text = '' OR state = $1::text) AND ($2::text = '' OR type = $2::text) "
                "AND ($3::text = '' OR community = $3::text)",
                PostgresValues::of(query.state, query.type, query.community))[0]
            .whole(0);
    const Filter filter = filter_of(query);
    return connection
        .run("SELECT count(*)" + std::string(kSpacesFrom) + filter.where, filter.values)[0]
        .whole(0);
}

class PostgresSpaceCursor final : public SpaceCursor {
public:
    PostgresSpaceCursor(PostgresPool& pool, const api::SpaceQuery& query)
        : m_connection(pool.lend()), m_snapshot(*m_connection, kSnapshot) {
        // The one who downloads may be slow.
        m_connection->execute("SET LOCAL idle_in_transaction_session_timeout = '10min'");
        m_total = total_of(*m_connection, query);
        const Filter filter = filter_of(query);
        m_connection->run("DECLARE spaces_rows NO SCROLL CURSOR FOR " + std::string(kSpaceColumns) +
                              std::string(kSpacesFrom) + filter.where + space_order(query),
                          filter.values);
        fetch();
    }

    std::int64_t total() const override { return m_total; }
    Result<bool> next(Space& row) override {
        return guarded([&] {
            if (m_next == m_rows->rows()) fetch();
            if (m_rows->empty()) return false;
            read_space_row((*m_rows)[m_next++], row);
            return true;
        });
    }

private:
    void fetch() {
        m_rows = m_connection->run("FETCH 500 FROM spaces_rows");
        m_next = 0;
    }

    PostgresPool::Lease m_connection;
    PostgresTransaction m_snapshot;
    std::int64_t m_total = 0;
    std::optional<PostgresResult> m_rows;
    int m_next = 0;
};

}  // namespace

Result<api::SpacePage> PostgresStorage::spaces(const api::SpaceQuery& query) {
    return read([&](PostgresConnection& connection) {
        const PostgresTransaction snapshot(connection, kSnapshot);
        api::SpacePage page;
        page.total = total_of(connection, query);
        Filter filter = filter_of(query);
        const std::string limit = filter.place(query.limit);
        const std::string offset = filter.place(query.offset);
        const PostgresResult rows = connection.run(
            std::string(kSpaceColumns) + std::string(kSpacesFrom) + filter.where +
                space_order(query) + " LIMIT " + limit + "::bigint OFFSET " + offset + "::bigint",
            filter.values);
        page.rows.resize(static_cast<std::size_t>(rows.rows()));
        for (int i = 0; i < rows.rows(); ++i)
            read_space_row(rows[i], page.rows[static_cast<std::size_t>(i)]);
        return page;
    });
}

Result<std::optional<api::SpaceCard>> PostgresStorage::space_card(std::string_view id) {
    return read([&](PostgresConnection& connection) -> std::optional<api::SpaceCard> {
        const PostgresTransaction snapshot(connection, kSnapshot);
        const PostgresResult row = connection.run(
            std::string(kSpaceColumns) + std::string(kSpacesFrom) + " WHERE s.id = $1",
            PostgresValues::of(id));
        if (row.empty()) return std::nullopt;
        api::SpaceCard card;
        read_space_row(row[0], card.space);
        const PostgresResult photos = connection.run(
            "SELECT p.sha256 FROM record_photos p JOIN spaces s ON s.seq = p.record_seq "
            "JOIN photos here ON here.sha256 = p.sha256 WHERE s.id = $1 ORDER BY p.place",
            PostgresValues::of(id));
        for (int i = 0; i < photos.rows(); ++i) card.photos.push_back(photos[i].string(0));
        const PostgresResult same = connection.run(
            "SELECT count(DISTINCT facts::json ->> 'by') FROM events WHERE subject = $1 "
            "AND kind = 'move' AND facts::json ->> 'move' = 'corroborate'",
            PostgresValues::of(id));
        card.corroborations = same[0].whole(0);
        return card;
    });
}

Result<std::unique_ptr<SpaceCursor>> PostgresStorage::open_spaces(const api::SpaceQuery& query) {
    return guarded([&]() -> std::unique_ptr<SpaceCursor> {
        return std::make_unique<PostgresSpaceCursor>(m_downloads, query);
    });
}

}  // namespace kongdi::server
