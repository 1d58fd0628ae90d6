// SPDX-License-Identifier: Apache-2.0
#include "server/storage/group_commit.hpp"

#include <algorithm>

namespace kongdi::server {

namespace {

/// Bounds how long the first of a transaction waits for the last of it.
constexpr std::size_t kMaxBatch = 512;

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

GroupCommit::GroupCommit(std::unique_ptr<Database> database, std::size_t max_waiting)
    : m_database(std::move(database)), m_max_waiting(max_waiting), m_thread([this] { loop(); }) {}

GroupCommit::~GroupCommit() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::future<Result<void>> GroupCommit::add(Work work, bool bounded) {
    auto item = std::make_unique<Item>();
    item->work = std::move(work);
    auto future = item->done.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || (bounded && m_waiting.size() >= m_max_waiting)) {
            item->done.set_value(Error{ErrorCode::StorageBusy, {}, "too much is waiting"});
            return future;
        }
        m_waiting.push_back(std::move(item));
    }
    m_wake.notify_one();
    return future;
}

Result<void> GroupCommit::run(Work work) { return add(std::move(work), true).get(); }

std::vector<Result<void>> GroupCommit::run_all(std::vector<Work> works) {
    std::vector<std::future<Result<void>>> futures;
    futures.reserve(works.size());
    for (Work& work : works) futures.push_back(add(std::move(work), false));
    std::vector<Result<void>> out;
    out.reserve(futures.size());
    for (auto& future : futures) out.push_back(future.get());
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

void GroupCommit::commit(Batch& batch) {
    std::vector<Result<void>> results(batch.size());
    try {
        m_database->prepare("BEGIN IMMEDIATE").run();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            m_database->prepare("SAVEPOINT one").run();
            try {
                batch[i]->work(*m_database);
            } catch (...) {
                results[i] = error_of(std::current_exception());
                // A full disk ends the whole transaction, and with it the work of all.
                if (!m_database->in_transaction()) throw;
                m_database->prepare("ROLLBACK TO one").run();
            }
            m_database->prepare("RELEASE one").run();
        }
        m_database->prepare("COMMIT").run();
    } catch (...) {
        const Error error = error_of(std::current_exception());
        std::fill(results.begin(), results.end(), Result<void>(error));
        try {
            if (m_database->in_transaction()) m_database->execute("ROLLBACK");
        } catch (const StorageFailure&) {
            // The next BEGIN says so again.
        }
    }
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->done.set_value(std::move(results[i]));
}

}  // namespace kongdi::server
