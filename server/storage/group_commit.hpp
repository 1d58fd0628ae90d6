// SPDX-License-Identifier: Apache-2.0
// One thread writes. Work that arrives while a transaction is being made safe waits and shares the
// next one, so that many requests cost one fsync; each caller goes on when its own work is safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "core/base/result.hpp"
#include "server/metrics/commit_meter.hpp"
#include "server/storage/signal.hpp"
#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class GroupCommit {
public:
    /// What to write. It throws to be undone alone; the others of the transaction stay. It may be
    /// called again after it was undone.
    using Work = std::function<void(Database&)>;

    /// The database is used by nobody else until this one is gone.
    GroupCommit(Database& database, std::size_t max_waiting);
    /// Finishes what was accepted.
    ~GroupCommit();

    /// Returns when the work is committed, or was not done at all. storage_busy when too much is
    /// waiting already.
    Result<void> run(Work work);
    /// The same for many, which share as few transactions as they fit in.
    std::vector<Result<void>> run_all(std::vector<Work> works);

    const CommitMeter& meter() const { return m_meter; }
    std::size_t waiting() const;

private:
    /// Lies with who waits for it.
    struct Item {
        Work work;
        Result<void> result = {};
        Signal* done = nullptr;
    };
    using Batch = std::vector<Item*>;

    void loop();
    void commit(Batch& batch);
    void make_safe();
    bool write_together(Batch& batch);
    void write_apart(Batch& batch);
    /// Waits until all are done, or were not taken.
    void add(std::span<Item> items, bool bounded);

    Database& m_database;
    const std::size_t m_max_waiting;
    CommitMeter m_meter;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Item*> m_waiting;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace kongdi::server
