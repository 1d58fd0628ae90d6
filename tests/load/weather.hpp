// SPDX-License-Identifier: Apache-2.0
// What a server process is made to believe of its disk and its clock while it runs. Both sides map
// one file: the test sets, the library that the server was started with (weather_library.cpp)
// reads.
#pragma once

#include <atomic>
#include <cstdint>

namespace kongdi::load {

/// Names the file to the library.
inline constexpr const char* kWeatherVariable = "KONGDI_WEATHER";

struct Weather {
    std::atomic<std::int64_t> sync_ms = 0;         // how much longer each sync takes
    std::atomic<std::int64_t> disk_full = 0;       // 1: nothing can be written to a file
    std::atomic<std::int64_t> clock_shift_ms = 0;  // of the calendar; time that passes is as it is
};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

}  // namespace kongdi::load
