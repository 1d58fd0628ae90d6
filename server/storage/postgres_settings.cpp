// SPDX-License-Identifier: Apache-2.0
// The settings.
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

Result<std::string> PostgresStorage::setting(std::string_view name) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult row =
            connection.run("SELECT value FROM settings WHERE name = $1", PostgresValues::of(name));
        return row.empty() ? std::string() : row[0].string(0);
    });
}

Result<void> PostgresStorage::put_setting(std::string_view name, std::string_view value) {
    return write([&](PostgresConnection& connection) {
        connection.run(
            "INSERT INTO settings VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET "
            "value = excluded.value",
            PostgresValues::of(name, value));
    });
}

}  // namespace kongdi::server
