// SPDX-License-Identifier: Apache-2.0
#include "server/storage/group_commit.hpp"

#include <algorithm>
#include <chrono>

namespace kongdi::server {

namespace {

/// Bounds how long the first of a transaction waits for the last of it.
constexpr std::size_t kMaxBatch = 512;

using Clock = std::chrono::steady_clock;

std::int64_t us_since(Clock::time_point then) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - then).count();
}

Error error_of(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const StorageFailure& failure) {
        return failure.error;
    } catch (const std::exception& other) {
        return {ErrorCode::Internal, {}, other.what()};
    } catch (...) {
        return {ErrorCode::Internal, {}, "thrown by storage work"};
    }
}

}  // namespace

GroupCommit::GroupCommit(Database& database, std::size_t max_waiting)
    : m_database(database), m_max_waiting(max_waiting), m_thread([this] { loop(); }) {}

GroupCommit::~GroupCommit() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void GroupCommit::add(std::span<Item> items, bool bounded) {
    if (items.empty()) return;
    Signal done(items.size());
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || (bounded && m_waiting.size() >= m_max_waiting)) {
            for (Item& item : items)
                item.result = Error{ErrorCode::StorageBusy, {}, "too much is waiting"};
            return;
        }
        for (Item& item : items) {
            item.done = &done;
            m_waiting.push_back(&item);
        }
    }
    m_wake.notify_one();
    done.wait();
}

Result<void> GroupCommit::run(Work work) {
    Item item{std::move(work)};
    add({&item, 1}, true);
    return std::move(item.result);
}

std::vector<Result<void>> GroupCommit::run_all(std::vector<Work> works) {
    std::vector<Item> items(works.size());
    for (std::size_t i = 0; i < works.size(); ++i) items[i].work = std::move(works[i]);
    add(items, false);
    std::vector<Result<void>> out;
    out.reserve(items.size());
    for (Item& item : items) out.push_back(std::move(item.result));
    return out;
}

void GroupCommit::loop() {
    while (true) {
        Batch batch;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
            if (m_waiting.empty()) return;
            while (!m_waiting.empty() && batch.size() < kMaxBatch) {
                batch.push_back(std::move(m_waiting.front()));
                m_waiting.pop_front();
            }
        }
        commit(batch);
    }
}

std::size_t GroupCommit::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void GroupCommit::make_safe() {
    const auto began = Clock::now();
    m_database.prepare("COMMIT").run();
    m_meter.safe_us.observe(us_since(began));
}

/// Most batches have nothing to undo. False: one threw, and nothing of the batch is there.
bool GroupCommit::write_together(Batch& batch) {
    m_database.prepare("BEGIN IMMEDIATE").run();
    try {
        for (Item* item : batch) item->work(m_database);
    } catch (...) {
        if (!m_database.in_transaction()) throw;
        m_database.prepare("ROLLBACK").run();
        return false;
    }
    make_safe();
    return true;
}

void GroupCommit::write_apart(Batch& batch) {
    m_database.prepare("BEGIN IMMEDIATE").run();
    for (Item* item : batch) {
        m_database.prepare("SAVEPOINT one").run();
        try {
            item->work(m_database);
        } catch (...) {
            item->result = error_of(std::current_exception());
            // A full disk ends the whole transaction, and with it the work of all.
            if (!m_database.in_transaction()) throw;
            m_database.prepare("ROLLBACK TO one").run();
        }
        m_database.prepare("RELEASE one").run();
    }
    make_safe();
}

void GroupCommit::commit(Batch& batch) {
    const auto began = Clock::now();
    try {
        if (!write_together(batch)) write_apart(batch);
        m_meter.together.observe(static_cast<std::int64_t>(batch.size()));
        m_meter.whole_us.observe(us_since(began));
    } catch (...) {
        m_meter.failed.fetch_add(1, std::memory_order_relaxed);
        const Error error = error_of(std::current_exception());
        for (Item* item : batch) item->result = error;
        try {
            if (m_database.in_transaction()) m_database.execute("ROLLBACK");
        } catch (const StorageFailure&) {
            // The next BEGIN says so again.
        }
    }
    for (Item* item : batch) item->done->raise();  // it may be gone with this
}

}  // namespace kongdi::server
