// SPDX-License-Identifier: Apache-2.0
// A file that never changes as an answer: whole, or from where a download was cut.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// The bytes that are asked for; `last` counts, too.
struct ByteRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
/// Of "bytes=7-" (to the end, however far) and "bytes=7-9"; none for anything else.
std::optional<ByteRange> byte_range(std::string_view header);

/// `tag` names the bytes, without quotes. Answers If-None-Match (304), one range of bytes (206, and
/// 416 for one that begins behind the end), and If-Range; several ranges, and what is no range, get
/// the whole file. not_found when there is no such file; links are not followed.
Response ranged_file(const Request& request, const std::filesystem::path& file,
                     std::string_view tag, std::string_view media_type);

}  // namespace kongdi::server
