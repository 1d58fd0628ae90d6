// SPDX-License-Identifier: Apache-2.0
// Connections for reading: a few that are lent and given back, more when all are out.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/storage/sqlite.hpp"

namespace kongdi::server {

class SqliteReaders {
public:
    SqliteReaders(std::string file, int busy_timeout_ms)
        : m_file(std::move(file)), m_busy_timeout_ms(busy_timeout_ms) {}

    class Lease {
    public:
        Lease(SqliteReaders& readers, std::unique_ptr<Database> database)
            : m_readers(readers), m_database(std::move(database)) {}
        ~Lease() { m_readers.give_back(std::move(m_database)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Database& operator*() { return *m_database; }
        Database* operator->() { return m_database.get(); }

    private:
        SqliteReaders& m_readers;
        std::unique_ptr<Database> m_database;
    };

    Lease lend() {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                auto database = std::move(m_free.back());
                m_free.pop_back();
                return Lease(*this, std::move(database));
            }
        }
        return Lease(*this, open());
    }

    const std::string& file() const { return m_file; }

    /// One of the caller's own, for work that takes long.
    std::unique_ptr<Database> open() const {
        return std::make_unique<Database>(m_file, Database::Use::Read, m_busy_timeout_ms);
    }

private:
    static constexpr std::size_t kKept = 8;

    void give_back(std::unique_ptr<Database> database) {
        const std::lock_guard lock(m_mutex);
        if (m_free.size() < kKept) m_free.push_back(std::move(database));
    }

    const std::string m_file;
    const int m_busy_timeout_ms;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Database>> m_free;
};

}  // namespace kongdi::server
