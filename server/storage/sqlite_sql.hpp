// SPDX-License-Identifier: Apache-2.0
// Statements of both databases on SQLite.
#pragma once

#include "server/storage/sql.hpp"
#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class SqliteSql final : public Sql {
public:
    explicit SqliteSql(Database& database) : m_database(database) {}
    SqlRows run(std::string_view statement, const SqlValues& values) override;
    void insert(std::string_view table, const std::vector<SqlValues>& rows) override;
    std::string_view bytes_of_text() const override { return "CAST(? AS BLOB)"; }
    std::string event_bytes(std::int64_t seq) override;

private:
    Database& m_database;
};

}  // namespace kongdi::server
