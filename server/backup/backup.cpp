// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/base/sha256.hpp"
#include "server/backup/differences.hpp"
#include "server/backup/photo_copy.hpp"
#include "server/backup/photo_list.hpp"
#include "server/backup/tombstones.hpp"
#include "server/storage/sqlite.hpp"
#include "server/storage/sqlite_storage.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

/// Taken away at its end unless it was given its name.
class UnfinishedFolder {
public:
    explicit UnfinishedFolder(const fs::path& target)
        : m_target(without_slash(target)), m_path(m_target) {
        m_path += ".partial";
    }
    ~UnfinishedFolder() {
        std::error_code ignored;
        if (m_made) fs::remove_all(m_path, ignored);
    }
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

    const fs::path& path() const { return m_path; }

    Result<void> make() {
        std::error_code failed;
        if (fs::exists(m_target, failed))
            return Error{ErrorCode::RequestFormat, {}, m_target.string() + " is there already"};
        if (!fs::create_directory(m_path, failed))
            return Error{
                ErrorCode::RequestFormat,
                {},
                m_path.string() + (failed ? ": " + failed.message()
                                          : " is there: a backup is being made, or was cut off")};
        m_made = true;
        fs::permissions(m_path, fs::perms::owner_all, failed);
        return {};
    }

    /// The bytes of all files first, then the name.
    Result<void> finish() {
        KONGDI_CHECK(sync(m_path, true));
        std::error_code failed;
        fs::rename(m_path, m_target, failed);
        if (failed) return Error{ErrorCode::Internal, {}, "rename: " + failed.message()};
        m_made = false;
        return sync(fs::absolute(m_target).parent_path(), false);
    }

private:
    /// As it may be typed: the name would begin after it.
    static fs::path without_slash(const fs::path& path) {
        return path.has_filename() ? path : path.parent_path();
    }
    static Result<void> sync(const fs::path& folder, bool whole_disk) {
        const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const bool done = fd >= 0 && (whole_disk ? ::syncfs(fd) : ::fsync(fd)) == 0;
        const int why = errno;
        if (fd >= 0) ::close(fd);
        if (done) return {};
        return Error{ErrorCode::StorageFull, {}, std::string("sync: ") + std::strerror(why)};
    }

    const fs::path m_target;
    fs::path m_path;
    bool m_made = false;
};

std::string url_of(const fs::path& folder) { return "sqlite:" + folder.string(); }

/// One file, without a log beside it: it can be read from where nothing can be written.
Result<void> close_for_good(const fs::path& folder) {
    return guarded([&] {
        Database database((folder / kSqliteFile).string(), Database::Use::Write, 3000);
        database.execute("PRAGMA journal_mode=DELETE");
    });
}

Result<void> copy_database(const BackupOrder& order, const Catalogue& catalogue,
                           const fs::path& folder, Manifest& manifest) {
    const auto from = KONGDI_TRY(open_store_view(order.store, catalogue));
    {
        const auto to = KONGDI_TRY(open_storage(url_of(folder), catalogue));
        KONGDI_CHECK(copy_store(*from, *to, order.steps));
    }
    KONGDI_CHECK(close_for_good(folder));
    const auto copy = KONGDI_TRY(open_store_view(url_of(folder), catalogue));
    manifest.schema = KONGDI_TRY(copy->schema_version());
    manifest.last_event = KONGDI_TRY(from->last_event());
    manifest.holds = KONGDI_TRY(fingerprint_of(*from));
    if (ReadChain reads = KONGDI_TRY(from->read_chain()); reads.events > 0)
        manifest.reads = std::move(reads);
    const Fingerprint read_back = KONGDI_TRY(fingerprint_of(*copy));
    if (manifest.holds == read_back) return {};
    std::string why =
        "the copy differs from the store in " + differing_parts(manifest.holds, read_back);
    for (const std::string& line : KONGDI_TRY(differing_tables(*from, *copy))) why += "; " + line;
    return Error{ErrorCode::Internal, {}, why + ": kongdi check tells more"};
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes << std::flush;
    if (!file) return Error{ErrorCode::StorageFull, {}, "cannot write " + path.string()};
    return {};
}

Result<std::int64_t> size_of(const fs::path& path) {
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed) return Error{ErrorCode::NotFound, {}, path.filename().string() + " is not there"};
    return static_cast<std::int64_t>(size);
}

}  // namespace

Result<Manifest> make_backup(const BackupOrder& order, const Catalogue& catalogue) {
    if (!order.since.empty()) KONGDI_CHECK(check_photo_list(order.since));
    UnfinishedFolder folder(order.folder);
    KONGDI_CHECK(folder.make());
    Manifest manifest;
    manifest.made_at_ms = order.now_ms;
    KONGDI_CHECK(copy_database(order, catalogue, folder.path(), manifest));
    const CopiedPhotos photos = KONGDI_TRY(copy_photos(order, catalogue, folder.path()));
    manifest.photos = photos.count;
    manifest.photo_bytes = photos.bytes;
    manifest.photo_list_sha256 = KONGDI_TRY(file_sha256(folder.path() / kPhotoListFile));
    manifest.database_bytes = KONGDI_TRY(size_of(folder.path() / kSqliteFile));
    manifest.database_sha256 = KONGDI_TRY(file_sha256(folder.path() / kSqliteFile));
    KONGDI_CHECK(write_file(folder.path() / kManifestFile, write_manifest(manifest)));
    // What was erased by now must not come back with an older backup either.
    KONGDI_CHECK(add_tombstones(tombstones_beside(order.folder),
                                KONGDI_TRY(tombstones_of(url_of(folder.path()), catalogue))));
    KONGDI_CHECK(folder.finish());
    return manifest;
}

Result<void> check_photo_list(const fs::path& folder) {
    const Manifest manifest = KONGDI_TRY(manifest_of(folder));
    if (KONGDI_TRY(file_sha256(folder / kPhotoListFile)) == manifest.photo_list_sha256) return {};
    return Error{
        ErrorCode::Internal,
        {},
        std::string(kPhotoListFile) + " of " + folder.string() + " is not as its manifest says"};
}

Result<CheckedBackup> check_backup(const fs::path& folder) {
    CheckedBackup out;
    out.manifest = KONGDI_TRY(manifest_of(folder));
    const auto compare = [&](std::string_view file, const std::string& sha256) {
        const auto is = file_sha256(folder / file);
        if (!is)
            out.damage.push_back(is.error().detail);
        else if (*is != sha256)
            out.damage.push_back(std::string(file) + " is not as the manifest says");
        return is && *is == sha256;
    };
    compare(kSqliteFile, out.manifest.database_sha256);
    if (!compare(kPhotoListFile, out.manifest.photo_list_sha256)) return out;
    PhotoListReader list(folder / kPhotoListFile);
    PhotoLine line;
    while (KONGDI_TRY(list.next(line))) {
        const auto is = file_sha256(folder / photo_path(line.name));
        if (!is)
            out.damage.push_back("photo " + is.error().detail);
        else if (*is != line.sha256)
            out.damage.push_back("photo " + line.name + " is not as it was kept");
    }
    return out;
}

}  // namespace kongdi::server
