// SPDX-License-Identifier: Apache-2.0
#include "tests/load/fault_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "server/http/request_extent.hpp"
#include "tests/load/http_client.hpp"

namespace kongdi::load {

namespace {

/// A whole request taken off the front of what has arrived; empty when the other end is gone.
std::string next_request(int client, std::string& arrived) {
    std::array<char, 65536> piece;
    while (true) {
        const server::RequestExtent extent = server::extent_of(arrived);
        const std::size_t whole = extent.header_bytes + extent.body_bytes;
        if (extent.header_bytes != 0 && arrived.size() >= whole) {
            std::string out = arrived.substr(0, whole);
            arrived.erase(0, whole);
            return out;
        }
        const ssize_t n = ::recv(client, piece.data(), piece.size(), 0);
        if (n <= 0) return {};
        arrived.append(piece.data(), static_cast<std::size_t>(n));
    }
}

bool give_on(int client, const Reply& reply) {
    std::string bytes = reply.head + reply.body;
    std::string_view left = bytes;
    while (!left.empty()) {
        const ssize_t n = ::send(client, left.data(), left.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        left.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

FaultProxy::FaultProxy(int server_port, const Faults& faults, unsigned seed)
    : m_server_port(server_port), m_faults(faults), m_seed(seed) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(m_listener, 1024);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_accepting = std::thread([this] { accept_all(); });
}

FaultProxy::~FaultProxy() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_accepting.join();
    ::close(m_listener);
    std::unique_lock lock(m_mutex);
    for (const int client : m_clients) ::shutdown(client, SHUT_RDWR);
    m_one_left.wait(lock, [this] { return m_clients.empty(); });
}

void FaultProxy::accept_all() {
    for (unsigned count = 0;; ++count) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) return;
        const std::lock_guard lock(m_mutex);
        m_clients.insert(client);
        // By themselves: over ten minutes there are tens of thousands of them.
        std::thread([this, client, seed = m_seed + count] { serve(client, seed); }).detach();
    }
}

void FaultProxy::serve(int client, unsigned seed) {
    std::mt19937 random(seed);
    HttpClient upstream(m_server_port);
    std::string arrived;
    while (true) {
        const std::string request = next_request(client, arrived);
        if (request.empty() || !pass(request, client, random, upstream)) break;
    }
    const std::lock_guard lock(m_mutex);
    m_clients.erase(client);
    ::close(client);
    // Told under the lock: without it all of this may be gone by then.
    m_one_left.notify_all();
}

bool FaultProxy::pass(const std::string& request, int client, std::mt19937& random,
                      HttpClient& upstream) {
    unsigned chance = static_cast<unsigned>(random() % 1000);
    if (chance < m_faults.cut) {
        ++m_cut;
        HttpClient(m_server_port)
            .send_raw(std::string_view(request).substr(0, random() % request.size()));
        return false;
    }
    chance -= m_faults.cut;
    if (chance < m_faults.answer_lost) {
        ++m_answers_lost;
        upstream.exchange(request);
        return false;
    }
    chance -= m_faults.answer_lost;
    std::thread twin;
    if (chance < m_faults.sent_twice) {
        ++m_sent_twice;
        twin = std::thread([&] { HttpClient(m_server_port).exchange(request); });
    }
    const auto reply = upstream.exchange(request);
    if (twin.joinable()) twin.join();
    return reply && give_on(client, *reply);
}

}  // namespace kongdi::load
