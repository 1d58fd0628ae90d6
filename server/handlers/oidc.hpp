// SPDX-License-Identifier: Apache-2.0
// Logging in by the word of a provider of the city (OpenID Connect, authorization code with PKCE).
// It ends in the same session as a password does; whoever has a second factor here, or owes one,
// is asked for it all the same.
#pragma once

#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

inline constexpr std::string_view kOidcCookie = "kongdi_oidc";

/// {"name": {"zh", "en"}}, what the provider is called; null where there is none.
Response show_oidc(const Services& services, const Request& request);
/// Sends the person to the provider. ?to=: the path to come back to; ?lang=.
Response start_oidc(const Services& services, const Request& request);
/// Where the provider sends them back to: ?code=, ?state=, or ?error=. A page in words.
Response finish_oidc(const Services& services, const Request& request);

}  // namespace kongdi::server
