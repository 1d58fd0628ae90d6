// SPDX-License-Identifier: Apache-2.0
// Files out of packed ones, with limits on what comes out: bytes as they come, not as they are said
// to be, the ratio to what was packed, how many files, and nothing that is packed twice.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server {

Result<void> unpack_gzip(const std::filesystem::path& from, const std::filesystem::path& to,
                         std::int64_t most);

struct UnpackedFile {
    std::filesystem::path path = {};
    std::string entry = {};  // its name in the .zip, with its folders
};

/// All files of a .zip, those of each of its folders into a folder of its own below `folder`: what
/// belongs together stays so, and nothing else. Names are taken only when they are plain. Gives
/// what was written.
Result<std::vector<UnpackedFile>> unpack_zip(const std::filesystem::path& from,
                                             const std::filesystem::path& folder,
                                             std::int64_t most);

/// Reads a .zip that another will open (a workbook) to its end and keeps nothing of it: an error
/// when it holds too many files, more than `most`, another packed file, or more than two hundred
/// times its own size once that is much. No .zip at all is no error: who opens it will say so.
Result<void> check_zip(const std::filesystem::path& zip, std::int64_t most);

}  // namespace kongdi::server
