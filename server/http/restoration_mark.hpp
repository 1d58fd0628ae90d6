// SPDX-License-Identifier: Apache-2.0
// Answers of a store that was filled from a backup say when that was, so that pages that are open
// hear of it and give back what they delivered since.
#pragma once

#include <atomic>
#include <cstdint>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Any number of threads.
class RestorationMark {
public:
    explicit RestorationMark(const Services& services) : m_services(services) {}

    /// Looks into the store, at most once a minute: of several servers of a database one may have
    /// been running while it was filled. A store that does not answer has said what it said last.
    void look(std::int64_t now_ms);
    /// Reads nothing. Only in answers that nobody keeps: a kept one would say it for ever.
    void tell(Response& response, std::int64_t now_ms) const;

private:
    const Services& m_services;
    std::atomic<std::int64_t> m_looked_ms = 0;
    std::atomic<std::int64_t> m_restored_ms = 0;  // 0: never
};

}  // namespace kongdi::server
