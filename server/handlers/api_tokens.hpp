// SPDX-License-Identifier: Apache-2.0
// Tokens of one's own, by which QGIS, R or a script reads what their owner may read. Which routes
// take them is decided beside THE routes table (server/http/token_access.hpp).
#pragma once

#include <string>

#include "core/base/value.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// {"tokens": [{"id", "name", "made_at", "expires_at", "last_used"?}], "days": {"default", "most"},
/// "most_tokens"}; `last_used` is a day.
Response show_own_tokens(const Services& services, const Request& request);
/// {"name", "days"?} → 201 {"token", "secret"}, the secret this once. Workers and planners only:
/// others may read nothing by it.
Response add_own_token(const Services& services, const Request& request);
/// Of this id; 204, not_found.
Response revoke_own_token(const Services& services, const Request& request);

/// Those of an account as above, for administrators, too.
Result<Value> tokens_of(const Services& services, std::string_view account, std::int64_t now_ms);
/// {"move": "revoke_token" (with token: its id) | "revoke_tokens"}.
Result<void> revoke_tokens_of(const Services& services, const Request& request,
                              const std::string& account, const Value& tree);

}  // namespace kongdi::server
