// SPDX-License-Identifier: Apache-2.0
// A backup back into an empty store of any kind.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/backup/copy.hpp"
#include "server/backup/manifest.hpp"
#include "server/storage/own_records.hpp"

namespace kongdi::server {

struct RestoreOrder {
    std::filesystem::path folder = {};   // the backup
    std::string store = {};              // URL of the store to fill; must be empty
    std::filesystem::path scratch = {};  // where a copy of its database may lie meanwhile
    /// What was erased since the backup was made, and is erased again.
    std::vector<Tombstone> tombstones = {};
    /// They hold those of the list that a server kept besides, or there is none any more; else a
    /// backup of a store with such a list is refused.
    bool has_erasure_list = false;
    CopySteps steps = {};     // only what tells of progress counts
    std::int64_t now_ms = 0;  // noted in the store, with the backup's moment
};

/// Every file is checked before anything is written, and the store that was filled is compared with
/// the backup. A backup of an older program is taken to this one's tables. What was erased since
/// goes again, and the store says that it was restored (server/storage/restoration.hpp).
struct Restored {
    Manifest manifest = {};
    std::int64_t erased = 0;  // of the tombstones, those that the backup did not know
};

Result<Restored> restore_backup(const RestoreOrder& order, const Catalogue& catalogue);

}  // namespace kongdi::server
