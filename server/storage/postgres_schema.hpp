// SPDX-License-Identifier: Apache-2.0
// The tables in PostgreSQL, as a list of steps forward from an empty database.
#pragma once

#include <cstdint>

#include "server/storage/postgres.hpp"

namespace kongdi::server {

/// Takes the database to the newest version, all steps or none; one of a newer program is refused.
/// Servers that start at once take turns.
void migrate_postgres(PostgresConnection& connection, std::int64_t now_ms);

/// A standby, or a database set to read only.
bool only_reads(PostgresConnection& connection);

/// Throws unless the tables are those of this program; for a database that cannot be migrated.
void check_postgres_schema(PostgresConnection& connection);

std::int64_t newest_postgres_schema_version();

}  // namespace kongdi::server
