// SPDX-License-Identifier: Apache-2.0
// A stop in the middle of a crowd: whoever's report was kept is told so.
#include <atomic>
#include <thread>

#include "server/http/http_server.hpp"
#include "tests/server/http/socket.hpp"
#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

namespace {

class GracefulStop : public ServerFixture {
protected:
    static std::string post(std::uint32_t number) {
        const std::string body =
            RecordBuilder().number(number).with("created_at", "2026-01-01T00:00:00.000Z").bytes();
        return "POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
               "Content-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static bool is_whole(const std::string& answer) {
        const auto at = answer.find("\r\n\r\n");
        const auto length = answer.find("Content-Length: ");
        return at != std::string::npos && length < at &&
               answer.size() - at - 4 == std::stoul(answer.substr(length + 16));
    }
};

TEST_F(GracefulStop, answers_every_report_that_it_keeps) {
    std::uint32_t names = 0;
    for (int round = 0; round < 3; ++round) {
        HttpServer server({.port = 0, .threads = 4}, m_dispatcher);
        const int port = server.bind();
        ASSERT_GT(port, 0);
        std::thread running([&server] { server.run(); });
        std::atomic<int> acknowledged = 0;
        std::atomic<int> broken = 0;
        const std::size_t before = record_count();
        std::vector<std::thread> clients;
        for (std::uint32_t c = 0; c < 16; ++c)
            clients.emplace_back([&, first = names + c * 100'000] {
                const Socket socket(port);
                for (std::uint32_t i = 1;; ++i) {
                    socket.send(post(first + i));
                    std::string answer = socket.read_until("\r\n\r\n");
                    if (answer.empty()) return;  // closed before it was begun: it is sent again
                    answer += socket.read_until("}");
                    const bool good = answer.starts_with("HTTP/1.1 201") && is_whole(answer);
                    ++(good ? acknowledged : broken);
                    if (!good || answer.find("Connection: close") != std::string::npos) return;
                }
            });
        while (acknowledged < 50) std::this_thread::yield();
        server.stop();
        running.join();
        for (std::thread& client : clients) client.join();
        EXPECT_EQ(broken, 0);
        EXPECT_EQ(record_count() - before, static_cast<std::size_t>(acknowledged.load()));
        names += 16 * 100'000;
    }
}

}  // namespace

}  // namespace kongdi::server::tests
