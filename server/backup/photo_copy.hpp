// SPDX-License-Identifier: Apache-2.0
// The photos of a backup: copied from the store, or taken over from an older backup.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/result.hpp"
#include "server/backup/backup.hpp"

namespace kongdi::server {

struct CopiedPhotos {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
};

/// All photos that the database in the folder knows; writes their list. One that is missing or not
/// as it was kept ends it.
Result<CopiedPhotos> copy_photos(const BackupOrder& order, const Catalogue& catalogue,
                                 const std::filesystem::path& folder);

/// Is the list of photos of a backup as its manifest says?
Result<void> check_photo_list(const std::filesystem::path& folder);

}  // namespace kongdi::server
