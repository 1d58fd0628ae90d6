// SPDX-License-Identifier: Apache-2.0
// The settings.
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

Result<std::string> SqliteStorage::setting(std::string_view name) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare("SELECT value FROM settings WHERE name = ?");
        row.bind(name);
        return row.step() ? row.string(0) : std::string();
    });
}

Result<void> SqliteStorage::put_setting(std::string_view name, std::string_view value) {
    return m_writer.run([&](Database& database) {
        database
            .prepare(
                "INSERT INTO settings VALUES (?,?) ON CONFLICT DO UPDATE SET "
                "value = excluded.value")
            .bind(name, value)
            .run();
    });
}

}  // namespace kongdi::server
