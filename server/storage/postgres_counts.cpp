// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

Result<StoreCounts> PostgresStorage::counts() {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "SELECT (SELECT coalesce(max(seq), 0) FROM events), (SELECT count(*) FROM records), "
            "count(*), coalesce(sum(bytes), 0), pg_database_size(current_database()) FROM photos");
        const PostgresRow row = rows[0];
        return StoreCounts{row.whole(0), row.whole(1), row.whole(2),
                           row.whole(3), row.whole(4), std::nullopt};
    });
}

}  // namespace kongdi::server
