// SPDX-License-Identifier: Apache-2.0
// Files out of packed ones, with a limit on what comes out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server {

Result<void> unpack_gzip(const std::filesystem::path& from, const std::filesystem::path& to,
                         std::int64_t most);

/// All files of a .zip, without their folders, into `folder`; names are taken only when they are
/// plain. Gives what was written.
Result<std::vector<std::filesystem::path>> unpack_zip(const std::filesystem::path& from,
                                                      const std::filesystem::path& folder,
                                                      std::int64_t most);

/// Bytes that the files of a .zip say they will be; 0 when it is none.
std::int64_t unpacked_bytes(const std::filesystem::path& zip);

}  // namespace kongdi::server
