// SPDX-License-Identifier: Apache-2.0
// The map as imported, found by rectangle; communities and which of them is around a point.
#include "core/codec/json.hpp"
#include "server/storage/sqlite_imports.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

Result<Geometry> stored_geometry(std::string_view text) {
    const Value tree = KONGDI_TRY(parse_own_json(text));
    return geometry_of(tree);
}

Feature stored_feature(std::string_view geometry, std::string_view properties) {
    auto shape = stored_geometry(geometry);
    if (!shape) throw StorageFailure(shape.error());
    auto facts = parse_own_json(properties);
    if (!facts) throw StorageFailure(facts.error());
    return {*std::move(shape), *std::move(facts)};
}

}  // namespace

std::vector<CommunityArea> load_areas(Database& database) {
    std::vector<CommunityArea> out;
    Statement rows = database.prepare(
        "SELECT c.code, f.geometry FROM communities c JOIN features f ON f.id = c.feature");
    while (rows.step()) {
        auto geometry = stored_geometry(rows.text(1));
        if (!geometry) throw StorageFailure(geometry.error());
        if (auto* area = std::get_if<MultiPolygon>(&*geometry))
            out.push_back({rows.string(0), {}, std::move(*area)});
    }
    return out;
}

namespace {

std::int64_t version_of_map(Database& database) {
    Statement row = database.prepare("SELECT version FROM map_version");
    return row.step() ? row.whole(0) : 0;
}

Box box_found(Database& database, std::string_view query) {
    Statement row = database.prepare(query);
    if (!row.step() || row.is_null(0)) return {};
    return {row.real(0), row.real(1), row.real(2), row.real(3)};
}

/// A road that leads out of the city is no reason to show the whole province.
Box load_box(Database& database) {
    const Box communities =
        box_found(database,
                  "SELECT min(b.west), min(b.south), max(b.east), max(b.north) FROM communities c "
                  "JOIN features_box b ON b.id = c.feature");
    if (!communities.empty()) return communities;
    return box_found(
        database,
        "SELECT min(b.west), min(b.south), max(b.east), max(b.north) FROM features_box b "
        "JOIN features f ON f.id = b.id JOIN imports i ON i.id = f.import "
        "WHERE i.state = 'live'");
}

}  // namespace

Result<api::MapPart> SqliteStorage::map_part(const Box& box, std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        api::MapPart part;
        part.box = box;
        Statement rows = database->prepare(
            "SELECT f.role, f.name, f.code, f.geometry FROM features_box b "
            "JOIN features f ON f.id = b.id JOIN imports i ON i.id = f.import "
            "WHERE b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ? "
            "AND f.role IN ('community', 'building', 'road', 'water', 'green') "
            "AND i.state = 'live' "
            "ORDER BY f.size DESC, f.id LIMIT ?");
        rows.bind(box.east, box.west, box.north, box.south, limit);
        while (rows.step()) {
            auto geometry = stored_geometry(rows.text(3));
            if (!geometry) throw StorageFailure(geometry.error());
            part.features.push_back(
                {rows.string(0), rows.string(1), rows.string(2), *std::move(geometry)});
        }
        return part;
    });
}

Result<std::vector<api::Community>> SqliteStorage::communities() {
    return guarded([&] {
        auto database = m_readers.lend();
        std::vector<api::Community> out;
        Statement rows =
            database->prepare("SELECT code, name, street FROM communities ORDER BY code");
        while (rows.step()) out.push_back({rows.string(0), rows.string(1), rows.string(2)});
        return out;
    });
}

std::shared_ptr<const CommunityAreas> SqliteStorage::areas() {
    auto database = m_readers.lend();
    const std::int64_t version = version_of_map(*database);
    const std::lock_guard lock(m_areas_mutex);
    // Another program may have imported.
    if (m_areas == nullptr || m_areas_version < version) {
        m_areas = std::make_shared<const CommunityAreas>(load_areas(*database));
        m_areas_version = version;
    }
    return m_areas;
}

Result<std::optional<std::string>> SqliteStorage::community_at(Wgs84Point point) {
    return guarded([&] { return areas()->at(point); });
}

Result<Box> SqliteStorage::map_box() {
    return guarded([&] {
        auto database = m_readers.lend();
        const std::int64_t version = version_of_map(*database);
        const std::lock_guard lock(m_box_mutex);
        if (m_box_version != version) {
            m_box = load_box(*database);
            m_box_version = version;
        }
        return m_box;
    });
}

Result<std::optional<Box>> SqliteStorage::community_box(std::string_view code) {
    return guarded([&]() -> std::optional<Box> {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT b.west, b.south, b.east, b.north FROM communities c "
            "JOIN features_box b ON b.id = c.feature WHERE c.code = ?");
        row.bind(code);
        if (!row.step()) return std::nullopt;
        return Box{row.real(0), row.real(1), row.real(2), row.real(3)};
    });
}

Result<std::vector<StoredFeature>> SqliteStorage::features_after(std::int64_t id,
                                                                 std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare(
            "SELECT id, import, role, source, geometry, properties FROM features WHERE id > ? "
            "ORDER BY id LIMIT ?");
        rows.bind(id, limit);
        std::vector<StoredFeature> out;
        while (rows.step())
            out.push_back({rows.whole(0), rows.whole(1), rows.string(2), rows.string(3),
                           stored_feature(rows.text(4), rows.text(5))});
        return out;
    });
}

Result<void> SqliteStorage::restore_features(std::span<const StoredFeature> features) {
    Result<void> done = m_writer.run([&](Database& database) {
        for (const StoredFeature& one : features)
            insert_feature(database, one.import, one.role, one.source, one.feature);
    });
    const std::lock_guard lock(m_box_mutex);
    m_box_version = -1;
    return done;
}

}  // namespace kongdi::server
