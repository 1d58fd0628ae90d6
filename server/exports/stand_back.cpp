// SPDX-License-Identifier: Apache-2.0
#include "server/exports/stand_back.hpp"

#include <sched.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace kongdi::server {

namespace {

constexpr int kNice = 10;
constexpr std::int64_t kRecentMs = 2'000;

std::int64_t now_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::atomic<std::int64_t>& last_written_ms() {
    static std::atomic<std::int64_t> out = -kRecentMs;
    return out;
}

struct Processors {
    bool known = false;
    cpu_set_t all = {};
    cpu_set_t but_first = {};
};

/// Asked for once, by a thread that nothing was taken from yet.
const Processors& processors() {
    static const Processors out = [] {
        Processors found;
        if (sched_getaffinity(0, sizeof(cpu_set_t), &found.all) != 0) return found;
        found.known = CPU_COUNT(&found.all) > 1;
        found.but_first = found.all;
        std::size_t first = 0;
        while (found.known && !CPU_ISSET(first, &found.all)) ++first;
        CPU_CLR(first, &found.but_first);
        return found;
    }();
    return out;
}

}  // namespace

// On Linux the priority and the processors are those of this thread alone.
void stand_back() { setpriority(PRIO_PROCESS, 0, kNice); }

void somebody_writes() { last_written_ms().store(now_ms(), std::memory_order_relaxed); }

void leave_room() {
    // Not known of a new thread: it may have begun with the few of the one that started it.
    thread_local std::optional<bool> leaves;
    const Processors& here = processors();
    if (!here.known) return;
    const bool should = now_ms() - last_written_ms().load(std::memory_order_relaxed) < kRecentMs;
    if (leaves == should) return;
    leaves = should;
    sched_setaffinity(0, sizeof(cpu_set_t), should ? &here.but_first : &here.all);
}

}  // namespace kongdi::server
