// SPDX-License-Identifier: Apache-2.0
// Logging in and out: a cookie no script can read, a session kept by the server. Who has a second
// factor gets a session that opens nothing but the question for its code.
#pragma once

#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

inline constexpr std::string_view kSessionCookie = "kongdi_session";

/// {"name", "password"} → who is logged in, with the cookie; 202 with {"stage"} when a second
/// factor is owed ("second") or must be set up first ("setup").
Response log_in(const Services& services, const Request& request);
/// {"code"}: of the app, or one for a lost phone → who is logged in, with another cookie.
Response finish_log_in(const Services& services, const Request& request);
Response log_out(const Services& services, const Request& request);
Response show_me(const Services& services, const Request& request);
/// {"old", "password"}; ends the other sessions.
Response change_own_password(const Services& services, const Request& request);

/// The session's secret among the request's cookies; empty when there is none.
std::string_view session_token(const Request& request);
/// Whose the cookie is and how far the log-in has come; none when it is absent, unknown or over.
Result<std::optional<OpenLogin>> login_of_cookie(Storage& storage, const Request& request);

/// Opens a session of the stage that this account's password alone leads to, or of a whole log-in.
Response opened_session(const Services& services, const Request& request, const Account& account,
                        bool is_whole);
/// The refusal of one who must wait; none when they may try now. Counts the try.
std::optional<Response> must_wait(const Services& services, const Request& request,
                                  std::string_view name);

}  // namespace kongdi::server
