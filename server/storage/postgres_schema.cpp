// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_schema.hpp"

#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_steps.hpp"

namespace kongdi::server {

std::int64_t newest_postgres_schema_version() {
    return static_cast<std::int64_t>(postgres_steps().size());
}

bool only_reads(PostgresConnection& connection) {
    return connection.run("SELECT current_setting('transaction_read_only')")[0].text(0) == "on";
}

void check_postgres_schema(PostgresConnection& connection) {
    const PostgresResult table = connection.run("SELECT to_regclass('schema_version')");
    const std::int64_t version =
        table[0].is_null(0)
            ? 0
            : connection.run("SELECT coalesce(max(version), 0) FROM schema_version")[0].whole(0);
    if (version != newest_postgres_schema_version())
        throw StorageFailure(ErrorCode::Internal,
                             "a database that only reads has schema " + std::to_string(version) +
                                 ", this program needs " +
                                 std::to_string(newest_postgres_schema_version()));
}

void migrate_postgres(PostgresConnection& connection, std::int64_t now_ms) {
    PostgresTransaction transaction(connection);
    // Another server may be at it for long.
    connection.execute("SET LOCAL lock_timeout = 0; SET LOCAL client_min_messages = warning");
    lock_exclusive(connection, kLockSchema);
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_version "
        "(version bigint PRIMARY KEY, applied_at_ms bigint NOT NULL)");
    std::int64_t version =
        connection.run("SELECT coalesce(max(version), 0) FROM schema_version")[0].whole(0);
    if (version > newest_postgres_schema_version())
        throw StorageFailure(ErrorCode::Internal,
                             "the data is of a newer program (schema " + std::to_string(version) +
                                 ", this one knows " +
                                 std::to_string(newest_postgres_schema_version()) + ")");
    for (; version < newest_postgres_schema_version(); ++version) {
        connection.execute(postgres_steps()[static_cast<std::size_t>(version)]);
        connection.run("INSERT INTO schema_version VALUES ($1, $2)",
                       PostgresValues::of(version + 1, now_ms));
    }
    transaction.commit();
}

}  // namespace kongdi::server
