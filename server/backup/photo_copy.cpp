// SPDX-License-Identifier: Apache-2.0
#include "server/backup/photo_copy.hpp"

#include "core/base/sha256.hpp"
#include "server/backup/photo_list.hpp"
#include "server/backup/photo_sum.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

/// With one view of the store: it is given back now and then, so that the store's log can end.
constexpr std::int64_t kAtOnce = 500;

/// Photos of an older backup, asked for in the order of their names.
class OlderPhotos {
public:
    explicit OlderPhotos(const fs::path& folder)
        : m_folder(folder), m_list(folder.empty() ? fs::path() : folder / kPhotoListFile) {}

    /// Makes the photo's file one of the new backup, too; none when it is not here.
    Result<std::optional<PhotoLine>> link(const std::string& name, const fs::path& to) {
        while (m_more && m_line.name < name) m_more = KONGDI_TRY(m_list.next(m_line));
        if (!m_more || m_line.name != name) return std::optional<PhotoLine>();
        std::error_code failed;
        fs::create_hard_link(m_folder / photo_path(name), to, failed);
        // On another disk, say: then it is copied from the store.
        if (failed) return std::optional<PhotoLine>();
        return std::optional(m_line);
    }

private:
    const fs::path m_folder;
    PhotoListReader m_list;
    PhotoLine m_line = {};
    bool m_more = true;
};

/// Is what the store has what it kept? Those of programs before sums are taken as they are.
Result<void> check_kept(StoreView& store, const std::string& name, const std::string& is) {
    if (is == name) return {};
    const auto sum = KONGDI_TRY(store.photo_bytes(name, kPhotoSum));
    if (!sum || *sum == is) return {};
    return Error{ErrorCode::Internal, {}, "photo " + name + " is not as it was kept"};
}

Result<PhotoLine> copy_photo(StoreView& store, const std::string& name, const fs::path& to) {
    const auto bytes = KONGDI_TRY(store.photo_bytes(name, {}));
    if (!bytes) return Error{ErrorCode::NotFound, {}, "photo " + name + " is not in the store"};
    PhotoLine line{name, sha256(*bytes)};
    KONGDI_CHECK(check_kept(store, name, line.sha256));
    {
        std::ofstream file(to, std::ios::binary);
        file << *bytes << std::flush;
        if (!file) return Error{ErrorCode::StorageFull, {}, "cannot write " + to.string()};
    }
    if (KONGDI_TRY(file_sha256(to)) != line.sha256)
        return Error{ErrorCode::Internal, {}, "photo " + name + " reads back otherwise"};
    return line;
}

}  // namespace

Result<CopiedPhotos> copy_photos(const BackupOrder& order, const Catalogue& catalogue,
                                 const fs::path& folder) {
    CopiedPhotos out;
    std::ofstream list(folder / kPhotoListFile, std::ios::binary);
    const auto copy = KONGDI_TRY(open_store_view("sqlite:" + folder.string(), catalogue));
    OlderPhotos older(order.since);
    std::string last;
    while (true) {
        const auto names = KONGDI_TRY(copy->photos_after(last, kAtOnce));
        if (names.empty()) break;
        const auto store = KONGDI_TRY(open_store_view(order.store, catalogue));
        for (const std::string& name : names) {
            const fs::path to = folder / photo_path(name);
            std::error_code failed;
            fs::create_directories(to.parent_path(), failed);
            if (failed) return Error{ErrorCode::StorageFull, {}, failed.message()};
            auto line = KONGDI_TRY(older.link(name, to));
            if (!line) line = KONGDI_TRY(copy_photo(*store, name, to));
            list << text_of(*line);
            out.bytes += static_cast<std::int64_t>(fs::file_size(to, failed));
            ++out.count;
        }
        last = names.back();
        if (order.steps.progress) order.steps.progress("photos", out.count);
    }
    list.flush();
    if (!list) return Error{ErrorCode::StorageFull, {}, "cannot write the list of photos"};
    return out;
}

}  // namespace kongdi::server
