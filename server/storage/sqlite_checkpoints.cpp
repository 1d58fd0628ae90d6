// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_checkpoints.hpp"

namespace kongdi::server {

namespace {

// Pages of 4 KB.
constexpr int kEnough = 16000;
/// Under a load that never pauses the thread is always a little behind, and the log can only begin
/// again when all of it was brought over: then the writer does the little that is left.
constexpr int kTooMuch = 32000;

}  // namespace

SqliteCheckpoints::SqliteCheckpoints(const std::string& file, int busy_timeout_ms, Database& writer)
    : m_writer(writer),
      m_database(file, Database::Use::Write, busy_timeout_ms),
      m_thread([this] { loop(); }) {
    m_writer.on_commit([this](int pages) { committed(pages); });
}

SqliteCheckpoints::~SqliteCheckpoints() {
    m_writer.on_commit(nullptr);
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_grown.notify_one();
    m_thread.join();
}

void SqliteCheckpoints::committed(int pages) {
    if (pages < kEnough) return;
    if (pages >= kTooMuch) {
        m_writer.checkpoint();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = true;
    }
    m_grown.notify_one();
}

void SqliteCheckpoints::loop() {
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_grown.wait(lock, [this] { return m_wanted || m_stopping; });
            if (m_stopping) return;
            m_wanted = false;
        }
        m_database.checkpoint();
    }
}

}  // namespace kongdi::server
