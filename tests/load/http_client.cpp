// SPDX-License-Identifier: Apache-2.0
#include "tests/load/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace kongdi::load {

namespace {

constexpr int kReplySeconds = 30;

std::string post_request(std::string_view path, std::string_view json) {
    std::string out = "POST ";
    out.append(path).append(" HTTP/1.1\r\nHost: load\r\nContent-Type: application/json\r\n");
    out.append("Content-Length: ").append(std::to_string(json.size())).append("\r\n\r\n");
    return out.append(json);
}

}  // namespace

std::string Reply::header(std::string_view name) const {
    const auto at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

void HttpClient::close() {
    if (m_socket >= 0) ::close(m_socket);
    m_socket = -1;
    m_read.clear();
}

bool HttpClient::open() {
    if (m_socket >= 0) return true;
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_socket < 0) return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval wait{kReplySeconds, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return true;
    close();
    return false;
}

bool HttpClient::send_raw(std::string_view bytes) {
    if (!open()) return false;
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            close();
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::optional<Reply> HttpClient::read_reply(bool is_head_only) {
    std::size_t head = std::string::npos;
    std::size_t whole = 0;
    std::array<char, 16384> buffer;
    while (head == std::string::npos || m_read.size() < whole) {
        const ssize_t got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            close();
            return std::nullopt;
        }
        m_read.append(buffer.data(), static_cast<std::size_t>(got));
        if (head != std::string::npos) continue;
        head = m_read.find("\r\n\r\n");
        if (head == std::string::npos) continue;
        const auto length = m_read.find("Content-Length: ");
        whole = head + 4;
        if (!is_head_only && length != std::string::npos && length < head)
            whole += std::strtoul(m_read.c_str() + length + 16, nullptr, 10);
    }
    Reply reply;
    reply.status = std::atoi(m_read.c_str() + 9);
    reply.head = m_read.substr(0, head + 4);
    reply.body = m_read.substr(head + 4, whole - head - 4);
    const auto closing = m_read.find("Connection: close");
    const bool over = closing != std::string::npos && closing < head;
    m_read.erase(0, whole);
    if (over) close();
    return reply;
}

std::optional<Reply> HttpClient::exchange(std::string_view request, bool answers_head) {
    if (!send_raw(request)) return std::nullopt;
    return read_reply(answers_head);
}

std::optional<Reply> HttpClient::get(std::string_view path) {
    return exchange("GET " + std::string(path) + " HTTP/1.1\r\nHost: load\r\n\r\n");
}

std::optional<Reply> HttpClient::post(std::string_view path, std::string_view json) {
    return exchange(post_request(path, json));
}

}  // namespace kongdi::load
