// SPDX-License-Identifier: Apache-2.0
// Slow, idle and many connections: nobody else waits for them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <thread>
#include <vector>

#include "server/http/http_server.hpp"
#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/server/http/socket.hpp"

namespace kongdi::server::tests {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kAsk = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr std::string_view kAskLast =
    "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

std::string record_bytes(std::uint32_t number) {
    return RecordBuilder().number(number).with("created_at", "2026-01-01T00:00:00.000Z").bytes();
}

std::string post(std::string_view body, std::string_view more = "") {
    return "POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
           "Content-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

std::size_t answers_in(std::string_view bytes, std::string_view status) {
    const std::string line = "HTTP/1.1 " + std::string(status);
    std::size_t out = 0;
    for (auto at = bytes.find(line); at != std::string_view::npos; at = bytes.find(line, at + 1))
        ++out;
    return out;
}

class BackPressureTest : public ServerFixture {
protected:
    /// Two threads in all: one connection that held one would soon be felt.
    void start(HttpOptions options = {}, std::size_t threads = 2) {
        options.port = 0;
        options.threads = threads;
        options.max_threads = threads;
        m_server = std::make_unique<HttpServer>(options, m_dispatcher);
        m_port = m_server->bind();
        ASSERT_GT(m_port, 0);
        m_thread = std::thread([this] { m_server->run(); });
    }
    void TearDown() override { stop(); }
    void stop() {
        if (!m_thread.joinable()) return;
        m_server->stop();
        m_thread.join();
    }
    std::string exchange(std::string_view bytes) const {
        const Socket socket(m_port);
        socket.send(bytes);
        return socket.read_all();
    }

    std::unique_ptr<HttpServer> m_server;
    int m_port = 0;
    int m_names = 0;
    std::thread m_thread;
};

TEST_F(BackPressureTest, idle_and_dripping_connections_hold_no_thread) {
    start();
    std::vector<Socket> idle;
    std::vector<Socket> slow;
    for (int i = 0; i < 200; ++i) {
        idle.emplace_back(m_port);
        idle.back().send(kAsk);
        idle.back().read_until("\r\n\r\n");
    }
    const std::string body = record_bytes(1);
    for (int i = 0; i < 50; ++i) {
        slow.emplace_back(m_port);
        slow.back().send(i % 2 == 0 ? "GET /heal" : post(body).substr(0, 200));
    }
    const auto begun = Clock::now();
    for (int i = 0; i < 50; ++i) ASSERT_EQ(answers_in(exchange(kAskLast), "200"), 1u);
    EXPECT_LT(Clock::now() - begun, milliseconds(3000));
}

TEST_F(BackPressureTest, requests_sent_in_one_go_are_answered_one_after_the_other) {
    start();
    std::string bytes;
    for (std::uint32_t i = 1; i <= 5; ++i) bytes += post(record_bytes(i));
    const std::string answer = exchange(bytes + std::string(kAskLast));
    EXPECT_EQ(answers_in(answer, "201"), 5u) << answer;
    EXPECT_EQ(answers_in(answer, "200"), 1u) << answer;
}

TEST_F(BackPressureTest, a_request_in_single_bytes_is_answered) {
    start();
    const Socket socket(m_port);
    for (const char c : post(record_bytes(1), "Connection: close\r\n"))
        socket.send(std::string_view(&c, 1));
    EXPECT_EQ(answers_in(socket.read_all(), "201"), 1u);
}

TEST_F(BackPressureTest, who_sends_no_more_still_gets_the_answer) {
    start();
    const Socket socket(m_port);
    socket.send(post(record_bytes(1)));
    socket.send_no_more();
    EXPECT_EQ(answers_in(socket.read_all(), "201"), 1u);
}

TEST_F(BackPressureTest, a_body_that_waits_to_be_asked_for_is_asked_for) {
    start();
    const std::string body = record_bytes(1);
    const std::string whole = post(body, "Expect: 100-continue\r\nConnection: close\r\n");
    const Socket socket(m_port);
    socket.send(std::string_view(whole).substr(0, whole.size() - body.size()));
    EXPECT_EQ(answers_in(socket.read_until("\r\n\r\n"), "100"), 1u);
    socket.send(body);
    EXPECT_EQ(answers_in(socket.read_all(), "201"), 1u);
}

TEST_F(BackPressureTest, a_header_that_takes_too_long_ends_the_connection_however_it_drips) {
    start({.header_time = milliseconds(600)});
    const Socket socket(m_port);
    const auto begun = Clock::now();
    bool closed = false;
    while (!closed && Clock::now() - begun < milliseconds(4000)) {
        socket.send("X");
        closed = socket.is_closed_within(50);
    }
    EXPECT_TRUE(closed);
    EXPECT_LT(Clock::now() - begun, milliseconds(3000));
}

TEST_F(BackPressureTest, an_idle_connection_is_closed_in_time) {
    start({.idle = milliseconds(400)});
    const Socket socket(m_port);
    socket.send(kAsk);
    socket.read_until("\r\n\r\n");
    EXPECT_TRUE(socket.is_closed_within(4000));
}

TEST_F(BackPressureTest, a_long_body_that_stands_still_gives_its_thread_back) {
    start({.body_time = milliseconds(1000)});
    const std::string header = "PUT /api/v1/photos/" + std::string(64, 'a') +
                               " HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n"
                               "Content-Length: 1000000\r\n\r\n";
    const Socket first(m_port);
    first.send(header);
    std::this_thread::sleep_for(milliseconds(100));
    // Half of the threads may read long bodies: the second such is told to come later.
    const Socket second(m_port);
    second.send(header);
    const std::string refused = second.read_all();
    EXPECT_EQ(answers_in(refused, "503"), 1u) << refused;
    EXPECT_EQ(answers_in(exchange(kAskLast), "200"), 1u);
    EXPECT_TRUE(first.is_closed_within(5000));
}

TEST_F(BackPressureTest, an_address_has_its_share_of_connections_and_the_rest_get_503) {
    start({.max_per_address = 3});
    {
        std::vector<Socket> held;
        for (int i = 0; i < 3; ++i) {
            held.emplace_back(m_port);
            held.back().send(kAsk);
            ASSERT_EQ(answers_in(held.back().read_until("\r\n\r\n"), "200"), 1u);
        }
        const std::string refused = Socket(m_port).read_all();
        EXPECT_EQ(answers_in(refused, "503"), 1u) << refused;
        EXPECT_NE(refused.find("Retry-After: "), std::string::npos) << refused;
        EXPECT_NE(refused.find("storage_busy"), std::string::npos) << refused;
    }
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_EQ(answers_in(exchange(kAskLast), "200"), 1u);
}

TEST_F(BackPressureTest, the_trusted_proxy_may_hold_more_than_its_share) {
    start({.max_per_address = 1, .proxy = "127.0.0.1"});
    const Socket held(m_port);
    held.send(kAsk);
    ASSERT_EQ(answers_in(held.read_until("\r\n\r\n"), "200"), 1u);
    EXPECT_EQ(answers_in(exchange(kAskLast), "200"), 1u);
}

bool says_later(const std::string& answer) {
    return answers_in(answer, "503") == 1 && answer.find("Retry-After: ") != std::string::npos;
}

TEST_F(BackPressureTest, past_the_connections_it_can_hold_each_gets_503) {
    start({.max_connections = 3, .max_per_address = 1000});
    {
        std::vector<Socket> held;
        for (int i = 0; i < 3; ++i) {
            held.emplace_back(m_port);
            held.back().send(kAsk);
            ASSERT_EQ(answers_in(held.back().read_until("\r\n\r\n"), "200"), 1u);
        }
        for (int i = 0; i < 3; ++i) EXPECT_TRUE(says_later(Socket(m_port).read_all()));
    }
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_EQ(answers_in(exchange(kAskLast), "200"), 1u);
}

TEST_F(BackPressureTest, past_the_requests_that_may_wait_each_gets_503) {
    start({.max_queued = 1, .body_time = milliseconds(3000)}, 1);
    const Socket slow(m_port);  // holds the only thread while its body does not come
    slow.send("PUT /api/v1/photos/" + std::string(64, 'a') +
              " HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: 900000\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(200));
    const Socket queued(m_port);
    queued.send(kAskLast);
    std::this_thread::sleep_for(milliseconds(200));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(says_later(exchange(kAskLast)));
    // Reports have a lane of their own.
    EXPECT_EQ(answers_in(exchange(post(record_bytes(1), "Connection: close\r\n")), "201"), 1u);
    slow.send_no_more();
    EXPECT_EQ(answers_in(queued.read_all(), "200"), 1u);
}

TEST_F(BackPressureTest, halves_of_requests_take_a_bounded_memory_together) {
    start({.max_parked = 20'000});
    const std::string half = post(std::string(30'000, 'x')).substr(0, 8000);
    const Socket first(m_port);
    first.send(half);
    const Socket second(m_port);
    second.send(half);
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_TRUE(says_later(exchange(half)));
    EXPECT_EQ(answers_in(exchange(kAskLast), "200"), 1u);  // whole ones are not parked
}

TEST_F(BackPressureTest, an_answer_that_nobody_reads_holds_up_no_other_report) {
    start();
    std::string many;
    for (std::uint32_t i = 1; i <= 20; ++i) many += post(record_bytes(i));
    const Socket deaf(m_port);
    int small = 2048;
    ::setsockopt(deaf.fd(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    std::thread sender([&] {
        for (int i = 0; i < 400; ++i) deaf.send(many);
    });
    const auto begun = Clock::now();
    for (std::uint32_t i = 100; i < 130; ++i)
        EXPECT_EQ(answers_in(exchange(post(record_bytes(i), "Connection: close\r\n")), "201"), 1u);
    EXPECT_LT(Clock::now() - begun, milliseconds(4000));
    ::shutdown(deaf.fd(), SHUT_RDWR);
    sender.join();
}

TEST_F(BackPressureTest, only_what_the_trusted_proxy_added_counts_as_the_address) {
    const auto log_in = [this](std::string_view forwarded) {
        const std::string body =
            R"({"name":"nobody)" + std::to_string(++m_names) + R"(","password":"wrong-password"})";
        return exchange(
            "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nX-Kongdi-Page: 1\r\n"
            "Content-Type: application/json\r\nConnection: close\r\n" +
            std::string(forwarded) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
            body);
    };
    for (int i = 0; i < static_cast<int>(kTriesByAddress) + 1; ++i)
        m_throttle.add_try("203.0.113.7", "nobody", std::time(nullptr) * 1000);
    start({.proxy = "127.0.0.1"});
    // The sender's own words stand before the proxy's.
    constexpr std::string_view kFrom = "X-Forwarded-For: 198.51.100.1, 203.0.113.7\r\n";
    EXPECT_EQ(answers_in(log_in(kFrom), "429"), 1u);
    EXPECT_EQ(answers_in(log_in("X-Forwarded-For: 203.0.113.7, 198.51.100.1\r\n"), "401"), 1u);
    stop();
    start();  // nobody is trusted
    EXPECT_EQ(answers_in(log_in(kFrom), "401"), 1u);
}

TEST_F(BackPressureTest, only_the_trusted_proxy_says_that_a_client_came_by_tls) {
    constexpr std::string_view kFromTls =
        "GET /ogc HTTP/1.1\r\nHost: city.example\r\nConnection: close\r\n"
        "x-forwarded-proto: https\r\n\r\n";
    start();  // nobody is trusted
    const std::string stranger = exchange(kFromTls);
    EXPECT_EQ(stranger.find("https://city.example"), std::string::npos) << stranger;
    EXPECT_NE(stranger.find("http://city.example/ogc"), std::string::npos) << stranger;
    EXPECT_EQ(stranger.find("Strict-Transport-Security"), std::string::npos) << stranger;
    stop();
    start({.proxy = "127.0.0.2"});  // somebody else is
    EXPECT_EQ(exchange(kFromTls).find("https://city.example"), std::string::npos);
    stop();
    start({.proxy = "127.0.0.1"});
    const std::string front = exchange(kFromTls);
    EXPECT_NE(front.find("https://city.example/ogc"), std::string::npos) << front;
    EXPECT_NE(front.find("Strict-Transport-Security: max-age="), std::string::npos) << front;
}

TEST_F(BackPressureTest, only_the_trusted_proxy_names_the_host_that_a_form_came_from) {
    const std::string form =
        "POST /plain/report HTTP/1.1\r\nHost: city.example\r\nConnection: close\r\n"
        "Origin: http://evil.example\r\nX-Forwarded-Host: evil.example\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 7\r\n\r\n--b--\r\n";
    start();
    EXPECT_EQ(answers_in(exchange(form), "403"), 1u);
    stop();
    start({.proxy = "127.0.0.1"});
    EXPECT_EQ(answers_in(exchange(form), "403"), 0u);
}

TEST_F(BackPressureTest, a_stop_finishes_the_request_under_way) {
    start();
    const std::string body = record_bytes(1);
    const Socket socket(m_port);
    socket.send(
        "POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(200));
    std::thread stopper([this] { stop(); });
    std::this_thread::sleep_for(milliseconds(200));
    char size[16];
    std::snprintf(size, sizeof size, "%zx", body.size());
    socket.send(std::string(size) + "\r\n" + body + "\r\n0\r\n\r\n");
    EXPECT_EQ(answers_in(socket.read_all(), "201"), 1u);
    stopper.join();
}

}  // namespace

}  // namespace kongdi::server::tests
