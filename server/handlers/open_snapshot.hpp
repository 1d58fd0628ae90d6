// SPDX-License-Identifier: Apache-2.0
// A snapshot of the open data: every open set in every format of its own as files with their sums,
// what each column means, a catalogue for programs (after DCAT) and a page for people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct SnapshotAsked {
    std::filesystem::path folder = {};  // of all snapshots
    std::string licence = {};           // its name or address; needed
    std::string publisher = {};         // empty: the name of the city
    std::string language = "zh";
    std::size_t kept = 30;  // the oldest beyond so many are deleted; at least 1
    std::int64_t now_ms = 0;
};

struct SnapshotMade {
    std::string name = {};  // "2026-11-26T211500Z"
    std::int64_t files = 0;
    std::int64_t rows = 0;  // of all sets together
    std::int64_t bytes = 0;
    std::int64_t made_again = 0;  // kept snapshots, without what has gone since
};

/// Writes it whole or not at all: what is under way stands in a folder of another name. All of it
/// is of one moment. What is gone from the store goes out of older snapshots, too
/// (server/handlers/snapshot_erasure.hpp). Errors: field_missing (/licence), field_choice
/// (/language), id_conflict for a second one of the same second, storage_full when it cannot be
/// written, storage_busy when something happens all the time.
Result<SnapshotMade> make_snapshot(Storage& storage, const Catalogue& catalogue,
                                   const SnapshotAsked& asked);

/// "2026-11-26T211500Z"
bool is_snapshot_name(std::string_view name);
/// Newest first; empty when there is no such folder.
std::vector<std::string> snapshot_names(const std::filesystem::path& folder);

}  // namespace kongdi::server
