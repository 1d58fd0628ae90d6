// SPDX-License-Identifier: Apache-2.0
// The map as imported, found by rectangle; communities and which of them is around a point.
#include <algorithm>

#include "core/base/id.hpp"
#include "core/codec/json.hpp"
#include "server/storage/sqlite_events.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kCommunityRole = "community";

void drop_features(Database& database, std::string_view role, std::string_view source) {
    constexpr std::string_view kThose = "(SELECT id FROM features WHERE role = ? AND source = ?)";
    database.prepare("DELETE FROM communities WHERE feature IN " + std::string(kThose))
        .bind(role, source)
        .run();
    database.prepare("DELETE FROM features_box WHERE id IN " + std::string(kThose))
        .bind(role, source)
        .run();
    database.prepare("DELETE FROM features WHERE role = ? AND source = ?").bind(role, source).run();
}

/// Longer side in degrees: good enough to draw what is large before what is small.
double size_of(const Box& box) { return std::max(box.east - box.west, box.north - box.south); }

void insert_feature(Database& database, std::string_view role, std::string_view source,
                    const Feature& feature) {
    const std::string_view name = feature.properties["name"].string_or("");
    const std::string_view code = feature.properties["code"].string_or("");
    const Box box = box_of(feature.geometry);
    if (box.empty()) throw StorageFailure(ErrorCode::FieldMissing, "a feature without points");
    database
        .prepare(
            "INSERT INTO features (role, source, name, code, size, geometry, properties) "
            "VALUES (?,?,?,?,?,?,?)")
        .bind(role, source, name, code, size_of(box), write_json(geometry_tree(feature.geometry)),
              write_json(feature.properties))
        .run();
    const std::int64_t id = database.last_row_id();
    database.prepare("INSERT INTO features_box VALUES (?,?,?,?,?)")
        .bind(id, box.west, box.east, box.south, box.north)
        .run();
    if (role != kCommunityRole) return;
    if (!is_community_code(code))
        throw StorageFailure(ErrorCode::CommunityCode, "a community without its code");
    database
        .prepare(
            "INSERT INTO communities VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET "
            "name = excluded.name, street = excluded.street, feature = excluded.feature")
        .bind(code, name, feature.properties["street"].string_or(""), id)
        .run();
}

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

}  // namespace

Result<std::int64_t> SqliteStorage::import_features(std::string_view role, std::string_view source,
                                                    std::span<const Feature> features,
                                                    std::int64_t at_ms) {
    const auto count = static_cast<std::int64_t>(features.size());
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        drop_features(database, role, source);
        for (const Feature& feature : features) insert_feature(database, role, source, feature);
        add_import(database, role, source, count, at_ms);
    }));
    if (role == kCommunityRole) {
        const std::lock_guard lock(m_areas_mutex);
        m_areas.reset();
    }
    return count;
}

Result<api::MapPart> SqliteStorage::map_part(const Box& box, std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        api::MapPart part;
        part.box = box;
        Statement rows = database->prepare(
            "SELECT f.role, f.name, f.code, f.geometry FROM features_box b "
            "JOIN features f ON f.id = b.id WHERE b.west <= ? AND b.east >= ? AND b.south <= ? "
            "AND b.north >= ? AND f.role IN ('community', 'building', 'road', 'water', 'green') "
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
    const std::lock_guard lock(m_areas_mutex);
    if (m_areas == nullptr) {
        auto database = m_readers.lend();
        m_areas = std::make_shared<const CommunityAreas>(load_areas(*database));
    }
    return m_areas;
}

Result<std::optional<std::string>> SqliteStorage::community_at(Wgs84Point point) {
    return guarded([&] { return areas()->at(point); });
}

Result<Box> SqliteStorage::map_box() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement row = database->prepare(
            "SELECT min(west), min(south), max(east), max(north) FROM features_box");
        Box box;
        if (row.step() && !row.is_null(0))
            box = {row.real(0), row.real(1), row.real(2), row.real(3)};
        return box;
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
            "SELECT id, role, source, geometry, properties FROM features WHERE id > ? "
            "ORDER BY id LIMIT ?");
        rows.bind(id, limit);
        std::vector<StoredFeature> out;
        while (rows.step())
            out.push_back({rows.whole(0), rows.string(1), rows.string(2),
                           stored_feature(rows.text(3), rows.text(4))});
        return out;
    });
}

Result<void> SqliteStorage::restore_features(std::span<const StoredFeature> features) {
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        for (const StoredFeature& one : features)
            insert_feature(database, one.role, one.source, one.feature);
    }));
    const std::lock_guard lock(m_areas_mutex);
    m_areas.reset();
    return {};
}

}  // namespace kongdi::server
