// SPDX-License-Identifier: Apache-2.0
#include "server/storage/store_view.hpp"

#include "core/codec/json.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/sql.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

constexpr std::string_view kSqlite = "sqlite:";

std::unique_ptr<StoreView> opened(std::string_view url, const Catalogue& catalogue) {
    if (url.starts_with(kSqlite))
        return view_of_folder(std::string(url.substr(kSqlite.size())), catalogue);
    return view_of_database(std::string(url), catalogue);
}

/// What happened to something that nobody knows of, by the kind of event.
struct Orphans {
    std::string_view what;
    std::string_view statement;  // gives one text for each
};
constexpr std::array<Orphans, 4> kOrphans{{
    {"move of no record: event",
     "SELECT e.seq FROM events e WHERE e.kind = 'move' AND e.facts <> '{\"erased\":true}' "
     "AND NOT EXISTS "
     "(SELECT 1 FROM records r WHERE r.id = e.subject) ORDER BY e.seq"},
    {"other bytes of no record: event",
     "SELECT e.seq FROM events e WHERE e.kind = 'conflict' AND e.facts <> '{\"erased\":true}' "
     "AND NOT EXISTS "
     "(SELECT 1 FROM records r WHERE r.id = e.subject) ORDER BY e.seq"},
    {"photo without an event:",
     "SELECT p.sha256 FROM photos p WHERE NOT EXISTS "
     "(SELECT 1 FROM events e WHERE e.subject = p.sha256 AND e.kind = 'photo') ORDER BY 1"},
    {"map features of no import:",
     "SELECT f.import FROM features f WHERE f.import <> 0 AND NOT EXISTS "
     "(SELECT 1 FROM events e WHERE e.seq = f.import) GROUP BY f.import ORDER BY 1"},
}};

}  // namespace

Result<std::unique_ptr<StoreView>> open_store_view(std::string_view url,
                                                   const Catalogue& catalogue) {
    const bool is_folder = url.starts_with(kSqlite) && url.size() > kSqlite.size();
    if (!is_folder && !url.starts_with("postgres://") && !url.starts_with("postgresql://"))
        return open_storage(url, catalogue).error();  // it says which there are
    auto view = KONGDI_TRY(guarded([&] { return opened(url, catalogue); }));
    const std::int64_t version = KONGDI_TRY(view->schema_version());
    // Both kinds of store have the same number of steps; their contract tests see to it.
    if (version != newest_schema_version())
        return Error{ErrorCode::Internal,
                     {},
                     "the store has schema " + std::to_string(version) + ", this program needs " +
                         std::to_string(newest_schema_version()) +
                         ": take the program that serves it"};
    return view;
}

Result<std::int64_t> StoreView::schema_version() {
    return guarded([&] {
        return sql().run("SELECT coalesce(max(version), 0) FROM schema_version")[0].whole(0);
    });
}

Result<std::int64_t> StoreView::last_event() {
    return guarded(
        [&] { return sql().run("SELECT coalesce(max(seq), 0) FROM events")[0].whole(0); });
}

Result<ReadChain> StoreView::read_chain() {
    return guarded([&] {
        const SqlRows last = sql().run("SELECT count(*), max(seq) FROM read_log WHERE place = 0");
        ReadChain out{last[0].whole(0), {}};
        if (out.events == 0) return out;
        const SqlRows facts =
            sql().run("SELECT facts FROM events WHERE seq = ?", {last[0].whole(1)});
        if (facts.empty()) throw StorageFailure(ErrorCode::Internal, "a read of no event");
        out.hash = or_throw(parse_own_json(facts[0].text(0))).text("hash");
        return out;
    });
}

Result<std::vector<StoredFeature>> StoreView::features_after(std::int64_t id, std::int64_t limit) {
    return guarded([&] {
        std::vector<StoredFeature> out;
        for (const SqlRow& row :
             sql().run("SELECT id, import, role, source, geometry, properties FROM features "
                       "WHERE id > ? ORDER BY id LIMIT ?",
                       {id, limit})) {
            Geometry geometry = or_throw(geometry_of(or_throw(parse_own_json(row.text(4)))));
            out.push_back({row.whole(0),
                           row.whole(1),
                           row.text(2),
                           row.text(3),
                           {std::move(geometry), or_throw(parse_own_json(row.text(5)))}});
        }
        return out;
    });
}

Result<std::vector<Setting>> StoreView::settings() {
    return guarded([&] {
        std::vector<Setting> out;
        for (const SqlRow& row : sql().run("SELECT name, value FROM settings ORDER BY name"))
            out.push_back({row.text(0), row.text(1)});
        return out;
    });
}

Result<std::vector<RecordHash>> StoreView::record_hashes(std::int64_t first, std::int64_t last) {
    return guarded([&] {
        std::vector<RecordHash> out;
        for (const SqlRow& row :
             sql().run("SELECT seq, sha256 FROM records WHERE seq BETWEEN ? AND ? ORDER BY seq",
                       {first, last}))
            out.emplace_back(row.whole(0), row.text(1));
        return out;
    });
}

Result<bool> StoreView::is_told_erased(std::string_view id) {
    return guarded([&] { return was_erased(sql(), id); });
}

Result<std::vector<std::string>> StoreView::photos_after(std::string_view sha256,
                                                         std::int64_t limit) {
    return guarded([&] {
        std::vector<std::string> out;
        for (const SqlRow& row :
             sql().run("SELECT sha256 FROM photos WHERE sha256 > ? ORDER BY sha256 LIMIT ?",
                       {sha256, limit}))
            out.push_back(row.text(0));
        return out;
    });
}

Result<std::vector<std::string>> StoreView::orphans() {
    return guarded([&] {
        std::vector<std::string> out;
        for (const Orphans& each : kOrphans)
            for (const SqlRow& row : sql().run(each.statement))
                out.push_back(std::string(each.what) + " " + row.text(0));
        for (const std::string& name : stray_pictures())
            out.push_back("picture of an unknown photo: " + name);
        return out;
    });
}

Result<void> StoreView::write_register(Register, const std::function<void(Sql&)>&) {
    return Error{ErrorCode::Internal, {}, "a view of a store only reads"};
}

Result<void> StoreView::read_register(const std::function<void(Sql&)>& work) {
    return guarded([&] { work(sql()); });
}

}  // namespace kongdi::server
