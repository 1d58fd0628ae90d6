// SPDX-License-Identifier: Apache-2.0
// Statements of both databases on PostgreSQL.
#pragma once

#include "server/storage/postgres.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

class PostgresSql final : public Sql {
public:
    explicit PostgresSql(PostgresConnection& connection) : m_connection(connection) {}
    SqlRows run(std::string_view statement, const SqlValues& values) override;
    void insert(std::string_view table, const std::vector<SqlValues>& rows) override;
    std::string_view bytes_of_text() const override { return "convert_to(?, 'UTF8')"; }
    std::string event_bytes(std::int64_t seq) override;

private:
    PostgresConnection& m_connection;
};

}  // namespace kongdi::server
