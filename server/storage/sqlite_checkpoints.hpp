// SPDX-License-Identifier: Apache-2.0
// Brings what was committed from SQLite's log into its file, on a thread of its own, so that no
// commit waits for that. Safe either way: a commit is on the disk with the log. The writer's memory
// grows with the file, since the keys of its indexes come in no order.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "server/storage/checkpoint_pace.hpp"
#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class SqliteCheckpoints {
public:
    /// Watches the log that `writer` writes. Made and destroyed while nobody uses the writer.
    /// `cache_mb`: the most that the writer may keep of the file in memory.
    SqliteCheckpoints(const std::string& file, int busy_timeout_ms, Database& writer, int cache_mb);
    ~SqliteCheckpoints();
    SqliteCheckpoints(const SqliteCheckpoints&) = delete;
    SqliteCheckpoints& operator=(const SqliteCheckpoints&) = delete;

private:
    void committed(int pages);
    void fit_cache();
    void loop();

    std::string m_file;
    Database& m_writer;
    int m_cache_mb;
    int m_cached_mb = 0;
    CheckpointPace m_pace;
    std::atomic<int> m_pages = 0;  // in the log after the last commit
    Database m_database;
    std::mutex m_mutex;
    std::condition_variable m_grown;
    bool m_wanted = false;
    bool m_stopping = false;
    std::thread m_thread;
};

/// Megabytes of a file of so many bytes that a writer keeps in memory: 32, and a sixth of what is
/// beyond 500, so that the indexes by device and by seat of an answer find room; at most `most`.
int cache_of_file(std::uintmax_t bytes, int most);

}  // namespace kongdi::server
