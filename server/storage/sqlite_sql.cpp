// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_sql.hpp"

namespace kongdi::server {

SqlRows SqliteSql::run(std::string_view statement, const SqlValues& values) {
    Statement prepared = m_database.prepare(statement);
    int place = 0;
    for (const SqlValue& value : values) {
        ++place;
        std::visit(
            [&](const auto& one) {
                if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::monostate>)
                    prepared.bind_one(place, nullptr);
                else
                    prepared.bind_one(place, one);
            },
            value.state());
    }
    SqlRows out;
    while (prepared.step()) {
        SqlRow& row = out.emplace_back();
        for (int i = 0; i < prepared.columns(); ++i) {
            if (prepared.is_null(i))
                row.add_null();
            else if (prepared.is_real(i))
                row.add_real(prepared.real(i));
            else
                row.add_text(prepared.string(i));
        }
    }
    return out;
}

void SqliteSql::insert(std::string_view table, const std::vector<SqlValues>& rows) {
    for (const SqlValues& row : rows) {
        std::string statement = "INSERT INTO " + std::string(table) + " VALUES (?";
        for (std::size_t i = 1; i < row.size(); ++i) statement += ",?";
        run(statement + ")", row);
    }
}

std::string SqliteSql::event_bytes(std::int64_t seq) {
    Statement row = m_database.prepare("SELECT bytes FROM events WHERE seq = ?");
    row.bind(seq);
    return row.step() ? row.string(0) : std::string();
}

}  // namespace kongdi::server
