// SPDX-License-Identifier: Apache-2.0
// Sockets: requests in, answers out. With its source file the only user of the HTTP library.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/http/dispatch.hpp"

namespace kongdi::server {

struct HttpOptions {
    std::string host = "127.0.0.1";
    int port = 8080;           // 0 for any that is free
    std::size_t threads = 16;  // that wait all the time; more come and go with need
    std::size_t max_threads = 512;
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

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

}  // namespace kongdi::server
