// SPDX-License-Identifier: Apache-2.0
// The planners' table: one query for its pages and for its downloads.
#include "server/storage/space_conditions.hpp"
#include "server/storage/space_query.hpp"
#include "server/storage/sqlite_events.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

/// Binds the values, gives the place after them.
int bind(Statement& statement, const SqlConditions& conditions) {
    int place = 0;
    for (const ConditionValue& value : conditions.values)
        std::visit([&](const auto& one) { statement.bind_one(++place, one); }, value);
    return place;
}

SqlConditions conditions_of(const api::SpaceQuery& query) {
    return space_conditions(query, kSqliteWords);
}

std::int64_t total_of(Database& database, const api::SpaceQuery& query) {
    const bool counted = is_counted(query);
    const SqlConditions conditions = counted ? count_conditions(query) : conditions_of(query);
    Statement count =
        database.prepare_once((counted ? "SELECT coalesce(sum(n), 0) FROM space_counts"
                                       : "SELECT count(*)" + std::string(kSpacesFrom)) +
                              " WHERE 1" + conditions.text);
    bind(count, conditions);
    return count.step() ? count.whole(0) : 0;
}

std::string select_of(const api::SpaceQuery& query, const SqlConditions& conditions) {
    return std::string(kSpaceColumns) + std::string(kSpacesFrom) + " WHERE 1" + conditions.text +
           space_order(query);
}

/// A read transaction: everything in it sees the data of one moment.
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

class SqliteSpaceCursor final : public SpaceCursor {
public:
    SqliteSpaceCursor(std::unique_ptr<Database> database, const api::SpaceQuery& query)
        : m_database(std::move(database)),
          m_snapshot(*m_database),
          m_total(total_of(*m_database, query)),
          m_rows(select(*m_database, query)) {}

    std::int64_t total() const override { return m_total; }
    Result<bool> next(Space& row) override {
        return guarded([&] {
            if (!m_rows.step()) return false;
            read_space_row(m_rows, row);
            return true;
        });
    }

private:
    static Statement select(Database& database, const api::SpaceQuery& query) {
        const SqlConditions conditions = conditions_of(query);
        Statement rows = database.prepare_once(select_of(query, conditions));
        bind(rows, conditions);
        return rows;
    }

    std::unique_ptr<Database> m_database;
    Snapshot m_snapshot;
    std::int64_t m_total;
    Statement m_rows;
};

}  // namespace

Result<api::SpacePage> SqliteStorage::spaces(const api::SpaceQuery& query) {
    return guarded([&] {
        auto database = m_readers.lend();
        const Snapshot snapshot(*database);
        api::SpacePage page;
        page.total = total_of(*database, query);
        const SqlConditions conditions = conditions_of(query);
        Statement rows = database->prepare_once(select_of(query, conditions) + " LIMIT ? OFFSET ?");
        const int place = bind(rows, conditions);
        rows.bind_one(place + 1, query.limit);
        rows.bind_one(place + 2, query.offset);
        Space space;
        while (rows.step()) {
            read_space_row(rows, space);
            page.rows.push_back(std::move(space));
        }
        return page;
    });
}

Result<std::optional<api::SpaceCard>> SqliteStorage::space_card(std::string_view id) {
    return guarded([&]() -> std::optional<api::SpaceCard> {
        auto database = m_readers.lend();
        const Snapshot snapshot(*database);
        Statement row = database->prepare(std::string(kSpaceColumns) + std::string(kSpacesFrom) +
                                          " WHERE s.seq = (SELECT seq FROM records WHERE id = ?)");
        row.bind_one(1, id);
        if (!row.step()) return std::nullopt;
        api::SpaceCard card;
        read_space_row(row, card.space);
        Statement photos = database->prepare(
            "SELECT p.sha256 FROM record_photos p JOIN records r ON r.seq = p.record_seq "
            "JOIN photos here ON here.sha256 = p.sha256 WHERE r.id = ? ORDER BY p.place");
        photos.bind_one(1, id);
        while (photos.step()) card.photos.push_back(photos.string(0));
        add_steps(*database, card);
        return card;
    });
}

Result<std::unique_ptr<SpaceCursor>> SqliteStorage::open_spaces(const api::SpaceQuery& query) {
    return guarded([&]() -> std::unique_ptr<SpaceCursor> {
        return std::make_unique<SqliteSpaceCursor>(m_readers.open(), query);
    });
}

}  // namespace kongdi::server
