// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_checkpoints.hpp"

#include <algorithm>
#include <filesystem>

#include "server/storage/storage_failure.hpp"

namespace kongdi::server {

namespace {

/// Each pass has less to do than the one before, which began with a full log: the last of them may
/// well end before the next commit.
constexpr int kPasses = 4;

constexpr std::uintmax_t kLeastCacheMb = 32;
constexpr std::uintmax_t kMegabyte = 1'000'000;
/// A file that is smaller has its indexes in little memory, or in the system's.
constexpr std::uintmax_t kSmallFile = 500 * kMegabyte;
constexpr std::uintmax_t kFileParts = 6;

}  // namespace

int cache_of_file(std::uintmax_t bytes, int most) {
    const std::uintmax_t beyond = bytes > kSmallFile ? (bytes - kSmallFile) / kMegabyte : 0;
    const auto limit = static_cast<std::uintmax_t>(most);
    return static_cast<int>(std::min(kLeastCacheMb + beyond / kFileParts, limit));
}

SqliteCheckpoints::SqliteCheckpoints(const std::string& file, int busy_timeout_ms, Database& writer,
                                     int cache_mb)
    : m_file(file),
      m_writer(writer),
      m_cache_mb(cache_mb),
      m_database(file, Database::Use::Write, busy_timeout_ms),
      m_thread([this] { loop(); }) {
    fit_cache();
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
    m_pages = pages;
    const CheckpointPace::Who who = m_pace.after_commit(pages);
    if (who == CheckpointPace::Who::Nobody) return;
    fit_cache();
    if (who == CheckpointPace::Who::Writer) {
        if (!m_writer.checkpoint()) m_pace.writer_was_late();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = true;
    }
    m_grown.notify_one();
}

void SqliteCheckpoints::fit_cache() {
    std::error_code none;
    const std::uintmax_t bytes = std::filesystem::file_size(m_file, none);
    const int fitting = cache_of_file(none ? 0 : bytes, m_cache_mb);
    if (fitting == m_cached_mb) return;
    try {
        m_writer.execute(("PRAGMA cache_size=-" + std::to_string(fitting * 1000)).c_str());
        m_cached_mb = fitting;
    } catch (const StorageFailure&) {
        // It stays as it was until the log is full again.
    }
}

void SqliteCheckpoints::loop() {
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_grown.wait(lock, [this] { return m_wanted || m_stopping; });
            if (m_stopping) return;
            m_wanted = false;
        }
        for (int pass = 0, pages = -1; pass < kPasses && pages != m_pages; ++pass) {
            pages = m_pages;
            m_database.checkpoint();
        }
    }
}

}  // namespace kongdi::server
