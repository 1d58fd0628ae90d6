// SPDX-License-Identifier: Apache-2.0
#include "server/backup/manifest.hpp"

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/codec/json.hpp"
#include "server/backup/photo_list.hpp"
#include "server/storage/sqlite_schema.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kFormat = 1;

Error wrong(std::string_view path) {
    return {ErrorCode::FieldFormat, std::string(path), "the manifest is not one of a backup"};
}

Result<std::int64_t> count_at(const Value& map, std::string_view name, std::string_view path) {
    const std::int64_t* number = map[name].if_int();
    if (number == nullptr || *number < 0) return wrong(path);
    return *number;
}

Result<std::string> hash_at(const Value& map, std::string_view path) {
    std::string text = map.text("sha256");
    if (!is_sha256_text(text)) return wrong(path);
    return text;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
    Value holds = Value::map();
    for (const FingerprintPart& each : kFingerprintParts) {
        const Part& part = manifest.holds.*each.part;
        holds.set(each.name, Value::map({{"count", part.count}, {"sha256", part.sha256}}));
    }
    Value out = Value::map({{"format", kFormat},
                            {"made_at", format_time(manifest.made_at_ms)},
                            {"schema", manifest.schema},
                            {"last_event", manifest.last_event},
                            {"holds", std::move(holds)},
                            {"photos", Value::map({{"count", manifest.photos},
                                                   {"bytes", manifest.photo_bytes},
                                                   {"sha256", manifest.photo_list_sha256}})},
                            {"database", Value::map({{"bytes", manifest.database_bytes},
                                                     {"sha256", manifest.database_sha256}})}});
    if (manifest.reads)
        out.set("reads",
                Value::map({{"count", manifest.reads->events}, {"sha256", manifest.reads->hash}}));
    return write_json(out) + "\n";
}

Result<Manifest> read_manifest(std::string_view text) {
    const auto parsed = parse_own_json(text);
    if (!parsed || parsed->if_map() == nullptr) return wrong("/");
    const Value& tree = *parsed;
    if (tree["format"].int_or(0) != kFormat) return wrong("/format");
    Manifest out;
    const auto made = parse_time(tree.text("made_at"));
    if (!made) return wrong("/made_at");
    out.made_at_ms = *made;
    out.schema = KONGDI_TRY(count_at(tree, "schema", "/schema"));
    if (out.schema == 0 || out.schema > newest_schema_version())
        return Error{ErrorCode::FieldRange, "/schema",
                     "the backup is of a newer program (schema " + std::to_string(out.schema) +
                         ", this one knows " + std::to_string(newest_schema_version()) + ")"};
    out.last_event = KONGDI_TRY(count_at(tree, "last_event", "/last_event"));
    for (const FingerprintPart& each : kFingerprintParts) {
        const std::string path = "/holds/" + std::string(each.name);
        const Value& part = tree["holds"][each.name];
        out.holds.*each.part = {KONGDI_TRY(count_at(part, "count", path + "/count")),
                                KONGDI_TRY(hash_at(part, path + "/sha256"))};
    }
    if (const Value* reads = tree.find("reads"))
        out.reads = ReadChain{KONGDI_TRY(count_at(*reads, "count", "/reads/count")),
                              KONGDI_TRY(hash_at(*reads, "/reads/sha256"))};
    const Value& photos = tree["photos"];
    out.photos = KONGDI_TRY(count_at(photos, "count", "/photos/count"));
    out.photo_bytes = KONGDI_TRY(count_at(photos, "bytes", "/photos/bytes"));
    out.photo_list_sha256 = KONGDI_TRY(hash_at(photos, "/photos/sha256"));
    const Value& database = tree["database"];
    out.database_bytes = KONGDI_TRY(count_at(database, "bytes", "/database/bytes"));
    out.database_sha256 = KONGDI_TRY(hash_at(database, "/database/sha256"));
    return out;
}

Result<Manifest> manifest_of(const std::filesystem::path& folder) {
    const auto text = whole_file(folder / kManifestFile);
    if (!text)
        return Error{
            ErrorCode::NotFound,
            {},
            "no whole backup in " + folder.string() + ": it has no " + std::string(kManifestFile)};
    return read_manifest(*text);
}

}  // namespace kongdi::server
