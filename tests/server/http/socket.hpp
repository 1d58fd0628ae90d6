// SPDX-License-Identifier: Apache-2.0
// The other end of a connection, with nothing between a test and the wire.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace kongdi::server::tests {

/// Sends bytes and reads until the other end closes.
class Socket {
public:
    explicit Socket(int port) : m_fd(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{5, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        EXPECT_EQ(::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~Socket() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Socket(Socket&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Socket& operator=(Socket&&) = delete;

    int fd() const { return m_fd; }
    void send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t n = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    void send_no_more() const { ::shutdown(m_fd, SHUT_WR); }
    /// Up to and with the first `end`; all there is when it never comes.
    std::string read_until(std::string_view end) const {
        std::string out;
        char one = 0;
        while (!out.ends_with(end) && ::recv(m_fd, &one, 1, 0) == 1) out += one;
        return out;
    }
    std::string read_all() const {
        std::string out;
        std::array<char, 65536> piece{};
        ssize_t n = 0;
        while ((n = ::recv(m_fd, piece.data(), piece.size(), 0)) > 0)
            out.append(piece.data(), static_cast<std::size_t>(n));
        return out;
    }
    /// Whether the other end closed, within `patience_ms`.
    bool is_closed_within(int patience_ms) const {
        const timeval patience{patience_ms / 1000, patience_ms % 1000 * 1000};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        std::array<char, 4096> piece{};
        ssize_t n = 0;
        while ((n = ::recv(m_fd, piece.data(), piece.size(), 0)) > 0) {
        }
        return n == 0 || errno == ECONNRESET;
    }

private:
    int m_fd;
};

}  // namespace kongdi::server::tests
