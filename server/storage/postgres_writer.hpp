// SPDX-License-Identifier: Apache-2.0
// One thread adds records. Those that arrive while a transaction is being made safe wait and share
// the next one: many requests cost one fsync and three round trips.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "server/metrics/commit_meter.hpp"
#include "server/storage/postgres.hpp"
#include "server/storage/signal.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

class PostgresWriter {
public:
    PostgresWriter(std::string url, std::size_t max_waiting);
    /// Finishes what was accepted.
    ~PostgresWriter();

    /// Returns when all are committed or refused. storage_busy when too much is waiting already,
    /// or the database cannot be reached.
    std::vector<Result<Accepted>> add(std::span<const Submission> submissions, bool bounded);

    const CommitMeter& meter() const { return m_meter; }
    std::size_t waiting() const;

private:
    /// Both pointers lead to who waits.
    struct Item {
        const Submission* submission = nullptr;
        Result<Accepted>* answer = nullptr;
        Signal* done = nullptr;
    };

    void loop();
    void commit(std::vector<Item>& batch);
    std::vector<Result<Accepted>> write(std::span<const Submission* const> submissions);

    const std::string m_url;
    const std::size_t m_max_waiting;
    std::unique_ptr<PostgresConnection> m_connection;
    CommitMeter m_meter;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Item> m_waiting;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace kongdi::server
