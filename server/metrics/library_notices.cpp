// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/library_notices.hpp"

#include <array>
#include <atomic>

namespace kongdi::server {

namespace {

/// Libraries have one place for all of a process where they tell.
std::atomic<std::int64_t>& counter(NoticeOf library) {
    static std::array<std::atomic<std::int64_t>, static_cast<std::size_t>(NoticeOf::Count_)>
        s_counters{};
    return s_counters[static_cast<std::size_t>(library)];
}

}  // namespace

void count_notice(NoticeOf library) { counter(library).fetch_add(1, std::memory_order_relaxed); }
std::int64_t notices_of(NoticeOf library) { return counter(library).load(); }

}  // namespace kongdi::server
