// SPDX-License-Identifier: Apache-2.0
// Programs that read by a token of an account: which routes take one, and whose it is. Elsewhere a
// token is nobody.
#pragma once

#include <optional>
#include <string>

#include "server/http/routes.hpp"

namespace kongdi::server {

/// THE rule of where a token acts with the role and scope of its account: what is read of /ogc and
/// /export, and of /api/v1 what staff may read. Nothing that is written, and nothing of accounts,
/// log-ins, tokens or of who read what.
bool takes_tokens(const Route& route);

/// What came as `Authorization: Bearer …`, or as the password of Basic, and begins as a token does:
/// a front may ask for something of its own in the same header.
std::optional<std::string> presented_token(const Request& request);

/// Fills in whose token came with the request; the answer to one that is wrong, over or revoked, or
/// that came with a session. Wrong ones have to wait as wrong log-ins have, counted apart, so that
/// a program with an old one keeps nobody from logging in.
std::optional<Response> read_by_token(const Services& services, Request& request,
                                      const std::string& token);

}  // namespace kongdi::server
