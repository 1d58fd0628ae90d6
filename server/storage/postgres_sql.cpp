// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_sql.hpp"

namespace kongdi::server {

namespace {

/// With $1, $2, … for the question marks; our statements have none inside a literal.
std::string numbered(std::string_view statement) {
    std::string out;
    int place = 0;
    for (const char c : statement) {
        if (c == '?')
            out += "$" + std::to_string(++place);
        else
            out += c;
    }
    return out;
}

constexpr std::size_t kMostValues = 16'000;  // of 65,535 that the protocol takes

}  // namespace

SqlRows PostgresSql::run(std::string_view statement, const SqlValues& values) {
    PostgresValues given;
    for (const SqlValue& value : values)
        std::visit(
            [&](const auto& one) {
                if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::monostate>)
                    given.add(nullptr);
                else
                    given.add(one);
            },
            value.state());
    const PostgresResult rows = m_connection.run(numbered(statement), given);
    SqlRows out(static_cast<std::size_t>(rows.rows()));
    for (int r = 0; r < rows.rows(); ++r)
        for (int i = 0; i < rows.columns(); ++i) {
            SqlRow& row = out[static_cast<std::size_t>(r)];
            if (rows[r].is_null(i))
                row.add_null();
            else if (rows[r].is_real(i))
                row.add_real(rows[r].real(i));
            else
                row.add_text(rows[r].string(i));
        }
    return out;
}

void PostgresSql::insert(std::string_view table, const std::vector<SqlValues>& rows) {
    for (std::size_t at = 0; at < rows.size();) {
        std::string statement = "INSERT INTO " + std::string(table) + " VALUES ";
        SqlValues values;
        for (bool first = true; at < rows.size() && values.size() < kMostValues; ++at) {
            statement += first ? "(" : ",(";
            first = false;
            for (std::size_t i = 0; i < rows[at].size(); ++i) statement += i == 0 ? "?" : ",?";
            statement += ')';
            values.insert(values.end(), rows[at].begin(), rows[at].end());
        }
        run(statement, values);
    }
}

std::string PostgresSql::event_bytes(std::int64_t seq) {
    const PostgresResult row = m_connection.run(
        "SELECT bytes FROM events WHERE seq = $1 AND bytes IS NOT NULL", PostgresValues::of(seq));
    return row.empty() ? std::string() : row[0].bytes(0);
}

}  // namespace kongdi::server
