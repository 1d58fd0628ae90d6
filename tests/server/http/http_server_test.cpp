// SPDX-License-Identifier: Apache-2.0
// Over a real socket: what the library between the wire and the dispatcher must not change.
#include "server/http/http_server.hpp"

#include <thread>

#include "tests/server/handlers/plain_fixture.hpp"
#include "tests/server/http/socket.hpp"
#include "tests/support/phone_photo.hpp"

namespace kongdi::server::tests {

namespace {

class HttpServerTest : public ServerFixture {
protected:
    void SetUp() override {
        ServerFixture::SetUp();
        m_port = m_server.bind();
        ASSERT_GT(m_port, 0);
        m_thread = std::thread([this] { m_server.run(); });
    }
    void TearDown() override {
        m_server.stop();
        m_thread.join();
    }
    std::string exchange(const std::string& bytes) const {
        const Socket connection(m_port);
        connection.send(bytes);
        return connection.read_all();
    }
    static std::string post(std::string_view body, std::string_view more = "") {
        return "POST /api/v1/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
               "Content-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" +
               std::string(body);
    }
    static std::string asking_for(std::string_view path, std::string_view more = "") {
        return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
               std::string(more) + "\r\n";
    }

    HttpServer m_server{{.port = 0, .threads = 8}, m_dispatcher};
    int m_port = 0;
    std::thread m_thread;
};

/// The clock of the socket is the real one: a record of the past is right on any day.
std::string record_bytes(std::uint32_t number) {
    return RecordBuilder().number(number).with("created_at", "2026-01-01T00:00:00.000Z").bytes();
}

TEST_F(HttpServerTest, a_record_goes_in_and_its_hash_is_of_the_bytes_as_sent) {
    const std::string bytes = record_bytes(1);
    const std::string answer = exchange(post(bytes));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 201")) << answer;
    EXPECT_NE(answer.find(sha256(bytes)), std::string::npos);
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), std::string::npos);
    EXPECT_TRUE(exchange(post(bytes)).starts_with("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, a_chunked_body_is_read_like_any_other) {
    const std::string bytes = record_bytes(2);
    char size[16];
    std::snprintf(size, sizeof size, "%zx", bytes.size());
    const std::string answer = exchange(
        "POST /api/v1/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
        std::string(size) + "\r\n" + bytes + "\r\n0\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 201")) << answer;
}

TEST_F(HttpServerTest, a_body_that_ends_too_early_stores_nothing) {
    const std::string bytes = record_bytes(3);
    {
        const Socket connection(m_port);
        const std::string request = post(bytes);
        connection.send(std::string_view(request).substr(0, request.size() - 10));
    }
    EXPECT_TRUE(exchange(asking_for("/healthz")).starts_with("HTTP/1.1 200"));
    EXPECT_EQ(record_count(), 0u);
}

TEST_F(HttpServerTest, a_body_past_the_limit_gets_413_before_it_is_read) {
    const std::string answer =
        exchange("PUT /api/v1/photos/" + std::string(64, 'a') +
                 " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: image/jpeg\r\n"
                 "Content-Length: 12000001\r\n\r\n" +
                 std::string(12'000'001, 'x'));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 413")) << answer.substr(0, 300);
    EXPECT_NE(answer.find("photo_too_large"), std::string::npos);
}

TEST_F(HttpServerTest, a_form_is_read_from_the_wire_byte_for_byte) {
    const auto post_form = [this](std::string_view path, const std::string& body,
                                  std::string_view more = "") {
        return exchange("POST " + std::string(path) +
                        " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " +
                        std::string(FormBody::kType) + "\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + body);
    };
    const std::string photo = kongdi::tests::phone_photo(64, 48);
    const FormBody form = report_form("01890000-0000-7000-8000-000000000001")
                              .with("consent.photo", consent_of("photo"))
                              .file("photo", "a.jpg", photo);
    const std::string answer = post_form("/plain/report", form.bytes());
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find("翠苑一区 1001"), std::string::npos) << answer;
    EXPECT_EQ(storage().record("01890000-0000-7000-8000-000000000001")->value().kind,
              RecordKind::IdleSpace);
    EXPECT_TRUE(post_form("/plain/report", "no form").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(post_form("/plain/report", form.bytes(), "Origin: http://evil.example\r\n")
                    .starts_with("HTTP/1.1 403"));
    EXPECT_TRUE(post_form("/api/v1/records", form.bytes()).starts_with("HTTP/1.1 415"));
    const std::string large = post_form("/plain/report", std::string(12'100'000, '-'));
    EXPECT_TRUE(large.starts_with("HTTP/1.1 413")) << large.substr(0, 200);
    EXPECT_NE(large.find("<h1>"), std::string::npos);
}

TEST_F(HttpServerTest, what_is_no_request_gets_a_4xx_in_json) {
    for (const std::string& bytes :
         {std::string("hello\r\n\r\n"), std::string("FLY / HTTP/1.1\r\nHost: x\r\n\r\n"),
          "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          std::string("POST /api/v1/records HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n")}) {
        const std::string answer = exchange(bytes);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 4")) << answer;
        EXPECT_NE(answer.find("\"code\":\"request_format\""), std::string::npos) << answer;
        EXPECT_NE(answer.find("\"request_id\""), std::string::npos);
    }
}

TEST_F(HttpServerTest, a_header_past_its_limit_is_told_so_and_the_connection_closed) {
    std::string many = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
    while (many.size() <= 40'000) many += "X-More: " + std::string(500, 'a') + "\r\n";
    const std::string unended = exchange(many);
    EXPECT_TRUE(unended.starts_with("HTTP/1.1 431 ")) << unended;
    EXPECT_NE(unended.find("Connection: close"), std::string::npos);
    const std::string whole = exchange(many + "\r\n");
    EXPECT_TRUE(whole.starts_with("HTTP/1.1 431 ")) << whole;
    const std::string line = exchange("GET /" + std::string(40'000, 'a') + " HTTP/1.1\r\n");
    EXPECT_TRUE(line.starts_with("HTTP/1.1 414 ")) << line;
    const std::string endless = exchange(std::string(100'000, 'a'));
    EXPECT_TRUE(endless.starts_with("HTTP/1.1 414 ")) << endless;
    // A long body is no long header.
    EXPECT_TRUE(exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .starts_with("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, other_methods_get_405) {
    for (const std::string method : {"DELETE", "PATCH", "OPTIONS"}) {
        const std::string answer =
            exchange(method + " /api/v1/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 405")) << method << ": " << answer;
        EXPECT_NE(answer.find("Allow: POST"), std::string::npos);
    }
}

TEST_F(HttpServerTest, an_encoded_path_does_not_climb_either) {
    m_folder.write("outside.txt", "outside");
    const std::string name = m_folder.path().filename().string();
    for (const std::string& path :
         {"/../" + name + "/outside.txt", "/%2e%2e/" + name + "/outside.txt",
          "/..%2f" + name + "%2foutside.txt"})
        EXPECT_EQ(exchange(asking_for(path)).find("outside\n"), std::string::npos) << path;
    EXPECT_TRUE(exchange(asking_for("/%2e%2e/%2e%2e/etc/passwd")).starts_with("HTTP/1.1 404"));
}

TEST_F(HttpServerTest, a_packed_file_is_packed_once) {
    const std::string answer =
        exchange(asking_for("/app.3f9a1c2e77.js", "Accept-Encoding: gzip, br\r\n"));
    EXPECT_NE(answer.find("Content-Encoding: br"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("gzip"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("packed"));
}

TEST_F(HttpServerTest, a_part_asked_for_is_answered_with_the_whole) {
    const std::string answer = exchange(asking_for("/sw.js", "Range: bytes=2-3\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_TRUE(answer.ends_with("worker()"));
}

TEST_F(HttpServerTest, a_head_gives_the_headers_of_the_get) {
    const std::string answer =
        exchange("HEAD /sw.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find("Content-Length: 8"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpServerTest, a_download_is_streamed_whole) {
    for (std::uint32_t i = 1; i <= 400; ++i)
        ASSERT_TRUE(exchange(post(record_bytes(i))).starts_with("HTTP/1.1 201"));
    const std::string token = make_token();
    ASSERT_TRUE(storage().put_account({.name = "p",
                                       .role = Role::Planner,
                                       .password_hash = "no password",
                                       .scope = whole_city()}));
    ASSERT_TRUE(storage().open_session(sha256(token), "p", INT64_MAX, 0));
    const std::string answer =
        exchange(asking_for("/export/spaces.csv", "Cookie: kongdi_session=" + token + "\r\n"));
    EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_NE(answer.find("X-Total-Count: 400"), std::string::npos);
    std::size_t rows = 0;
    for (auto at = answer.find("翠苑一区社区"); at != std::string::npos;
         at = answer.find("翠苑一区社区", at + 1))
        ++rows;
    EXPECT_EQ(rows, 400u);
    EXPECT_TRUE(answer.ends_with("0\r\n\r\n"));
}

TEST_F(HttpServerTest, connections_at_once_each_get_their_answer) {
    std::vector<std::thread> threads;
    std::atomic<int> created = 0;
    for (std::uint32_t t = 0; t < 32; ++t)
        threads.emplace_back([&, t] {
            for (std::uint32_t i = 0; i < 10; ++i)
                created += exchange(post(record_bytes(1 + t * 10 + i))).starts_with("HTTP/1.1 201");
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(created, 320);
    EXPECT_EQ(record_count(), 320u);
}

}  // namespace

}  // namespace kongdi::server::tests
