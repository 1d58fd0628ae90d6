// SPDX-License-Identifier: Apache-2.0
// The planners' table: one query for its pages and for its downloads.
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_storage.hpp"
#include "server/storage/space_conditions.hpp"
#include "server/storage/space_query.hpp"

namespace kongdi::server {

namespace {

constexpr const char* kSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// What a query asks for, as the end of a statement and its values.
struct Filter {
    std::string where = " WHERE true";
    PostgresValues values = {};

    explicit Filter(const SqlConditions& conditions) {
        std::size_t next = 0;
        for (const char c : conditions.text) {
            if (c == '?')
                std::visit([this](const auto& one) { where += place(one); },
                           conditions.values[next++]);
            else
                where += c;
        }
    }
    /// The place of a further value: "$3::text".
    std::string place(const std::string& value) { return place(value, "text"); }
    std::string place(std::int64_t value) { return place(value, "bigint"); }
    std::string place(double value) { return place(value, "float8"); }

private:
    std::string place(const auto& value, std::string_view type) {
        values.add(value);
        return "$" + std::to_string(values.size()) + "::" + std::string(type);
    }
};

Filter filter_of(const api::SpaceQuery& query) {
    return Filter(space_conditions(query, kPostgresWords));
}

std::int64_t total_of(PostgresConnection& connection, const api::SpaceQuery& query) {
    const bool counted = is_counted(query);
    const Filter filter = counted ? Filter(count_conditions(query)) : filter_of(query);
    return connection
        .run((counted ? "SELECT coalesce(sum(n), 0)::bigint FROM space_counts"
                      : "SELECT count(*)" + std::string(kSpacesFrom)) +
                 filter.where,
             filter.values)[0]
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
        const PostgresResult rows =
            connection.run(std::string(kSpaceColumns) + std::string(kSpacesFrom) + filter.where +
                               space_order(query) + " LIMIT " + limit + " OFFSET " + offset,
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
        add_steps(connection, card);
        return card;
    });
}

Result<std::unique_ptr<SpaceCursor>> PostgresStorage::open_spaces(const api::SpaceQuery& query) {
    return guarded([&]() -> std::unique_ptr<SpaceCursor> {
        return std::make_unique<PostgresSpaceCursor>(m_downloads, query);
    });
}

}  // namespace kongdi::server
