// SPDX-License-Identifier: Apache-2.0
// What tiles are made of, and tiles that were made.
#include <iterator>

#include "core/codec/json.hpp"
#include "core/model/map_role.hpp"
#include "server/storage/register_events.hpp"
#include "server/storage/sqlite_sql.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

/// Far off a tile holds most of the city and few of its features: those that are large enough are
/// looked up by size. Near by they are looked up by place.
constexpr double kFarDegrees = 0.2;

constexpr std::string_view kBySize =
    "SELECT f.id, f.name, f.code, f.geometry, f.properties FROM features f INDEXED BY "
    "features_by_size CROSS JOIN imports i ON i.id = f.import AND i.state = 'live' "
    "CROSS JOIN features_box b ON b.id = f.id WHERE f.role = ? AND (f.size >= ? OR f.size = 0) "
    "AND b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ? "
    "ORDER BY f.size DESC, f.id LIMIT ?";
constexpr std::string_view kByPlace =
    "SELECT f.id, f.name, f.code, f.geometry, f.properties FROM features_box b "
    "JOIN features f ON f.id = b.id JOIN imports i ON i.id = f.import AND i.state = 'live' "
    "WHERE +f.role = ? AND (f.size >= ? OR f.size = 0) "
    "AND b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ? "
    "ORDER BY f.size DESC, f.id LIMIT ?";

MapRow map_row_of(const Statement& row) {
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

Result<std::vector<MapRow>> SqliteStorage::map_rows(const MapRowQuery& query) {
    return guarded([&] {
        auto database = m_readers.lend();
        const Box& box = query.box;
        Statement rows = database->prepare(box.east - box.west > kFarDegrees ? kBySize : kByPlace);
        rows.bind(query.role, query.least_size, box.east, box.west, box.north, box.south,
                  query.limit);
        std::vector<MapRow> out;
        while (rows.step()) out.push_back(map_row_of(rows));
        if (query.role == map_role_name(MapRole::Facility)) {
            SqliteSql sql(*database);
            for (MapRow& row : facility_map_rows(sql, box, query.limit))
                if (std::ssize(out) < query.limit) out.push_back(std::move(row));
        }
        return out;
    });
}

Result<std::int64_t> SqliteStorage::map_version() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare("SELECT version FROM map_version");
        return row.step() ? row.whole(0) : 0;
    });
}

Result<std::vector<RoleCount>> SqliteStorage::role_counts() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare(
            "SELECT role, sum(features) FROM imports WHERE state = 'live' GROUP BY role "
            "ORDER BY role");
        std::vector<RoleCount> out;
        while (rows.step()) out.push_back({rows.string(0), rows.whole(1)});
        return out;
    });
}

Result<std::optional<KeptTile>> SqliteStorage::kept_tile(const TileAddress& address) {
    return guarded([&]() -> std::optional<KeptTile> {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT bytes, packed FROM tiles WHERE layer = ? AND z = ? AND x = ? AND y = ?");
        row.bind(address.layer, address.z, address.x, address.y);
        if (!row.step()) return std::nullopt;
        return KeptTile{row.string(0), row.string(1)};
    });
}

Result<void> SqliteStorage::keep_tile(const TileAddress& address, const KeptTile& tile,
                                      std::int64_t version) {
    return m_writer.run([&](Database& database) {
        database
            .prepare(
                "INSERT OR REPLACE INTO tiles SELECT ?,?,?,?,?,? "
                "WHERE (SELECT version FROM map_version) = ?")
            .bind(address.layer, address.z, address.x, address.y, Blob{tile.bytes},
                  Blob{tile.packed}, version)
            .run();
    });
}

}  // namespace kongdi::server
