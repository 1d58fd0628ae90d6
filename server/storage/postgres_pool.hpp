// SPDX-License-Identifier: Apache-2.0
// Connections that are lent and given back; at most so many at once, so that servers do not use up
// the database's. One that the server has dropped is not kept: the next loan connects anew.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/storage/postgres.hpp"

namespace kongdi::server {

class PostgresPool {
public:
    PostgresPool(std::string url, std::size_t most) : m_url(std::move(url)), m_most(most) {}

    class Lease {
    public:
        Lease(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
            : m_pool(pool), m_connection(std::move(connection)) {}
        ~Lease() { m_pool.give_back(std::move(m_connection)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        PostgresConnection& operator*() { return *m_connection; }
        PostgresConnection* operator->() { return m_connection.get(); }

    private:
        PostgresPool& m_pool;
        std::unique_ptr<PostgresConnection> m_connection;
    };

    /// Throws storage_busy when all are out for long, or the server cannot be reached.
    Lease lend() {
        {
            std::unique_lock lock(m_mutex);
            if (!m_back.wait_for(lock, kPatience, [this] { return m_out < m_most; }))
                throw StorageFailure(ErrorCode::StorageBusy, "all connections are in use");
            ++m_out;
            if (!m_free.empty()) {
                auto connection = std::move(m_free.back());
                m_free.pop_back();
                return Lease(*this, std::move(connection));
            }
        }
        try {
            return Lease(*this, open());
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

    /// One of the caller's own, for work that takes long.
    std::unique_ptr<PostgresConnection> open() const {
        return std::make_unique<PostgresConnection>(m_url);
    }

private:
    static constexpr std::chrono::seconds kPatience{5};

    void give_back(std::unique_ptr<PostgresConnection> connection) {
        const bool good = connection && connection->alive() && !connection->in_transaction();
        {
            const std::lock_guard lock(m_mutex);
            --m_out;
            // The others were cut off with it, as a rule.
            if (!good)
                m_free.clear();
            else
                m_free.push_back(std::move(connection));
        }
        m_back.notify_one();
    }

    const std::string m_url;
    const std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_back;
    std::vector<std::unique_ptr<PostgresConnection>> m_free;
    std::size_t m_out = 0;
};

}  // namespace kongdi::server
