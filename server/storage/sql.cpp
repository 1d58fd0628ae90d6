// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sql.hpp"

#include <charconv>

namespace kongdi::server {

std::int64_t SqlRow::whole(std::size_t column) const {
    std::int64_t out = 0;
    const std::string& digits = text(column);
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

double SqlRow::real(std::size_t column) const {
    const Cell& cell = m_cells[column];
    return cell.kind == Kind::Real ? cell.real : static_cast<double>(whole(column));
}

std::int64_t append_event(Sql& sql, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::string_view facts) {
    return sql
        .run(
            "INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,NULL,?) "
            "RETURNING seq",
            {at_ms, kind, subject, facts})
        .front()
        .whole(0);
}

std::int64_t append_event(Sql& sql, std::int64_t at_ms, std::string_view kind,
                          std::string_view subject, std::string_view facts,
                          std::string_view bytes) {
    std::string statement =
        "INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,";
    statement.append(sql.bytes_of_text()).append(",?) RETURNING seq");
    return sql.run(statement, {at_ms, kind, subject, bytes, facts}).front().whole(0);
}

}  // namespace kongdi::server
