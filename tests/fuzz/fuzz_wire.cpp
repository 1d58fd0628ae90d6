// SPDX-License-Identifier: Apache-2.0
// Bytes on a connection of the real server, which is closed after them: each gets a whole answer or
// none, never a failure of the server.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

#include "server/http/http_server.hpp"
#include "tests/fuzz/scratch_store.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

constexpr const char* kProxy = "127.255.0.1";

class LiveServer {
public:
    LiveServer() : m_port(m_server.bind()) {
        fuzz::check(m_port > 0);
        m_thread = std::thread([this] { m_server.run(); });
    }
    ~LiveServer() {
        m_server.stop();
        m_thread.join();
    }

    /// From another address of this machine each time: ports of one would run out. The one that is
    /// believed of whom it forwards takes a port when it connects, so that it has them again soon.
    int connection(bool by_the_proxy) {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in from{};
        from.sin_family = AF_INET;
        from.sin_addr.s_addr =
            by_the_proxy ? ::inet_addr(kProxy) : htonl(0x7F010001U + m_count++ % 0x00FE0000U);
        const int late = by_the_proxy ? 1 : 0;
        ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
        fuzz::check(::bind(fd, reinterpret_cast<sockaddr*>(&from), sizeof from) == 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(m_port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        fuzz::check(::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        return fd;
    }

private:
    fuzz::ScratchFolder m_folder;
    std::unique_ptr<Storage> m_store = fuzz::open_store(m_folder);
    LoginThrottle m_throttle;
    MeetingViews m_views{std::chrono::milliseconds(0)};
    Services m_services{*m_store, fuzz::catalogue(), m_throttle, m_views};
    StaticFiles m_files{{}};
    Dispatcher m_dispatcher{m_services, m_files, [](std::string_view) {}};
    HttpServer m_server{{.port = 0, .threads = 2, .max_threads = 4, .proxy = kProxy}, m_dispatcher};
    int m_port;
    std::uint32_t m_count = 0;
    std::thread m_thread;
};

std::string said(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    ::shutdown(fd, SHUT_WR);
    std::string out;
    std::array<char, 16384> piece{};
    for (ssize_t n = 0; (n = ::recv(fd, piece.data(), piece.size(), 0)) > 0;)
        out.append(piece.data(), static_cast<std::size_t>(n));
    ::close(fd);
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static LiveServer server;
    const std::string_view text = fuzz::text_of(bytes, size);
    // See fuzz_request.cpp.
    if (text.find("/login") != std::string_view::npos) return 0;
    const bool by_the_proxy = text.find("orwarded-") != std::string_view::npos;
    const std::string answer = said(server.connection(by_the_proxy), text);
    fuzz::check(answer.empty() || answer.starts_with("HTTP/1.1 "));
    fuzz::check(answer.find("HTTP/1.1 500") == std::string::npos);
    return 0;
}
