// SPDX-License-Identifier: Apache-2.0
// The cheapest client there is: one kept-alive connection, blocking, nothing but what a load needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kongdi::load {

struct Reply {
    int status = 0;
    std::string head = {};  // up to and with the empty line
    std::string body = {};

    /// Of a header, written as the server writes it; empty when it is not there.
    std::string header(std::string_view name) const;
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
    /// One request as its bytes; `answers_head` for one whose answer has no body.
    std::optional<Reply> exchange(std::string_view request, bool answers_head = false);
    /// Opens the connection and sends these bytes as they are.
    bool send_raw(std::string_view bytes);
    void close();
    int port() const { return m_port; }

private:
    bool open();
    std::optional<Reply> read_reply(bool is_head_only);

    const int m_port;
    int m_socket = -1;
    std::string m_read;
};

}  // namespace kongdi::load
