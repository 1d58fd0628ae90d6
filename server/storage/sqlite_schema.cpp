// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_schema.hpp"

#include "server/storage/sqlite_steps.hpp"

namespace kongdi::server {

std::int64_t newest_schema_version() { return static_cast<std::int64_t>(sqlite_steps().size()); }

void migrate(Database& database, std::int64_t now_ms) {
    database.execute("BEGIN IMMEDIATE");
    try {
        database.execute(
            "CREATE TABLE IF NOT EXISTS schema_version "
            "(version INTEGER PRIMARY KEY, applied_at_ms INTEGER NOT NULL)");
        std::int64_t version = 0;
        {
            Statement newest = database.prepare("SELECT max(version) FROM schema_version");
            if (newest.step()) version = newest.whole(0);
        }
        if (version > newest_schema_version())
            throw StorageFailure(ErrorCode::Internal,
                                 "the data is of a newer program (schema " +
                                     std::to_string(version) + ", this one knows " +
                                     std::to_string(newest_schema_version()) + ")");
        for (; version < newest_schema_version(); ++version) {
            database.execute(sqlite_steps()[static_cast<std::size_t>(version)]);
            database.prepare("INSERT INTO schema_version VALUES (?, ?)")
                .bind(version + 1, now_ms)
                .run();
        }
        database.execute("COMMIT");
    } catch (...) {
        if (database.in_transaction()) database.execute("ROLLBACK");
        throw;
    }
}

}  // namespace kongdi::server
