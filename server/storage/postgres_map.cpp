// SPDX-License-Identifier: Apache-2.0
// The map as imported, found by rectangle; communities and which of them is around a point.
#include <algorithm>
#include <map>

#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kCommunityRole = "community";
constexpr std::size_t kAtOnce = 500;

/// Longer side in degrees: good enough to draw what is large before what is small.
double size_of(const Box& box) { return std::max(box.east - box.west, box.north - box.south); }

void drop_features(PostgresConnection& connection, std::string_view role, std::string_view source) {
    connection.run(
        "DELETE FROM communities WHERE feature IN "
        "(SELECT id FROM features WHERE role = $1 AND source = $2)",
        PostgresValues::of(role, source));
    connection.run("DELETE FROM features WHERE role = $1 AND source = $2",
                   PostgresValues::of(role, source));
}

std::vector<std::int64_t> new_ids(PostgresConnection& connection, std::size_t count) {
    const PostgresResult rows = connection.run(
        "SELECT nextval(pg_get_serial_sequence('features', 'id')) FROM generate_series(1, $1::int)",
        PostgresValues::of(count));
    std::vector<std::int64_t> out;
    for (int i = 0; i < rows.rows(); ++i) out.push_back(rows[i].whole(0));
    return out;
}

struct CommunityRow {
    std::string_view name;
    std::string_view street;
    std::int64_t feature;
};

void insert_communities(PostgresConnection& connection,
                        const std::map<std::string_view, CommunityRow>& communities) {
    if (communities.empty()) return;
    PostgresArray code, name, street, feature;
    for (const auto& [key, row] : communities) {
        code.add(key);
        name.add(row.name);
        street.add(row.street);
        feature.add(row.feature);
    }
    connection.run(
        "INSERT INTO communities SELECT * FROM unnest($1::text[], $2::text[], $3::text[], "
        "$4::bigint[]) ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
        "street = excluded.street, feature = excluded.feature",
        PostgresValues::of(code, name, street, feature));
}

void insert_features(PostgresConnection& connection, std::string_view role, std::string_view source,
                     std::span<const Feature> features) {
    const std::vector<std::int64_t> ids = new_ids(connection, features.size());
    PostgresArray id, name, code, size, west, east, south, north, geometry, properties;
    std::map<std::string_view, CommunityRow> communities;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const Feature& feature = features[i];
        const Box box = box_of(feature.geometry);
        if (box.empty()) throw StorageFailure(ErrorCode::FieldMissing, "a feature without points");
        const std::string_view feature_name = feature.properties["name"].string_or("");
        const std::string_view feature_code = feature.properties["code"].string_or("");
        id.add(ids[i]);
        name.add(feature_name);
        code.add(feature_code);
        size.add(size_of(box));
        west.add(box.west);
        east.add(box.east);
        south.add(box.south);
        north.add(box.north);
        geometry.add(write_json(geometry_tree(feature.geometry)));
        properties.add(write_json(feature.properties));
        if (role != kCommunityRole) continue;
        if (!is_community_code(feature_code))
            throw StorageFailure(ErrorCode::CommunityCode, "a community without its code");
        communities[feature_code] = {feature_name, feature.properties["street"].string_or(""),
                                     ids[i]};
    }
    connection.run(
        "INSERT INTO features SELECT f.id, $1, $2, f.name, f.code, f.size, f.west, f.east, "
        "f.south, f.north, f.geometry, f.properties FROM unnest($3::bigint[], $4::text[], "
        "$5::text[], $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], "
        "$11::text[], $12::text[]) AS f (id, name, code, size, west, east, south, north, geometry, "
        "properties)",
        PostgresValues::of(role, source, id, name, code, size, west, east, south, north, geometry,
                           properties));
    insert_communities(connection, communities);
}

Geometry stored_geometry(std::string_view text) {
    const auto tree = parse_own_json(text);
    if (!tree) throw StorageFailure(tree.error());
    auto geometry = geometry_of(*tree);
    if (!geometry) throw StorageFailure(geometry.error());
    return *std::move(geometry);
}

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

std::int64_t map_version(PostgresConnection& connection) {
    return connection.run("SELECT version FROM map_version")[0].whole(0);
}

}  // namespace

Result<std::int64_t> PostgresStorage::import_features(std::string_view role,
                                                      std::string_view source,
                                                      std::span<const Feature> features,
                                                      std::int64_t at_ms) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        lock_exclusive(connection, kLockMap);
        drop_features(connection, role, source);
        for (std::size_t done = 0; done < features.size(); done += kAtOnce)
            insert_features(connection, role, source,
                            features.subspan(done, std::min(kAtOnce, features.size() - done)));
        const auto count = static_cast<std::int64_t>(features.size());
        add_import(connection, role, source, count, at_ms);
        connection.run("UPDATE map_version SET version = version + 1");
        return count;
    });
}

Result<api::MapPart> PostgresStorage::map_part(const Box& box, std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        api::MapPart part;
        part.box = box;
        const PostgresResult rows = connection.run(
            "SELECT role, name, code, geometry FROM features "
            "WHERE box(point(west, south), point(east, north)) && "
            "box(point($1::float8, $2::float8), point($3::float8, $4::float8)) "
            "AND role IN ('community', 'building', 'road', 'water', 'green') "
            "ORDER BY size DESC, id LIMIT $5::bigint",
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
    const std::int64_t version = map_version(connection);
    const std::lock_guard lock(m_areas_mutex);
    if (m_areas == nullptr || m_areas_version < version) {
        const PostgresTransaction snapshot(connection,
                                           "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        m_areas_version = map_version(connection);
        m_areas = std::make_shared<const CommunityAreas>(load_areas(connection));
    }
    return m_areas;
}

Result<std::optional<std::string>> PostgresStorage::community_at(Wgs84Point point) {
    return read([&](PostgresConnection& connection) { return areas(connection)->at(point); });
}

Result<Box> PostgresStorage::map_box() {
    return read([&](PostgresConnection& connection) {
        const PostgresResult row =
            connection.run("SELECT min(west), min(south), max(east), max(north) FROM features");
        Box box;
        if (!row[0].is_null(0))
            box = {row[0].real(0), row[0].real(1), row[0].real(2), row[0].real(3)};
        return box;
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
            "SELECT id, role, source, geometry, properties FROM features WHERE id > $1 "
            "ORDER BY id LIMIT $2",
            PostgresValues::of(id, limit));
        std::vector<StoredFeature> out;
        for (int i = 0; i < rows.rows(); ++i) {
            auto properties = parse_own_json(rows[i].text(4));
            if (!properties) throw StorageFailure(properties.error());
            out.push_back({rows[i].whole(0),
                           rows[i].string(1),
                           rows[i].string(2),
                           {stored_geometry(rows[i].text(3)), *std::move(properties)}});
        }
        return out;
    });
}

Result<void> PostgresStorage::restore_features(std::span<const StoredFeature> features) {
    return write([&](PostgresConnection& connection) {
        lock_exclusive(connection, kLockMap);
        for (const StoredFeature& one : features)
            insert_features(connection, one.role, one.source, {&one.feature, 1});
        connection.run("UPDATE map_version SET version = version + 1");
    });
}

}  // namespace kongdi::server
