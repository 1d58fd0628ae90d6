// SPDX-License-Identifier: Apache-2.0
// A few threads for requests that are short but wait for the disk. One that waits is set aside on a
// stack of its own, so that a thread has hundreds under way, and a commit wakes a thread, not
// hundreds. Nothing else may block here.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace kongdi::server {

class Lane {
public:
    /// At most `max_open` are under way in a thread, and `max_queued` wait to be begun in it.
    Lane(std::size_t threads, std::size_t max_open, std::size_t max_queued);
    /// Finishes what was accepted.
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// False when too much is waiting, and after shutdown().
    bool enqueue(std::function<void()> work);
    /// Finishes what was accepted; then the threads are gone.
    void shutdown();

private:
    class Runner;
    std::vector<std::unique_ptr<Runner>> m_runners;
    std::atomic<std::size_t> m_next = 0;
};

}  // namespace kongdi::server
