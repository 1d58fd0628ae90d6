// SPDX-License-Identifier: Apache-2.0
// `kongdi check` against every derived table there is: a row of each is changed, or put where there
// is none.
#include <algorithm>
#include <sstream>

#include "server/storage/derived_tables.hpp"
#include "server/storage/postgres_sql.hpp"
#include "server/storage/sqlite_sql.hpp"
#include "server/storage/storage_failure.hpp"
#include "tests/server/backup/backup_fixture.hpp"

namespace kongdi::server::tests {

namespace {

struct ColumnOf {
    std::string name = {};
    bool is_number = false;
};

class CheckTables : public BackupFixture {
protected:
    /// The store as a program with other rights has it, that holds to no reference.
    void with_sql(const std::function<void(Sql&)>& work) const {
        if (GetParam() == StoreKind::Postgres) {
            PostgresConnection connection(m_url);
            connection.execute("SET session_replication_role = replica");
            PostgresSql sql(connection);
            work(sql);
        } else {
            Database database((folder_of_store() / kSqliteFile).string(), Database::Use::Write,
                              3000);
            database.execute("PRAGMA foreign_keys=OFF");
            SqliteSql sql(database);
            work(sql);
        }
    }
    std::vector<ColumnOf> columns_of(Sql& sql, std::string_view table) const {
        const char* const statement =
            GetParam() == StoreKind::Postgres
                ? "SELECT column_name::text, data_type::text FROM information_schema.columns "
                  "WHERE table_name = ? AND table_schema = current_schema() "
                  "ORDER BY ordinal_position"
                : "SELECT name, lower(type) FROM pragma_table_info(?) ORDER BY cid";
        std::vector<ColumnOf> out;
        for (const SqlRow& row : sql.run(statement, {table}))
            out.push_back({row.text(0), row.text(1) != "text"});
        return out;
    }
    /// The first row in its order says something else in one of its columns.
    static bool change_one(Sql& sql, const DerivedTable& table,
                           const std::vector<ColumnOf>& columns) {
        const std::string name(table.name);
        std::string keys;
        std::istringstream places{std::string(table.order)};
        for (std::string place; std::getline(places, place, ',');)
            keys += (keys.empty() ? "" : ", ") + columns.at(std::stoul(place) - 1).name;
        const std::string first =
            "SELECT " + keys + " FROM " + name +
            (table.where.empty() ? "" : " WHERE " + std::string(table.where)) + " ORDER BY " +
            std::string(table.order) + " LIMIT 1";
        if (sql.run(first, {}).empty()) return false;
        for (auto one = columns.rbegin(); one != columns.rend(); ++one) {
            const std::string other = one->is_number ? "coalesce(" + one->name + ", 0) + 1"
                                                     : "coalesce(" + one->name + ", '') || 'x'";
            try {
                sql.run("UPDATE " + name + " SET " + one->name + " = " + other + " WHERE (" + keys +
                            ") = (" + first + ")",
                        {});
                return true;
            } catch (const StorageFailure&) {
                continue;  // one that may say some words only
            }
        }
        return false;
    }
    static void add_one(Sql& sql, const DerivedTable& table, const std::vector<ColumnOf>& columns) {
        SqlValues values;
        for (const ColumnOf& one : columns)
            one.is_number ? values.emplace_back(std::int64_t{1}) : values.emplace_back("x");
        sql.insert(table.name, {values});
    }
    std::vector<std::string> damage() const {
        std::vector<std::string> out;
        const auto done = check_store({.store = m_url,
                                       .scratch = m_folder.path(),
                                       .tell =
                                           [&out](const Finding& one) {
                                               if (one.is_damage) out.push_back(one.text);
                                           }},
                                      catalogue());
        EXPECT_TRUE(done) << done.error().detail;
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, CheckTables, ::testing::ValuesIn(kStoreKinds), name_of_kind);

TEST_P(CheckTables, of_which_a_row_is_wrong_are_each_named) {
    fill_store();
    ASSERT_EQ(damage(), std::vector<std::string>());
    with_sql([&](Sql& sql) {
        for (const DerivedTable& table : kDerivedTables) {
            const auto columns = columns_of(sql, table.name);
            ASSERT_FALSE(columns.empty()) << table.name;
            if (!change_one(sql, table, columns)) add_one(sql, table, columns);
        }
    });
    const std::vector<std::string> told = damage();
    for (const DerivedTable& table : kDerivedTables)
        EXPECT_TRUE(std::any_of(told.begin(), told.end(), [&](const std::string& line) {
            return line.starts_with("table " + std::string(table.name) + ": ");
        })) << table.name;
}

}  // namespace

}  // namespace kongdi::server::tests
