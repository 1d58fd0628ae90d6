// SPDX-License-Identifier: Apache-2.0
// A download that was cut goes on where it ended, as long as nothing happened meanwhile that could
// show in it. Nothing is kept for that: what is asked for is made again, and its beginning dropped.
// So a part costs the time of the whole, and the room of the part on the disk while it is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/handlers/download.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/ranged_file.hpp"

namespace kongdi::server {

/// The number of the last event that can show in a download; none while one of a lower number may
/// still come just now.
Result<std::optional<std::int64_t>> frozen_at(Storage& storage);

/// Names the bytes of a download of that moment, for ETag, in quotes: the same for the same
/// address, scope, day and program. Of a sum: the bytes that it is the sum of.
std::string download_tag(std::int64_t frozen, const Request& request, const DownloadAsked& asked);

/// The address of these bytes and of no others, as long as they are to be had.
std::string frozen_address(const Request& request, const std::string& tag);

/// Does the request mean the bytes of the tag and no others, by such an address or by If-Match?
/// stale_version when it means others; storage_busy when there is no tag just now.
Result<bool> means_tag(const Request& request, const std::string& tag);

/// The range of this request, if it says by If-Range, or by what it `means`, of which bytes it has
/// the beginning: without that two states of the data might be put together. Several ranges at
/// once, and the last so many bytes, are no range here: the whole is the answer.
std::optional<ByteRange> part_of_request(const Request& request, const std::string& tag,
                                         bool means);

/// Puts the part into the answer: 206, or 416 when it begins behind the end. storage_full when
/// there is no room for it.
Result<void> put_part(Response& response, Download& download, const ByteRange& part);

}  // namespace kongdi::server
