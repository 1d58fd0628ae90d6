// SPDX-License-Identifier: Apache-2.0
// Brings what was committed from SQLite's log into its file, on a thread of its own, so that no
// commit waits for that. Safe either way: a commit is on the disk with the log.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class SqliteCheckpoints {
public:
    /// Watches the log that `writer` writes. Made and destroyed while nobody uses the writer.
    SqliteCheckpoints(const std::string& file, int busy_timeout_ms, Database& writer);
    ~SqliteCheckpoints();
    SqliteCheckpoints(const SqliteCheckpoints&) = delete;
    SqliteCheckpoints& operator=(const SqliteCheckpoints&) = delete;

private:
    void committed(int pages);
    void loop();

    Database& m_writer;
    Database m_database;
    std::mutex m_mutex;
    std::condition_variable m_grown;
    bool m_wanted = false;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace kongdi::server
