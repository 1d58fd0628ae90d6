// SPDX-License-Identifier: Apache-2.0
// What was erased, in a file beside the backups, so that none of them brings it back: it names
// records by their random ids and pseudonyms by their hash, and nothing of what they said. Each
// backup adds what its store knows; nothing is ever taken from it. A server can keep such a file
// besides, on another disk (`kongdi serve --erasures`), of what is erased between two backups.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/own_records.hpp"

namespace kongdi::server {

inline constexpr std::string_view kTombstonesFile = "tombstones.ndjson";
/// A setting of a store whose servers tell erasures to a list besides: "1". Whoever restores a
/// backup of it has to say where that is.
inline constexpr std::string_view kSettingErasureList = "erasure_list";

/// Where they lie for a backup in this folder: beside it.
std::filesystem::path tombstones_beside(const std::filesystem::path& backup);

/// not_found when there is no such file; field_format (/LINE) for a line that is none, but for the
/// beginning of a line at its end: what a crash cut off there was not erased yet.
Result<std::vector<Tombstone>> tombstones_of_file(const std::filesystem::path& file);
/// Of a file, or of a store by its URL ("sqlite:DIR", "postgres://…").
Result<std::vector<Tombstone>> tombstones_of(const std::string& file_or_store,
                                             const Catalogue& catalogue);
/// Adds those that the file does not have yet; makes it when it is not there. Safe on the disk
/// afterwards.
Result<void> add_tombstones(const std::filesystem::path& file, const std::vector<Tombstone>& more);
/// Adds them at the end, safe on the disk afterwards, and takes away what a crash left of a line.
/// Makes the file, readable by its owner alone; servers may share it. storage_full when it cannot
/// be written: then it ends where it ended before.
Result<void> append_tombstones(const std::filesystem::path& file,
                               const std::vector<Tombstone>& more);

}  // namespace kongdi::server
