// SPDX-License-Identifier: Apache-2.0
#include "server/storage/signal.hpp"

namespace kongdi::server {

namespace {

thread_local Sleeper* t_sleeper = nullptr;

}  // namespace

Sleeper* this_threads_sleeper() { return t_sleeper; }

void set_this_threads_sleeper(Sleeper* sleeper) { t_sleeper = sleeper; }

void Signal::raise() {
    if (m_left.fetch_sub(1) != 1) return;
    if (m_sleeper != nullptr) {
        m_sleeper->wake(m_current);
        return;
    }
    // Told under the lock: the other side cannot go, and take the condition with it, before.
    const std::lock_guard lock(m_mutex);
    m_done = true;
    m_raised.notify_one();
}

void Signal::wait() {
    if (m_sleeper != nullptr) {
        m_sleeper->sleep();
        return;
    }
    std::unique_lock lock(m_mutex);
    m_raised.wait(lock, [this] { return m_done; });
}

}  // namespace kongdi::server
