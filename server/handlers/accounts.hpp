// SPDX-License-Identifier: Apache-2.0
// Accounts, kept by administrators. Nobody knows the password of another: who is new, or has
// forgotten theirs, gets a link to set one.
#pragma once

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

Response show_accounts(const Services& services, const Request& request);
/// {"name", "shown_name", "role", "areas", "days"?} → {"account", "link"}, the link this once.
Response add_account(const Services& services, const Request& request);
Response show_account(const Services& services, const Request& request);
/// {"move": "change" (with shown_name, role, areas) | "lock" | "unlock" | "end_sessions" |
/// "invite" (with days?) | "revoke" | "reset_second" | "link" (with subject: a person of the
/// provider of log-ins) | "unlink" | "revoke_token" (with token: its id) | "revoke_tokens"} → as of
/// adding.
Response move_account(const Services& services, const Request& request);
/// {"roles": […]} that must have a second factor.
Response change_second_for(const Services& services, const Request& request);

/// Whom a link is for; not_found alike for one that is unknown, used, revoked or over.
Response show_invitation(const Services& services, const Request& request);
/// {"password"} → logged in.
Response accept_invitation(const Services& services, const Request& request);

}  // namespace kongdi::server
