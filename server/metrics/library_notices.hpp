// SPDX-License-Identifier: Apache-2.0
// What libraries would write to standard error by themselves: it may hold names of files, values
// and places, so it is counted and not kept. What goes wrong is told by the call that failed.
#pragma once

#include <cstdint>

namespace kongdi::server {

enum class NoticeOf : std::uint8_t { GLib, Gdal, PostgreSql, Count_ };

/// From any thread.
void count_notice(NoticeOf library);
/// Since the program began.
std::int64_t notices_of(NoticeOf library);

}  // namespace kongdi::server
