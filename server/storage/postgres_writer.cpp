// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_writer.hpp"

#include <chrono>

#include "server/storage/postgres_events.hpp"

namespace kongdi::server {

namespace {

/// Bounds how long the first of a transaction waits for the last of it.
constexpr std::size_t kMaxBatch = 512;

}  // namespace

PostgresWriter::PostgresWriter(std::string url, std::size_t max_waiting)
    : m_url(std::move(url)), m_max_waiting(max_waiting), m_thread([this] { loop(); }) {}

PostgresWriter::~PostgresWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::vector<Result<Accepted>> PostgresWriter::add(std::span<const Submission> submissions,
                                                  bool bounded) {
    std::vector<Result<Accepted>> out(submissions.size(), Accepted{});
    if (submissions.empty()) return out;
    Signal done(submissions.size());
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || (bounded && m_waiting.size() >= m_max_waiting))
            return std::vector<Result<Accepted>>(
                submissions.size(), Error{ErrorCode::StorageBusy, {}, "too much is waiting"});
        for (std::size_t i = 0; i < submissions.size(); ++i)
            m_waiting.push_back({&submissions[i], &out[i], &done});
    }
    m_wake.notify_one();
    done.wait();
    return out;
}

std::size_t PostgresWriter::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void PostgresWriter::loop() {
    while (true) {
        std::vector<Item> batch;
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

std::vector<Result<Accepted>> PostgresWriter::write(
    std::span<const Submission* const> submissions) {
    const bool fresh = m_connection == nullptr || !m_connection->alive();
    if (fresh) m_connection = std::make_unique<PostgresConnection>(m_url);
    try {
        return add_records(*m_connection, submissions);
    } catch (const StorageFailure&) {
        if (fresh || m_connection->alive()) throw;
    }
    // The connection had been lost while it was idle, as a rule. Should this batch have been
    // committed all the same, its records are known now.
    m_connection = std::make_unique<PostgresConnection>(m_url);
    return add_records(*m_connection, submissions);
}

void PostgresWriter::commit(std::vector<Item>& batch) {
    std::vector<const Submission*> submissions;
    submissions.reserve(batch.size());
    for (const Item& item : batch) submissions.push_back(item.submission);
    std::vector<Result<Accepted>> answers;
    const auto began = std::chrono::steady_clock::now();
    try {
        answers = write(submissions);
        m_meter.together.observe(static_cast<std::int64_t>(batch.size()));
        m_meter.whole_us.observe(std::chrono::duration_cast<std::chrono::microseconds>(
                                     std::chrono::steady_clock::now() - began)
                                     .count());
    } catch (const StorageFailure& failure) {
        m_meter.failed.fetch_add(1, std::memory_order_relaxed);
        answers.assign(batch.size(), failure.error);
    } catch (const std::exception& other) {
        m_meter.failed.fetch_add(1, std::memory_order_relaxed);
        answers.assign(batch.size(), Error{ErrorCode::Internal, {}, other.what()});
    }
    for (std::size_t i = 0; i < batch.size(); ++i) *batch[i].answer = std::move(answers[i]);
    for (const Item& item : batch) item.done->raise();
}

}  // namespace kongdi::server
