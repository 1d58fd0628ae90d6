// SPDX-License-Identifier: Apache-2.0
#include "server/backup/restore.hpp"

#include "core/base/sha256.hpp"
#include "server/backup/backup.hpp"
#include "server/backup/differences.hpp"
#include "server/backup/photo_list.hpp"
#include "server/backup/photo_sum.hpp"
#include "server/backup/scratch.hpp"
#include "server/backup/tombstones.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/restoration.hpp"
#include "server/storage/sqlite_schema.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

Result<Manifest> checked(const fs::path& folder) {
    const CheckedBackup backup = KONGDI_TRY(check_backup(folder));
    if (backup.damage.empty()) return backup.manifest;
    const std::size_t others = backup.damage.size() - 1;
    return Error{ErrorCode::Internal,
                 {},
                 "the backup is damaged: " + backup.damage.front() +
                     (others == 0 ? "" : " and " + std::to_string(others) + " more")};
}

Result<void> check_empty(Storage& storage) {
    if (KONGDI_TRY(storage.is_empty())) return {};
    return Error{ErrorCode::RequestFormat, {}, "the store to fill is not empty"};
}

/// The backup itself is never written to, and may lie where nothing can be.
Result<void> copy_to_scratch(const fs::path& folder, const Manifest& manifest,
                             const Scratch& scratch, const Catalogue& catalogue) {
    std::error_code failed;
    const fs::path file = scratch.path() / kSqliteFile;
    fs::copy_file(folder / kSqliteFile, file, failed);
    if (!failed) fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
    if (failed) return Error{ErrorCode::StorageFull, {}, "scratch: " + failed.message()};
    if (manifest.schema == newest_schema_version()) return {};
    // Opening it takes its tables to this program's version.
    const auto storage = KONGDI_TRY(open_storage(scratch.url(), catalogue));
    return storage->rebuild();
}

Result<void> keep_photos(const fs::path& folder, std::span<const StoredEvent> events, Storage& to) {
    for (const StoredEvent& event : events) {
        if (event.kind != "photo" || is_erased_text(event.facts)) continue;
        const std::string bytes = KONGDI_TRY(whole_file(folder / photo_path(event.subject)));
        KONGDI_CHECK(to.keep_photo_variant(event.subject, {}, bytes));
        const std::string sum = sha256(bytes);
        if (sum != event.subject)
            KONGDI_CHECK(to.keep_photo_variant(event.subject, kPhotoSum, sum));
    }
    return {};
}

Result<void> compare(StoreView& from, const RestoreOrder& order, const Manifest& manifest,
                     const Catalogue& catalogue) {
    const auto to = KONGDI_TRY(open_store_view(order.store, catalogue));
    const Fingerprint before = KONGDI_TRY(fingerprint_of(from));
    const Fingerprint after = KONGDI_TRY(fingerprint_of(*to));
    std::string why;
    if (manifest.schema == newest_schema_version() && before != manifest.holds)
        why = "the backup's database is not what its manifest says in " +
              differing_parts(before, manifest.holds);
    else if (before != after)
        why = "the store differs from the backup in " + differing_parts(before, after);
    if (why.empty()) return {};
    for (const std::string& line : KONGDI_TRY(differing_tables(*to, from))) why += "; " + line;
    return Error{ErrorCode::Internal, {}, why};
}

/// What was erased after the backup may stand in a list besides, and nowhere else.
Result<void> check_list_said(const RestoreOrder& order, StoreView& from) {
    if (order.has_erasure_list) return {};
    for (const Setting& one : KONGDI_TRY(from.settings()))
        if (one.name == kSettingErasureList && one.value == "1")
            return Error{ErrorCode::NotFound,
                         {},
                         "its servers told what people erased to a list of their own, which would "
                         "come back: name it with --erasures FILE, or say --erasures none"};
    return {};
}

/// Nothing that went since the backup was made comes back with it.
Result<std::int64_t> erase_again(const RestoreOrder& order, Storage& to) {
    std::int64_t out = 0;
    for (const Tombstone& one : order.tombstones)
        if (KONGDI_TRY(to.erase(one.erasure, one.at_ms)).seq != 0) ++out;
    KONGDI_CHECK(to.finish_erasing());
    return out;
}

}  // namespace

Result<Restored> restore_backup(const RestoreOrder& order, const Catalogue& catalogue) {
    const Manifest manifest = KONGDI_TRY(checked(order.folder));
    const auto to = KONGDI_TRY(open_storage(order.store, catalogue));
    KONGDI_CHECK(check_empty(*to));
    const auto scratch = KONGDI_TRY(Scratch::make(order.scratch));
    KONGDI_CHECK(copy_to_scratch(order.folder, manifest, *scratch, catalogue));
    const auto from = KONGDI_TRY(open_store_view(scratch->url(), catalogue));
    KONGDI_CHECK(check_list_said(order, *from));
    CopySteps steps = order.steps;
    steps.before_events = [&](std::span<const StoredEvent> events) {
        return keep_photos(order.folder, events, *to);
    };
    const auto copied = copy_store(*from, *to, steps);
    const auto same = copied ? compare(*from, order, manifest, catalogue) : copied;
    const auto erased = same ? erase_again(order, *to) : same.error();
    // Last: before, the store is compared with the backup.
    const auto noted =
        erased ? note_restoration(*to, {order.now_ms, manifest.made_at_ms}) : erased.error();
    if (noted) return Restored{manifest, *erased};
    Error error = noted.error();
    error.detail = "the store is not whole, empty it before the next try: " + error.detail;
    return error;
}

}  // namespace kongdi::server
