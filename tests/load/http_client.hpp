// SPDX-License-Identifier: Apache-2.0
// The cheapest client there is: one kept-alive connection, blocking, nothing but what a load needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kongdi::load {

struct Reply {
    int status = 0;
    std::string body = {};
};

class HttpClient {
public:
    explicit HttpClient(int port) : m_port(port) {}
    ~HttpClient() { close(); }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Nothing when the connection could not be made or broke; it is made anew the next time.
    std::optional<Reply> get(std::string_view path);
    std::optional<Reply> post(std::string_view path, std::string_view json);
    /// Sends and does not wait for the answer: as when the network goes away.
    void post_and_leave(std::string_view path, std::string_view json);
    /// Opens the connection and sends these bytes as they are.
    bool send_raw(std::string_view bytes);
    void close();

private:
    bool open();
    std::optional<Reply> read_reply();
    std::optional<Reply> exchange(const std::string& request);

    const int m_port;
    int m_socket = -1;
    std::string m_read;
};

}  // namespace kongdi::load
