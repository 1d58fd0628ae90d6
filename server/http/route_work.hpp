// SPDX-License-Identifier: Apache-2.0
// Which routes ask for work while too much is sent (server/auth/work_gate.hpp), and how they do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "server/http/routes.hpp"

namespace kongdi::server {

enum class WorkRule : std::uint8_t {
    Free,      // as ever
    Worked,    // whoever is not logged in works for each record
    Unworked,  // used by programs and forms that cannot: little is taken from them
};

WorkRule work_rule_of(const Route& route);

struct WorkRow {
    Method method;
    std::string_view pattern;
    WorkRule rule;
};
/// All routes but the free ones.
std::span<const WorkRow> work_rows();

/// What one request to it counts of its address's share: ten when it does not work and should.
std::uint32_t share_taken(const Services& services, const Route& route, std::int64_t now_ms);

/// Before the body is read, for whoever may call the route. What is missing is said in a refusal;
/// else `bits` is what the body must have been worked for, 0 when nothing is asked.
std::optional<Response> ask_for_work(const Services& services, const Route& route,
                                     const Request& request, int& bits);
/// Once the body is there.
std::optional<Response> check_work(const Services& services, const Request& request, int bits);

}  // namespace kongdi::server
