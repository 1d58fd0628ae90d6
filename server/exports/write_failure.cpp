// SPDX-License-Identifier: Apache-2.0
#include "server/exports/write_failure.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

namespace kongdi::server {

namespace {

/// More than a library writes at once: what was written already is still there when this is asked.
constexpr std::uintmax_t kLeastRoom = 1 << 20;

/// Of the system (ENOSPC, EDQUOT) and of SQLite; not GDAL's "disk full?", which is a question.
constexpr std::array<std::string_view, 3> kWords{"No space left on device", "Disk quota exceeded",
                                                 "disk is full"};

bool has_no_room(const std::filesystem::path& folder) {
    std::error_code failed;
    const auto room = std::filesystem::space(folder, failed);
    return !failed && room.available < kLeastRoom;
}

}  // namespace

Error write_failure(std::string detail, const std::filesystem::path& folder) {
    const int last = errno;
    const bool said = last == ENOSPC || last == EDQUOT ||
                      std::any_of(kWords.begin(), kWords.end(), [&detail](std::string_view words) {
                          return detail.find(words) != std::string::npos;
                      });
    const ErrorCode code =
        said || has_no_room(folder) ? ErrorCode::StorageFull : ErrorCode::Internal;
    return {code, {}, std::move(detail)};
}

}  // namespace kongdi::server
