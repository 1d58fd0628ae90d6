// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace kongdi::server {

namespace {

constexpr std::size_t kGathered = 32u << 10;

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

}  // namespace

bool take_arrived(Connection& connection, std::size_t most) {
    // Not on the stack, where it would be cleared each time.
    thread_local std::array<char, 16384> piece;
    while (!connection.ended && connection.arrived.size() < most) {
        const ssize_t n = ::recv(connection.fd, piece.data(), piece.size(), MSG_DONTWAIT);
        if (n > 0) {
            connection.arrived.append(piece.data(), static_cast<std::size_t>(n));
            // Less than was asked for: there is no more just now.
            if (static_cast<std::size_t>(n) < piece.size()) return true;
        } else if (n == 0) {
            connection.ended = true;
        } else if (errno != EINTR) {
            return would_block();
        }
    }
    return true;
}

ConnectionStream::ConnectionStream(Connection& connection, const StreamLimits& limits)
    : m_connection(connection), m_limits(limits), m_begun(std::chrono::steady_clock::now()) {}

SteadyTime ConnectionStream::deadline(SteadyTime from, std::size_t bytes) const {
    return from + m_limits.grace + std::chrono::milliseconds(bytes * 1000 / m_limits.least_rate);
}

bool ConnectionStream::wait(short events, SteadyTime until) const {
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd one{m_connection.fd, events, 0};
        const int ready = ::poll(&one, 1, static_cast<int>(left.count()));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

bool ConnectionStream::wait_readable() const {
    return !m_connection.arrived.empty() || wait(POLLIN, deadline(m_begun, m_read));
}

ssize_t ConnectionStream::read(char* to, std::size_t size) {
    std::string& arrived = m_connection.arrived;
    // "100 Continue" has to be out before its body can come.
    if (arrived.empty() && !m_out.empty() && !flush()) return -1;
    while (arrived.empty()) {
        if (m_connection.ended) return 0;
        if (!wait(POLLIN, deadline(m_begun, m_read))) {
            error_ = httplib::Error::Timeout;
            return -1;
        }
        if (!take_arrived(m_connection, 64u << 10)) return -1;
    }
    const std::size_t n = std::min(size, arrived.size() - m_used);
    arrived.copy(to, n, m_used);
    m_used += n;
    if (m_used == arrived.size()) drop_used();
    m_read += n;
    return static_cast<ssize_t>(n);
}

void ConnectionStream::drop_used() {
    m_connection.arrived.erase(0, m_used);
    m_used = 0;
}

ssize_t ConnectionStream::write(const char* from, std::size_t size) {
    m_out.append(from, size);
    if (m_out.size() >= kGathered && !flush()) return -1;
    return static_cast<ssize_t>(size);
}

bool ConnectionStream::flush() {
    if (m_answer_begun == SteadyTime{}) m_answer_begun = std::chrono::steady_clock::now();
    std::size_t sent = 0;
    while (!m_broken && sent < m_out.size()) {
        const ssize_t n = ::send(m_connection.fd, m_out.data() + sent, m_out.size() - sent,
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n > 0) {
            sent += static_cast<std::size_t>(n);
            m_written += static_cast<std::size_t>(n);
        } else if (errno != EINTR) {
            m_broken = !would_block() || !wait(POLLOUT, deadline(m_answer_begun, m_written));
        }
    }
    m_out.clear();
    return !m_broken;
}

void ConnectionStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = m_connection.address;
    port = m_connection.port;
}

void ConnectionStream::get_local_ip_and_port(std::string& ip, int& port) const {
    ip = m_connection.local_address;
    port = m_connection.local_port;
}

time_t ConnectionStream::duration() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 m_begun)
        .count();
}

}  // namespace kongdi::server
