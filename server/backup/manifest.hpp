// SPDX-License-Identifier: Apache-2.0
// What a backup says of itself. It is the last file that is written: without it there is no backup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "server/backup/fingerprint.hpp"
#include "server/storage/read_log.hpp"

namespace kongdi::server {

inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kPhotoListFile = "photos.sha256";

struct Manifest {
    std::int64_t made_at_ms = 0;
    std::int64_t schema = 0;
    std::int64_t last_event = 0;
    Fingerprint holds = {};
    /// None where nobody had read, and of older programs.
    std::optional<ReadChain> reads = {};
    std::int64_t photos = 0;
    std::int64_t photo_bytes = 0;
    std::string photo_list_sha256 = {};
    std::int64_t database_bytes = 0;
    std::string database_sha256 = {};
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

std::string write_manifest(const Manifest& manifest);
/// The error names the member. A schema that this program does not know is refused.
Result<Manifest> read_manifest(std::string_view text);

/// Of a backup's folder.
Result<Manifest> manifest_of(const std::filesystem::path& folder);

}  // namespace kongdi::server
