// SPDX-License-Identifier: Apache-2.0
// Sockets: requests in, answers out. With its source file the only user of the HTTP library.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "server/http/dispatch.hpp"

namespace kongdi::server {

struct HttpOptions {
    std::string host = "127.0.0.1";
    int port = 8080;           // 0 for any that is free
    std::size_t threads = 16;  // that wait all the time; more come and go with need
    std::size_t max_threads = 512;
    std::size_t max_queued = 4096;  // whole requests that wait for a thread
    std::size_t max_connections = 20'000;
    std::size_t max_per_address = 8192;  // connections; not for the proxy
    std::size_t max_parked = 64u << 20;  // bytes of requests that have not arrived whole, together
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds body_time{20'000};  // for long bodies, on top of 4 KB a second
    std::string proxy = {};                       // an address whose X-Forwarded-… is believed
};

class HttpServer {
public:
    HttpServer(const HttpOptions& options, const Dispatcher& dispatcher);
    ~HttpServer();

    /// The port it listens on; 0 when it cannot.
    int bind();
    /// Answers until stop(), then finishes what was begun.
    void run();
    /// From any thread.
    void stop();
    /// Who waits where just now; from any thread.
    FrontFacts facts() const;

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

}  // namespace kongdi::server
