// SPDX-License-Identifier: Apache-2.0
// A target of webhooks at the other end of real connections, which takes what it gets or fails in
// the way a test says.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/codec/json.hpp"
#include "tests/server/http/socket.hpp"

namespace kongdi::server::tests {

struct Told {
    std::string event_id = {};
    std::string timestamp = {};
    std::string signature = {};
    std::string body = {};
    Value tree() const { return parse_own_json(body).value_or(Value()); }
};

class HookReceiver {
public:
    HookReceiver() : m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(m_listener, any, size), 0);
        EXPECT_EQ(::listen(m_listener, 64), 0);
        ::getsockname(m_listener, any, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~HookReceiver() {
        m_stop = true;
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    HookReceiver(const HookReceiver&) = delete;
    HookReceiver& operator=(const HookReceiver&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/hook"; }

    // What it answers; 0: closes the connection without a word.
    std::atomic<int> status = 200;
    std::atomic<int> slow_ms = 0;
    std::string more_headers = {};  // set while nobody asks

    /// What it took with 2xx, in the order it came.
    std::vector<Told> taken() {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }
    int asked() const { return m_asked; }
    bool wait_for(const std::function<bool()>& is_so, int seconds = 20) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > until) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    bool wait_for_taken(std::size_t count) {
        return wait_for([&] { return taken().size() >= count; });
    }

private:
    static std::string header(const std::string& head, const std::string& name) {
        const auto at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
    void serve() {
        while (!m_stop) {
            const int fd = ::accept(m_listener, nullptr, nullptr);
            if (fd < 0) return;
            const timeval patience{2, 0};
            ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            answer(fd);
            ::close(fd);
        }
    }
    void answer(int fd) {
        std::string got;
        std::array<char, 4096> piece{};
        const auto read_on = [&] {
            const ssize_t n = ::recv(fd, piece.data(), piece.size(), 0);
            if (n > 0) got.append(piece.data(), static_cast<std::size_t>(n));
            return n > 0;
        };
        while (got.find("\r\n\r\n") == std::string::npos)
            if (!read_on()) return;
        const auto head_end = got.find("\r\n\r\n") + 4;
        const std::string head = got.substr(0, head_end);
        const std::string length = header(head, "Content-Length");
        while (got.size() < head_end + static_cast<std::size_t>(std::atoi(length.c_str())))
            if (!read_on()) return;
        ++m_asked;
        for (int waited = 0; waited < slow_ms && !m_stop; waited += 10)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const int with = status;
        if (with == 0) return;
        if (with >= 200 && with < 300) {
            const std::lock_guard lock(m_mutex);
            m_taken.push_back({header(head, "Kongdi-Event-Id"), header(head, "Kongdi-Timestamp"),
                               header(head, "Kongdi-Signature"), got.substr(head_end)});
        }
        const std::string text = "HTTP/1.1 " + std::to_string(with) + " So\r\n" + more_headers +
                                 "Content-Length: 0\r\nConnection: close\r\n\r\n";
        ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    }

    int m_listener;
    int m_port = 0;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_asked = 0;
    std::mutex m_mutex;
    std::vector<Told> m_taken;
    std::thread m_thread;
};

}  // namespace kongdi::server::tests
