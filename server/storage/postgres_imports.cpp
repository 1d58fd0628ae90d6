// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_imports.hpp"

#include "core/codec/json.hpp"
#include "server/storage/event_facts.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_sql.hpp"
#include "server/storage/postgres_storage.hpp"
#include "server/storage/space_rows.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kCommunityRole = "community";
constexpr std::string_view kFacilityRole = "facility";
constexpr std::size_t kAtOnce = 500;

constexpr std::string_view kSelectImport =
    "SELECT id, at_ms, role, source, account, features, refused, state FROM imports ";

std::vector<std::int64_t> new_ids(PostgresConnection& connection, std::size_t count) {
    const PostgresResult rows = connection.run(
        "SELECT nextval(pg_get_serial_sequence('features', 'id')) FROM generate_series(1, $1::int)",
        PostgresValues::of(count));
    std::vector<std::int64_t> out;
    for (int i = 0; i < rows.rows(); ++i) out.push_back(rows[i].whole(0));
    return out;
}

StoredImport import_of(const PostgresRow& row) {
    return {row.whole(0),  row.whole(1),
            row.string(2), row.string(3),
            row.string(4), row.whole(5),
            row.whole(6),  import_state_from_name(row.text(7)).value_or(ImportState::Gone)};
}

void set_state(PostgresConnection& connection, std::int64_t id, ImportState state) {
    connection.run("UPDATE imports SET state = $1 WHERE id = $2",
                   PostgresValues::of(import_state_name(state), id));
}

struct Replaced {
    std::optional<std::int64_t> import = {};
    std::optional<std::int64_t> gone = {};  // was replaced by it before, and cannot return now
};

/// What the import in the place of another does to the list.
Replaced apply_import(PostgresConnection& connection, const StoredImport& import, bool undoable) {
    Replaced out;
    const PostgresResult before = connection.run(
        "SELECT id, replaces FROM imports WHERE role = $1 AND source = $2 AND state = 'live'",
        PostgresValues::of(import.role, import.source));
    if (!before.empty()) {
        out.import = before[0].whole(0);
        if (!before[0].is_null(1)) out.gone = before[0].whole(1);
    }
    if (out.gone) set_state(connection, *out.gone, ImportState::Gone);
    if (out.import)
        set_state(connection, *out.import, undoable ? ImportState::Replaced : ImportState::Gone);
    if (!undoable) out.import.reset();
    connection.run("INSERT INTO imports VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                   PostgresValues::of(import.id, import.at_ms, import.role, import.source,
                                      import.by, import.features, import.refused,
                                      import_state_name(ImportState::Live), out.import));
    return out;
}

void apply_undo(PostgresConnection& connection, std::int64_t id) {
    set_state(connection, id, ImportState::Undone);
    connection.run(
        "UPDATE imports SET state = 'live' WHERE state = 'replaced' AND "
        "id = (SELECT replaces FROM imports WHERE id = $1)",
        PostgresValues::of(id));
}

void apply_codes(PostgresConnection& connection, std::int64_t import,
                 const std::vector<CommunityName>& codes) {
    if (codes.empty()) return;
    PostgresArray code, name, street, district;
    for (const CommunityName& one : codes) {
        code.add(one.code);
        name.add(one.name);
        street.add(one.street);
        district.add(one.district);
    }
    connection.run(
        "INSERT INTO community_codes SELECT DISTINCT ON (c.code) $1, c.code, c.name, c.street, "
        "c.district FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY "
        "AS c (code, name, street, district, place) ORDER BY c.code, c.place DESC",
        PostgresValues::of(import, code, name, street, district));
}

/// Rows on their way into the table, many at once.
class FeatureBatch {
public:
    explicit FeatureBatch(PostgresConnection& connection) : m_connection(connection) {}

    void add(std::int64_t import, std::string_view role, std::string_view source,
             const StagedRow& row) {
        m_role.add(role);
        m_source.add(source);
        m_name.add(row.name);
        m_code.add(row.code);
        m_size.add(row.size());
        m_west.add(row.box.west);
        m_east.add(row.box.east);
        m_south.add(row.box.south);
        m_north.add(row.box.north);
        m_geometry.add(row.geometry);
        m_properties.add(row.properties);
        m_import.add(import);
        if (++m_count == kAtOnce) insert();
    }

    void insert() {
        if (m_count == 0) return;
        PostgresArray id;
        for (const std::int64_t one : new_ids(m_connection, m_count)) id.add(one);
        m_connection.run(
            "INSERT INTO features (id, role, source, name, code, size, west, east, south, north, "
            "geometry, properties, import) SELECT * FROM unnest($1::bigint[], $2::text[], "
            "$3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::float8[], "
            "$9::float8[], $10::float8[], $11::text[], $12::text[], $13::bigint[])",
            PostgresValues::of(id, m_role, m_source, m_name, m_code, m_size, m_west, m_east,
                               m_south, m_north, m_geometry, m_properties, m_import));
        for (PostgresArray* one : {&m_role, &m_source, &m_name, &m_code, &m_size, &m_west, &m_east,
                                   &m_south, &m_north, &m_geometry, &m_properties, &m_import})
            *one = {};
        m_count = 0;
    }

private:
    PostgresConnection& m_connection;
    PostgresArray m_role, m_source, m_name, m_code, m_size, m_west, m_east, m_south, m_north,
        m_geometry, m_properties, m_import;
    std::size_t m_count = 0;
};

void insert_rows(PostgresConnection& connection, std::int64_t import, StagedLayer& staged) {
    const NewLayer& layer = staged.layer();
    or_throw(staged.begin());
    FeatureBatch batch(connection);
    StagedRow row;
    while (or_throw(staged.next(row))) batch.add(import, layer.role, layer.source, row);
    batch.insert();
}

/// Rows of an import that came in the place of none.
void add_communities(PostgresConnection& connection, std::int64_t import) {
    connection.run(
        "INSERT INTO communities SELECT DISTINCT ON (code) code, name, "
        "coalesce(properties::json ->> 'street', ''), id FROM features WHERE import = $1 "
        "ORDER BY code, id DESC ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
        "street = excluded.street, feature = excluded.feature",
        PostgresValues::of(import));
}

void add_event(PostgresConnection& connection, std::int64_t seq, std::int64_t at_ms,
               std::string_view role, const std::optional<std::string>& bytes, const Value& facts) {
    std::optional<PostgresBytes> blob;
    if (bytes) blob = PostgresBytes{*bytes};
    connection.run("INSERT INTO events VALUES ($1, $2, 'import', $3, $4, $5)",
                   PostgresValues::of(seq, at_ms, role, blob, write_json(facts)));
}

std::int64_t next_seq(PostgresConnection& connection) {
    return connection.run("SELECT nextval('events_seq')")[0].whole(0);
}

}  // namespace

void insert_features(PostgresConnection& connection, std::span<const StoredFeature> features) {
    FeatureBatch batch(connection);
    for (const StoredFeature& one : features)
        batch.add(one.import, one.role, one.source, or_throw(staged_row(one.role, one.feature)));
    batch.insert();
}

void derive_communities(PostgresConnection& connection) {
    connection.run("DELETE FROM communities");
    connection.run(
        "INSERT INTO communities SELECT DISTINCT ON (f.code) f.code, f.name, "
        "coalesce(f.properties::json ->> 'street', ''), f.id FROM features f "
        "JOIN imports i ON i.id = f.import WHERE f.role = 'community' AND i.state = 'live' "
        "ORDER BY f.code, f.id DESC");
}

void adopt_features(PostgresConnection& connection, const Catalogue& catalogue) {
    PostgresTransaction transaction(connection);
    lock_shared(connection, kLockEvents);
    lock_exclusive(connection, kLockMap);
    lock_exclusive(connection, kLockRegister);
    PostgresSql sql(connection);
    for (const std::int64_t id : adopt_facilities(sql, catalogue))
        connection.run("DELETE FROM features WHERE id = $1", PostgresValues::of(id));
    settle_old_spaces(sql);
    transaction.commit();
}

void count_map_change(PostgresConnection& connection, std::string_view role) {
    connection.run("UPDATE map_version SET version = version + 1");
    connection.run("DELETE FROM tiles WHERE layer = $1 OR layer = 'map'", PostgresValues::of(role));
}

StoredImport add_layer(PostgresConnection& connection, StagedLayer& staged, std::int64_t at_ms,
                       FacilityIntake& facilities) {
    const NewLayer& layer = staged.layer();
    facilities.take(staged.facilities());
    // First: a tile that is kept meanwhile is seen and taken away.
    count_map_change(connection, layer.role);
    StoredImport import;
    import.id = next_seq(connection);
    import.at_ms = at_ms;
    import.role = layer.role;
    import.source = layer.source;
    import.by = layer.by;
    insert_rows(connection, import.id, staged);
    import.features = staged.count() - facilities.repeated();
    import.refused = staged.refused();
    std::optional<std::string> bytes;
    if (layer.role == kCodeListRole) bytes = code_list_bytes(layer.codes);
    add_event(connection, import.id, at_ms, layer.role, bytes, import_facts(import));
    PostgresSql sql(connection);
    file_imported(sql, import, facilities.rows());
    const Replaced replaced = apply_import(connection, import, true);
    apply_codes(connection, import.id, layer.codes);
    if (replaced.gone)
        connection.run("DELETE FROM features WHERE import = $1",
                       PostgresValues::of(*replaced.gone));
    if (layer.role != kCommunityRole) return import;
    if (replaced.import)
        derive_communities(connection);
    else
        add_communities(connection, import.id);
    return import;
}

StoredImport add_undo(PostgresConnection& connection, std::int64_t id, std::string_view by,
                      std::int64_t at_ms) {
    const PostgresResult row =
        connection.run(std::string(kSelectImport) + "WHERE id = $1", PostgresValues::of(id));
    if (row.empty()) throw StorageFailure(ErrorCode::NotFound, "no such import");
    StoredImport import = import_of(row[0]);
    if (import.state != ImportState::Live)
        throw StorageFailure(ErrorCode::ImportReplaced,
                             "it is " + std::string(import_state_name(import.state)));
    count_map_change(connection, import.role);
    add_event(connection, next_seq(connection), at_ms, import.role, std::nullopt,
              undo_facts(id, by));
    if (import.role == kFacilityRole) {
        PostgresSql sql(connection);
        retract_imported(sql, id, by, at_ms);
    }
    apply_undo(connection, id);
    connection.run("DELETE FROM features WHERE import = $1", PostgresValues::of(id));
    if (import.role == kCommunityRole) derive_communities(connection);
    import.state = ImportState::Undone;
    return import;
}

void fold_import(PostgresConnection& connection, std::int64_t seq, std::int64_t at_ms,
                 std::string_view role, const Value& facts, std::string_view bytes) {
    if (const std::int64_t undone = facts["undo"].int_or(0)) {
        apply_undo(connection, undone);
        return;
    }
    apply_import(connection, import_of_facts(seq, at_ms, std::string(role), facts),
                 could_be_undone(facts));
    if (role == kCodeListRole) apply_codes(connection, seq, codes_of_bytes(bytes));
}

Result<std::vector<StoredImport>> PostgresStorage::import_layers(std::span<const NewLayer> layers,
                                                                 std::int64_t at_ms) {
    // Before the transaction: reading the boundaries is one of its own.
    const auto known =
        KONGDI_TRY(read([this](PostgresConnection& connection) { return areas(connection); }));
    auto staged = staged_layers(layers, m_catalogue);
    if (!staged) return staged.error();
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        lock_exclusive(connection, kLockMap);
        lock_exclusive(connection, kLockRegister);
        // A community that comes along counts at once.
        std::optional<CommunityAreas> own;
        FacilityIntake facilities(
            [&](Wgs84Point point) { return own ? own->at(point) : known->at(point); });
        std::vector<StoredImport> out;
        for (StagedLayer& layer : *staged) {
            out.push_back(add_layer(connection, layer, at_ms, facilities));
            if (layer.layer().role == kCommunityRole) own.emplace(load_areas(connection));
        }
        return out;
    });
}

Result<StoredImport> PostgresStorage::undo_import(std::int64_t id, std::string_view by,
                                                  std::int64_t at_ms) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        lock_exclusive(connection, kLockMap);
        lock_exclusive(connection, kLockRegister);
        return add_undo(connection, id, by, at_ms);
    });
}

Result<std::vector<StoredImport>> PostgresStorage::imports(std::int64_t limit) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows = connection.run(
            std::string(kSelectImport) + "ORDER BY id DESC LIMIT $1", PostgresValues::of(limit));
        std::vector<StoredImport> out;
        for (int i = 0; i < rows.rows(); ++i) out.push_back(import_of(rows[i]));
        return out;
    });
}

}  // namespace kongdi::server
