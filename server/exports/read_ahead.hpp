// SPDX-License-Identifier: Apache-2.0
// Rows that a thread of its own reads while those before are being written: what is read and what
// is written cost about the same, so a file takes half the time.
#pragma once

#include <array>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "server/exports/stand_back.hpp"

namespace kongdi::server {

/// `kRows` are read between two looks at who waits.
template <class Row, std::size_t kRows = 64>
class ReadAhead {
public:
    /// Makes the row the next one; false after the last. Called by one thread, and not any more
    /// after false or an error; what it throws ends the rows as an error (internal). A row is used
    /// again for a later one.
    using Fill = std::function<Result<bool>(Row&)>;

    explicit ReadAhead(Fill fill) : m_fill(std::move(fill)) {}
    /// Waits for the row that is being read.
    ~ReadAhead() {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_changed.notify_all();
        if (m_thread.joinable()) m_thread.join();
    }
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// Reading begins with the first call.
    Result<bool> next() {
        if (!m_thread.joinable()) m_thread = std::thread([this] { read(); });
        if (m_batch != nullptr && ++m_at < m_batch->count) return true;
        if (m_batch != nullptr && m_batch->is_last) return m_batch->end;
        std::unique_lock lock(m_mutex);
        if (m_batch != nullptr) {
            ++m_taken;
            m_changed.notify_all();
        }
        m_changed.wait(lock, [this] { return m_filled > m_taken; });
        m_batch = &m_batches[m_taken % kBatches];
        m_at = 0;
        if (m_batch->count > 0) return true;
        return m_batch->end;
    }
    /// The one at hand, after a true next().
    const Row& row() const { return m_batch->rows[m_at]; }
    Row& row() { return m_batch->rows[m_at]; }

private:
    static constexpr std::size_t kBatches = 4;

    struct Batch {
        std::vector<Row> rows = std::vector<Row>(kRows);
        std::size_t count = 0;
        bool is_last = false;
        Result<bool> end = false;  // of the last: false, or why there are no more
    };

    void read() {
        while (true) {
            Batch* batch = nullptr;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock,
                               [this] { return m_stopping || m_filled < m_taken + kBatches; });
                if (m_stopping) return;
                batch = &m_batches[m_filled % kBatches];
            }
            fill(*batch);
            {
                const std::lock_guard lock(m_mutex);
                ++m_filled;
            }
            m_changed.notify_all();
            if (batch->is_last) return;
        }
    }

    void fill(Batch& batch) {
        batch.count = 0;
        try {
            leave_room();
            while (batch.count < kRows) {
                const Result<bool> read = m_fill(batch.rows[batch.count]);
                if (!read || !*read) return end(batch, read);
                ++batch.count;
            }
        } catch (const std::exception& thrown) {
            end(batch, Error{ErrorCode::Internal, {}, thrown.what()});
        } catch (...) {
            end(batch, Error{ErrorCode::Internal, {}, "thrown while reading ahead"});
        }
    }
    static void end(Batch& batch, Result<bool> how) {
        batch.is_last = true;
        batch.end = std::move(how);
    }

    Fill m_fill;
    std::array<Batch, kBatches> m_batches;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_filled = 0;  // batches that were read, ever
    std::size_t m_taken = 0;   // and of them those that are done with
    bool m_stopping = false;
    std::thread m_thread;
    // of the thread that asks
    Batch* m_batch = nullptr;
    std::size_t m_at = 0;
};

}  // namespace kongdi::server
