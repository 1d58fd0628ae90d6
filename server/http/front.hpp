// SPDX-License-Identifier: Apache-2.0
// Who waits where. One thread watches all connections on which nothing can be done yet: idle ones
// and those whose request has not arrived whole. Only a whole request costs a worker; past a
// bounded number of them the answer is "later".
//
//   accept → parked (epoll) → whole request → queue → worker → answer → parked again
//
// Requests that only wait for a commit go through a lane, which has hundreds of them under way in a
// thread.
#pragma once

#include <httplib.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "server/handlers/metrics.hpp"
#include "server/http/connection.hpp"
#include "server/http/lane.hpp"

namespace kongdi::server {

struct FrontLimits {
    std::size_t threads = 16;  // that wait all the time; more come and go with need
    std::size_t max_threads = 512;
    std::size_t max_queued = 4096;  // whole requests that wait for a thread
    std::size_t max_connections = 20'000;
    std::size_t max_per_address = 8192;  // the trusted proxy has no limit
    std::size_t max_header_bytes = 32u << 10;
    /// A longer body, or one of unknown length, holds a worker while it arrives.
    std::size_t max_parked_body = 64u << 10;
    /// Of requests that have not arrived whole, on all connections together.
    std::size_t max_parked = 64u << 20;
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds header{10'000};  // from the first byte to the empty line
    std::chrono::milliseconds parked_body{20'000};
    StreamLimits stream = {};
    /// What requests begin with that go through the lane (lane.hpp); empty: none.
    std::string lane_requests = {};
    /// One takes in as much as the store's one writer keeps, nearly; the others are for its pauses.
    std::size_t lane_threads = 1;
    std::string proxy = {};  // an address whose X-Forwarded-For is believed
};

class Front final : public httplib::Server {
public:
    /// `later` makes the bytes of the whole answer to who cannot be served now, `too_long` those
    /// for a header past its limit, of 414 or 431.
    Front(const FrontLimits& limits, std::function<std::string()> later,
          std::function<std::string(int status)> too_long);
    ~Front() override;

    /// After bind: answers until stop(), then finishes what was begun.
    void run();

    FrontFacts facts() const;

private:
    bool process_and_close_socket(socket_t fd) override;

    void watch();
    void arrived(Connection& connection);
    void sweep();
    enum class Next { Wait, Work, LaneWork, LongWork, TooLong, Refuse };
    void hand_over(Connection& connection, Next how);
    void work(Connection& connection, Next how);
    bool answer_one(Connection& connection, const StreamLimits& limits);
    bool is_for_lane(const Connection& connection) const;
    Next next_of(Connection& connection, std::chrono::milliseconds& patience) const;
    void park(Connection& connection, std::chrono::milliseconds patience);
    void count_parked(Connection& connection, std::size_t bytes);
    void turn_away(Connection& connection);
    void refuse_header(Connection& connection);
    void close(Connection& connection);

    const FrontLimits m_limits;
    const std::function<std::string()> m_later;
    const std::function<std::string(int)> m_too_long;
    const int m_epoll;
    const int m_wake;
    std::unique_ptr<httplib::ThreadPool> m_workers;
    std::unique_ptr<Lane> m_lane;
    std::thread m_watcher;
    std::atomic<bool> m_stopping = false;
    std::atomic<std::size_t> m_long_bodies = 0;
    // Whole requests that nobody has begun with.
    std::atomic<std::size_t> m_for_lane = 0;
    std::atomic<std::size_t> m_for_threads = 0;

    mutable std::mutex m_mutex;
    std::unordered_map<int, std::unique_ptr<Connection>> m_connections;
    std::unordered_map<std::string, std::size_t> m_per_address;
    std::size_t m_parked = 0;  // bytes
};

}  // namespace kongdi::server
