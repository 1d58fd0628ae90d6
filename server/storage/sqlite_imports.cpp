// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_imports.hpp"

#include "core/codec/json.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/space_rows.hpp"
#include "server/storage/sqlite_sql.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kCommunityRole = "community";
constexpr std::string_view kFacilityRole = "facility";

constexpr std::string_view kSelectImport =
    "SELECT id, at_ms, role, source, account, features, refused, state FROM imports ";

StoredImport import_of(const Statement& row) {
    return {row.whole(0),  row.whole(1),
            row.string(2), row.string(3),
            row.string(4), row.whole(5),
            row.whole(6),  import_state_from_name(row.text(7)).value_or(ImportState::Gone)};
}

void set_state(Database& database, std::int64_t id, ImportState state) {
    database.prepare("UPDATE imports SET state = ? WHERE id = ?")
        .bind(import_state_name(state), id)
        .run();
}

struct Replaced {
    std::int64_t import = 0;  // 0 for none
    std::int64_t gone = 0;    // was replaced by it before, and cannot return now
};

/// What the import in the place of another does to the list.
Replaced apply_import(Database& database, const StoredImport& import, bool undoable) {
    Replaced out;
    {
        Statement before = database.prepare(
            "SELECT id, coalesce(replaces, 0) FROM imports "
            "WHERE role = ? AND source = ? AND state = 'live'");
        before.bind(import.role, import.source);
        if (before.step()) out = {before.whole(0), before.whole(1)};
    }
    set_state(database, out.gone, ImportState::Gone);
    set_state(database, out.import, undoable ? ImportState::Replaced : ImportState::Gone);
    if (!undoable) out.import = 0;
    database.prepare("INSERT INTO imports VALUES (?,?,?,?,?,?,?,?,nullif(?, 0))")
        .bind(import.id, import.at_ms, import.role, import.source, import.by, import.features,
              import.refused, import_state_name(ImportState::Live), out.import)
        .run();
    return out;
}

void apply_undo(Database& database, std::int64_t id) {
    set_state(database, id, ImportState::Undone);
    database
        .prepare(
            "UPDATE imports SET state = 'live' WHERE state = 'replaced' AND "
            "id = (SELECT replaces FROM imports WHERE id = ?)")
        .bind(id)
        .run();
}

void apply_codes(Database& database, std::int64_t import, const std::vector<CommunityName>& codes) {
    for (const CommunityName& one : codes)
        database.prepare("INSERT OR REPLACE INTO community_codes VALUES (?,?,?,?,?)")
            .bind(import, one.code, one.name, one.street, one.district)
            .run();
}

void drop_features(Database& database, std::int64_t import) {
    database
        .prepare(
            "DELETE FROM communities WHERE feature IN (SELECT id FROM features WHERE import = ?)")
        .bind(import)
        .run();
    database
        .prepare("DELETE FROM features_box WHERE id IN (SELECT id FROM features WHERE import = ?)")
        .bind(import)
        .run();
    database.prepare("DELETE FROM features WHERE import = ?").bind(import).run();
}

/// Gives its id.
std::int64_t insert_row(Database& database, std::int64_t import, std::string_view role,
                        std::string_view source, const StagedRow& row) {
    database
        .prepare(
            "INSERT INTO features (role, source, name, code, size, geometry, properties, import) "
            "VALUES (?,?,?,?,?,?,?,?)")
        .bind(role, source, row.name, row.code, row.size(), row.geometry, row.properties, import)
        .run();
    const std::int64_t id = database.last_row_id();
    database.prepare("INSERT INTO features_box VALUES (?,?,?,?,?)")
        .bind(id, row.box.west, row.box.east, row.box.south, row.box.north)
        .run();
    return id;
}

void insert_rows(Database& database, std::int64_t import, StagedLayer& staged) {
    const NewLayer& layer = staged.layer();
    or_throw(staged.begin());
    StagedRow row;
    while (or_throw(staged.next(row))) {
        const std::int64_t id = insert_row(database, import, layer.role, layer.source, row);
        if (layer.role != kCommunityRole) continue;
        database
            .prepare(
                "INSERT INTO communities VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET "
                "name = excluded.name, street = excluded.street, feature = excluded.feature")
            .bind(row.code, row.name, row.street, id)
            .run();
    }
}

}  // namespace

void insert_feature(Database& database, std::int64_t import, std::string_view role,
                    std::string_view source, const Feature& feature) {
    insert_row(database, import, role, source, or_throw(staged_row(role, feature)));
}

void derive_communities(Database& database) {
    database.execute("DELETE FROM communities");
    database
        .prepare(
            "INSERT OR REPLACE INTO communities SELECT f.code, f.name, "
            "coalesce(json_extract(f.properties, '$.street'), ''), f.id FROM features f "
            "JOIN imports i ON i.id = f.import WHERE f.role = 'community' AND i.state = 'live' "
            "ORDER BY f.id")
        .run();
}

void adopt_features(Database& database, const Catalogue& catalogue) {
    SqliteSql sql(database);
    for (const std::int64_t id : adopt_facilities(sql, catalogue)) {
        database.prepare("DELETE FROM features_box WHERE id = ?").bind(id).run();
        database.prepare("DELETE FROM features WHERE id = ?").bind(id).run();
    }
    settle_old_spaces(sql);
}

void count_map_change(Database& database, std::string_view role) {
    database.prepare("UPDATE map_version SET version = version + 1").run();
    database.prepare("DELETE FROM tiles WHERE layer = ? OR layer = 'map'").bind(role).run();
}

StoredImport add_layer(Database& database, StagedLayer& staged, std::int64_t at_ms,
                       FacilityIntake& facilities) {
    const NewLayer& layer = staged.layer();
    facilities.take(staged.facilities());
    // The number its event will have: nobody else writes meanwhile.
    StoredImport import;
    {
        Statement last = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
        import.id = (last.step() ? last.whole(0) : 0) + 1;
    }
    import.at_ms = at_ms;
    import.role = layer.role;
    import.source = layer.source;
    import.by = layer.by;
    insert_rows(database, import.id, staged);
    import.features = staged.count() - facilities.repeated();
    import.refused = staged.refused();
    std::optional<Blob> bytes;
    const std::string codes = code_list_bytes(layer.codes);
    if (layer.role == kCodeListRole) bytes = Blob{codes};
    database.prepare("INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,?,?)")
        .bind(at_ms, "import", layer.role, bytes, write_json(import_facts(import)))
        .run();
    SqliteSql sql(database);
    file_imported(sql, import, facilities.rows());
    const Replaced replaced = apply_import(database, import, true);
    apply_codes(database, import.id, layer.codes);
    drop_features(database, replaced.gone);
    if (replaced.import != 0 && layer.role == kCommunityRole) derive_communities(database);
    count_map_change(database, layer.role);
    return import;
}

StoredImport add_undo(Database& database, std::int64_t id, std::string_view by,
                      std::int64_t at_ms) {
    StoredImport import;
    {
        Statement row = database.prepare(std::string(kSelectImport) + "WHERE id = ?");
        row.bind(id);
        if (!row.step()) throw StorageFailure(ErrorCode::NotFound, "no such import");
        import = import_of(row);
    }
    if (import.state != ImportState::Live)
        throw StorageFailure(ErrorCode::ImportReplaced,
                             "it is " + std::string(import_state_name(import.state)));
    database.prepare("INSERT INTO events (at_ms, kind, subject, bytes, facts) VALUES (?,?,?,?,?)")
        .bind(at_ms, "import", import.role, nullptr, write_json(undo_facts(id, by)))
        .run();
    if (import.role == kFacilityRole) {
        SqliteSql sql(database);
        retract_imported(sql, id, by, at_ms);
    }
    apply_undo(database, id);
    drop_features(database, id);
    if (import.role == kCommunityRole) derive_communities(database);
    count_map_change(database, import.role);
    import.state = ImportState::Undone;
    return import;
}

void fold_import(Database& database, std::int64_t seq, std::int64_t at_ms, std::string_view role,
                 const Value& facts, std::string_view bytes) {
    if (const std::int64_t undone = facts["undo"].int_or(0)) {
        apply_undo(database, undone);
        return;
    }
    apply_import(database, import_of_facts(seq, at_ms, std::string(role), facts),
                 could_be_undone(facts));
    if (role == kCodeListRole) apply_codes(database, seq, codes_of_bytes(bytes));
}

Result<std::vector<StoredImport>> SqliteStorage::import_layers(std::span<const NewLayer> layers,
                                                               std::int64_t at_ms) {
    auto staged = staged_layers(layers, m_catalogue);
    if (!staged) return staged.error();
    std::vector<StoredImport> out;
    KONGDI_CHECK(m_writer.run([&](Database& database) {
        out.clear();
        // Others read the boundaries as they were; a community that comes along counts at once.
        std::optional<CommunityAreas> own;
        FacilityIntake facilities(
            [&](Wgs84Point point) { return own ? own->at(point) : areas()->at(point); });
        for (StagedLayer& layer : *staged) {
            out.push_back(add_layer(database, layer, at_ms, facilities));
            if (layer.layer().role == kCommunityRole) own.emplace(load_areas(database));
        }
    }));
    return out;
}

Result<StoredImport> SqliteStorage::undo_import(std::int64_t id, std::string_view by,
                                                std::int64_t at_ms) {
    StoredImport out;
    KONGDI_CHECK(
        m_writer.run([&](Database& database) { out = add_undo(database, id, by, at_ms); }));
    return out;
}

Result<std::vector<StoredImport>> SqliteStorage::imports(std::int64_t limit) {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare(std::string(kSelectImport) + "ORDER BY id DESC LIMIT ?");
        rows.bind(limit);
        std::vector<StoredImport> out;
        while (rows.step()) out.push_back(import_of(rows));
        return out;
    });
}

Result<std::vector<CommunityName>> SqliteStorage::known_communities() {
    return guarded([&] {
        auto database = m_readers.lend();
        Statement rows = database->prepare(
            "SELECT c.code, c.name, c.street, c.district FROM community_codes c "
            "JOIN imports i ON i.id = c.import AND i.state = 'live' AND i.id = "
            "(SELECT max(d.import) FROM community_codes d JOIN imports j ON j.id = d.import "
            "WHERE d.code = c.code AND j.state = 'live') "
            "UNION ALL SELECT code, name, street, '' FROM communities WHERE code NOT IN "
            "(SELECT c.code FROM community_codes c JOIN imports i ON i.id = c.import "
            "WHERE i.state = 'live') ORDER BY 1");
        std::vector<CommunityName> out;
        while (rows.step())
            out.push_back({rows.string(0), rows.string(1), rows.string(2), rows.string(3)});
        return out;
    });
}

}  // namespace kongdi::server
