// SPDX-License-Identifier: Apache-2.0
// One connection: what has arrived and was not used yet, and the way the HTTP library reads and
// writes it. Waiting has limits in time, so that a slow other end holds nobody for long.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <string>

namespace kongdi::server {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Connection {
    int fd = -1;
    std::string address = {};
    int port = 0;
    std::string local_address = {};
    int local_port = 0;
    bool from_proxy = false;
    std::string arrived = {};  // before the next request's end, and what followed it at once
    std::size_t counted = 0;   // of those bytes, in the sum of all that are parked
    bool ended = false;        // the other end will send no more
    bool waiting = false;      // parked: nobody works on it
    SteadyTime until = {};     // parked: when patience ends
    std::size_t answered = 0;
    /// How often it was parked. Whoever takes it up again reads it first: with that comes all that
    /// was done to it before, which the kernel's own order of epoll does not promise.
    std::atomic<unsigned> parked = 0;
};

/// What is there, without waiting for more. False when the connection broke.
bool take_arrived(Connection& connection, std::size_t most);

struct StreamLimits {
    std::chrono::seconds grace{20};    // for a body, or an answer, whatever its size
    std::size_t least_rate = 4 << 10;  // bytes a second on top of it
};

/// For the time of one request. Writes are gathered: flush() at the end.
class ConnectionStream final : public httplib::Stream {
public:
    ConnectionStream(Connection& connection, const StreamLimits& limits);

    bool is_readable() const override { return m_used < m_connection.arrived.size(); }
    bool wait_readable() const override;
    bool wait_writable() const override { return !m_broken; }
    bool is_peer_alive() const override { return !m_broken; }
    ssize_t read(char* to, std::size_t size) override;
    ssize_t write(const char* from, std::size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return m_connection.fd; }
    time_t duration() const override;

    bool flush();
    /// What was read goes; what is left belongs to the next request.
    void drop_used();

private:
    bool wait(short events, SteadyTime until) const;
    SteadyTime deadline(SteadyTime from, std::size_t bytes) const;

    Connection& m_connection;
    const StreamLimits m_limits;
    const SteadyTime m_begun;
    SteadyTime m_answer_begun{};
    std::size_t m_used = 0;  // of what has arrived
    std::size_t m_read = 0;
    std::size_t m_written = 0;
    std::string m_out;
    bool m_broken = false;
};

}  // namespace kongdi::server
