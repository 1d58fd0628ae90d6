// SPDX-License-Identifier: Apache-2.0
// One line of JSON for each request: what was asked of which route, what came of it and why. No
// bodies, no addresses, no tokens, no coordinates; the route's pattern stands for the path.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// Takes one line, without its end. Called from any thread.
using LogSink = std::function<void(std::string_view line)>;

/// To standard error.
LogSink log_to_stderr();

std::string log_line(const Request& request, std::string_view route, const Response& response,
                     std::int64_t microseconds);

}  // namespace kongdi::server
