// SPDX-License-Identifier: Apache-2.0
// How a request waits for the disk. As a rule its thread blocks; a thread that has many requests
// under way (server/http/lane.hpp) sets this one aside and goes on with the next.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace kongdi::server {

/// Sets aside what its thread is at.
class Sleeper {
public:
    virtual ~Sleeper() = default;
    /// Names what the calling thread is at, for wake().
    virtual void* current() = 0;
    /// Comes back after wake() of what the calling thread is at; it may have come before.
    virtual void sleep() = 0;
    /// From any thread, once for each sleep().
    virtual void wake(void* sleeping) = 0;
};

/// The calling thread's, if it has one.
Sleeper* this_threads_sleeper();
void set_this_threads_sleeper(Sleeper* sleeper);

/// Raised a number of times by others while its maker waits for it. Both belong to one request: the
/// thread that made it calls wait(), once.
class Signal {
public:
    explicit Signal(std::size_t times = 1)
        : m_left(times), m_sleeper(this_threads_sleeper()), m_current(current()) {}
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    /// From any thread. The last one may not touch anything of the waiting side afterwards.
    void raise();
    void wait();

private:
    void* current() const { return m_sleeper != nullptr ? m_sleeper->current() : nullptr; }

    std::atomic<std::size_t> m_left;
    Sleeper* const m_sleeper;
    void* const m_current;
    std::mutex m_mutex;
    std::condition_variable m_raised;
    bool m_done = false;
};

}  // namespace kongdi::server
