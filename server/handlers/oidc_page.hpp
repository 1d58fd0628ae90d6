// SPDX-License-Identifier: Apache-2.0
// What a person reads who comes back from the provider of log-ins: in words, whatever happened.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// Why a log-in by the provider did not come about.
enum class OidcFailure : std::uint8_t {
    Off,          // there is none here
    Unreachable,  // the provider cannot be used just now
    Stale,        // begun elsewhere, or too long ago
    Cancelled,    // by the person, at the provider
    Refused,      // what came back is not to be believed
    Unlinked,     // no account here is theirs
    Locked,
    Spent,  // let in before
    Wait,
    Internal,
    Count_,
};

/// The page, with the error for the log. `detail` is for the person, or empty.
Response oidc_failure_page(const Request& request, OidcFailure failure, Error error,
                           std::string_view detail = {});
/// Goes on to a path of ours by itself, from our own page: the cookie of the session is sent to
/// nobody who comes from elsewhere, and not along a redirect from there either.
Response oidc_done_page(const Request& request, const std::string& path);

}  // namespace kongdi::server
