// SPDX-License-Identifier: Apache-2.0
// The map as imported, found by rectangle; communities and which of them is around a point.
#include "core/codec/json.hpp"
#include "server/storage/postgres_imports.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

Geometry stored_geometry(std::string_view text) {
    const auto tree = parse_own_json(text);
    if (!tree) throw StorageFailure(tree.error());
    auto geometry = geometry_of(*tree);
    if (!geometry) throw StorageFailure(geometry.error());
    return *std::move(geometry);
}

std::int64_t version_of_map(PostgresConnection& connection) {
    return connection.run("SELECT version FROM map_version")[0].whole(0);
}

}  // namespace

std::vector<CommunityArea> load_areas(PostgresConnection& connection) {
    const PostgresResult rows = connection.run(
        "SELECT c.code, f.geometry FROM communities c JOIN features f ON f.id = c.feature "
        "ORDER BY c.code");
    std::vector<CommunityArea> out;
    for (int i = 0; i < rows.rows(); ++i) {
        Geometry geometry = stored_geometry(rows[i].text(1));
        if (auto* area = std::get_if<MultiPolygon>(&geometry))
            out.push_back({rows[i].string(0), {}, std::move(*area)});
    }
    return out;
}

namespace {

Box box_found(PostgresConnection& connection, const char* query) {
    const PostgresResult row = connection.run(query);
    if (row[0].is_null(0)) return {};
    return {row[0].real(0), row[0].real(1), row[0].real(2), row[0].real(3)};
}

/// A road that leads out of the city is no reason to show the whole province.
Box load_box(PostgresConnection& connection) {
    const Box communities =
        box_found(connection,
                  "SELECT min(f.west), min(f.south), max(f.east), max(f.north) FROM communities c "
                  "JOIN features f ON f.id = c.feature");
    if (!communities.empty()) return communities;
    return box_found(connection,
                     "SELECT min(f.west), min(f.south), max(f.east), max(f.north) FROM features f "
                     "JOIN imports i ON i.id = f.import AND i.state = 'live'");
}

}  // namespace

Result<api::MapPart> PostgresStorage::map_part(const Box& box, std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        api::MapPart part;
        part.box = box;
        const PostgresResult rows = connection.run(
            "SELECT f.role, f.name, f.code, f.geometry FROM features f "
            "JOIN imports i ON i.id = f.import AND i.state = 'live' "
            "WHERE box(point(f.west, f.south), point(f.east, f.north)) && "
            "box(point($1::float8, $2::float8), point($3::float8, $4::float8)) "
            "AND f.role IN ('community', 'building', 'road', 'water', 'green') "
            "ORDER BY f.size DESC, f.id LIMIT $5::bigint",
            PostgresValues::of(box.west, box.south, box.east, box.north, limit));
        for (int i = 0; i < rows.rows(); ++i)
            part.features.push_back({rows[i].string(0), rows[i].string(1), rows[i].string(2),
                                     stored_geometry(rows[i].text(3))});
        return part;
    });
}

Result<std::vector<api::Community>> PostgresStorage::communities() {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows =
            connection.run("SELECT code, name, street FROM communities ORDER BY code");
        std::vector<api::Community> out;
        for (int i = 0; i < rows.rows(); ++i)
            out.push_back({rows[i].string(0), rows[i].string(1), rows[i].string(2)});
        return out;
    });
}

/// Another server may have imported since: asked each time, loaded when it did.
std::shared_ptr<const CommunityAreas> PostgresStorage::areas(PostgresConnection& connection) {
    const std::int64_t version = version_of_map(connection);
    const std::lock_guard lock(m_areas_mutex);
    if (m_areas == nullptr || m_areas_version < version) {
        const PostgresTransaction snapshot(connection,
                                           "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        m_areas_version = version_of_map(connection);
        m_areas = std::make_shared<const CommunityAreas>(load_areas(connection));
    }
    return m_areas;
}

Result<std::optional<std::string>> PostgresStorage::community_at(Wgs84Point point) {
    return read([&](PostgresConnection& connection) { return areas(connection)->at(point); });
}

Result<Box> PostgresStorage::map_box() {
    return read([&](PostgresConnection& connection) {
        const std::int64_t version = version_of_map(connection);
        const std::lock_guard lock(m_box_mutex);
        if (m_box_version != version) {
            m_box = load_box(connection);
            m_box_version = version;
        }
        return m_box;
    });
}

Result<std::optional<Box>> PostgresStorage::community_box(std::string_view code) {
    return read([&](PostgresConnection& connection) -> std::optional<Box> {
        const PostgresResult row = connection.run(
            "SELECT f.west, f.south, f.east, f.north FROM communities c "
            "JOIN features f ON f.id = c.feature WHERE c.code = $1",
            PostgresValues::of(code));
        if (row.empty()) return std::nullopt;
        return Box{row[0].real(0), row[0].real(1), row[0].real(2), row[0].real(3)};
    });
}

Result<std::vector<StoredFeature>> PostgresStorage::features_after(std::int64_t id,
                                                                   std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            "SELECT id, import, role, source, geometry, properties FROM features WHERE id > $1 "
            "ORDER BY id LIMIT $2",
            PostgresValues::of(id, limit));
        std::vector<StoredFeature> out;
        for (int i = 0; i < rows.rows(); ++i) {
            auto properties = parse_own_json(rows[i].text(5));
            if (!properties) throw StorageFailure(properties.error());
            out.push_back({rows[i].whole(0),
                           rows[i].whole(1),
                           rows[i].string(2),
                           rows[i].string(3),
                           {stored_geometry(rows[i].text(4)), *std::move(properties)}});
        }
        return out;
    });
}

Result<void> PostgresStorage::restore_features(std::span<const StoredFeature> features) {
    return write([&](PostgresConnection& connection) {
        lock_exclusive(connection, kLockMap);
        insert_features(connection, features);
        connection.run("UPDATE map_version SET version = version + 1");
    });
}

}  // namespace kongdi::server
