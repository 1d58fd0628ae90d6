// SPDX-License-Identifier: Apache-2.0
// What tiles are made of, and tiles that were made.
#include <iterator>

#include "core/codec/json.hpp"
#include "core/model/map_role.hpp"
#include "server/storage/postgres_sql.hpp"
#include "server/storage/postgres_storage.hpp"
#include "server/storage/register_events.hpp"

namespace kongdi::server {

namespace {

MapRow map_row_of(const PostgresRow& row) {
    const auto tree = parse_own_json(row.text(3));
    if (!tree) throw StorageFailure(tree.error());
    auto geometry = geometry_of(*tree);
    if (!geometry) throw StorageFailure(geometry.error());
    auto properties = parse_own_json(row.text(4));
    if (!properties) throw StorageFailure(properties.error());
    return {row.whole(0), row.string(1), row.string(2), *std::move(geometry),
            *std::move(properties)};
}

}  // namespace

Result<std::vector<MapRow>> PostgresStorage::map_rows(const MapRowQuery& query) {
    return read([&](PostgresConnection& connection) {
        const Box& box = query.box;
        const PostgresResult rows = connection.run(
            "SELECT f.id, f.name, f.code, f.geometry, f.properties FROM features f "
            "JOIN imports i ON i.id = f.import AND i.state = 'live' "
            "WHERE f.role = $1 AND (f.size >= $2::float8 OR f.size = 0) "
            "AND box(point(f.west, f.south), point(f.east, f.north)) && "
            "box(point($3::float8, $4::float8), point($5::float8, $6::float8)) "
            "ORDER BY f.size DESC, f.id LIMIT $7::bigint",
            PostgresValues::of(query.role, query.least_size, box.west, box.south, box.east,
                               box.north, query.limit));
        std::vector<MapRow> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(map_row_of(rows[i]));
        if (query.role == map_role_name(MapRole::Facility)) {
            PostgresSql sql(connection);
            for (MapRow& row : facility_map_rows(sql, box, query.limit))
                if (std::ssize(out) < query.limit) out.push_back(std::move(row));
        }
        return out;
    });
}

Result<std::int64_t> PostgresStorage::map_version() {
    return read([](PostgresConnection& connection) {
        return connection.run("SELECT version FROM map_version")[0].whole(0);
    });
}

Result<std::vector<RoleCount>> PostgresStorage::role_counts() {
    return read([](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "SELECT role, sum(features)::bigint FROM imports WHERE state = 'live' GROUP BY role "
            "ORDER BY role");
        std::vector<RoleCount> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back({rows[i].string(0), rows[i].whole(1)});
        return out;
    });
}

Result<std::vector<CommunityName>> PostgresStorage::known_communities() {
    return read([](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "WITH listed AS (SELECT DISTINCT ON (c.code) c.code, c.name, c.street, c.district "
            "FROM community_codes c JOIN imports i ON i.id = c.import AND i.state = 'live' "
            "ORDER BY c.code, c.import DESC) SELECT * FROM listed "
            "UNION ALL SELECT code, name, street, '' FROM communities WHERE code NOT IN "
            "(SELECT code FROM listed) ORDER BY 1");
        std::vector<CommunityName> out;
        for (int i = 0; i < rows.rows(); ++i)
            out.push_back(
                {rows[i].string(0), rows[i].string(1), rows[i].string(2), rows[i].string(3)});
        return out;
    });
}

Result<std::optional<KeptTile>> PostgresStorage::kept_tile(const TileAddress& address) {
    return read([&](PostgresConnection& connection) -> std::optional<KeptTile> {
        const PostgresResult row = connection.run(
            "SELECT bytes, packed FROM tiles WHERE layer = $1 AND z = $2 AND x = $3 AND y = $4",
            PostgresValues::of(address.layer, address.z, address.x, address.y));
        if (row.empty()) return std::nullopt;
        return KeptTile{row[0].bytes(0), row[0].bytes(1)};
    });
}

Result<void> PostgresStorage::keep_tile(const TileAddress& address, const KeptTile& tile,
                                        std::int64_t version) {
    return write([&](PostgresConnection& connection) {
        // An import under way holds the row: what was made before it is not worth keeping.
        connection.run(
            "WITH now AS (SELECT version FROM map_version FOR SHARE SKIP LOCKED) "
            "INSERT INTO tiles SELECT $1, $2, $3, $4, $5, $6 FROM now WHERE version = $7 "
            "ON CONFLICT (layer, z, x, y) DO NOTHING",
            PostgresValues::of(address.layer, address.z, address.x, address.y,
                               PostgresBytes{tile.bytes}, PostgresBytes{tile.packed}, version));
    });
}

}  // namespace kongdi::server
