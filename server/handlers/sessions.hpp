// SPDX-License-Identifier: Apache-2.0
// Logging in and out: a cookie no script can read, a session kept by the server.
#pragma once

#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

inline constexpr std::string_view kSessionCookie = "kongdi_session";

/// {"name", "password"} → who is logged in, with the cookie.
Response log_in(const Services& services, const Request& request);
Response log_out(const Services& services, const Request& request);
Response show_me(const Services& services, const Request& request);

/// The session's secret among the request's cookies; empty when there is none.
std::string_view session_token(const Request& request);
/// Who the cookie belongs to; none when it is absent, unknown or over.
Result<std::optional<Account>> account_of_cookie(Storage& storage, const Request& request);

}  // namespace kongdi::server
