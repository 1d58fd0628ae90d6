// SPDX-License-Identifier: Apache-2.0
// A backup is a folder: one moment of a store of any kind as an SQLite store, its photos, a list of
// their hashes, and a manifest. It is made under another name and renamed when it is whole; a
// server may be at work on the store meanwhile.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/backup/copy.hpp"
#include "server/backup/manifest.hpp"

namespace kongdi::server {

struct BackupOrder {
    std::string store = {};             // its URL
    std::filesystem::path folder = {};  // must not be there
    /// An older backup: its photos become files of the new one, too, without another copy of their
    /// bytes. They are not read again; check_backup() does.
    std::filesystem::path since = {};
    std::int64_t now_ms = 0;
    CopySteps steps = {};
};

/// What was read back is compared with what was read first. On failure nothing is left behind.
Result<Manifest> make_backup(const BackupOrder& order, const Catalogue& catalogue);

struct CheckedBackup {
    Manifest manifest = {};
    std::vector<std::string> damage = {};  // a line for each file that is not as the manifest says
};
/// Reads every byte of it. An error: it is no backup at all.
Result<CheckedBackup> check_backup(const std::filesystem::path& folder);

}  // namespace kongdi::server
