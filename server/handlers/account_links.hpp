// SPDX-License-Identifier: Apache-2.0
// Which account is whose at the provider of log-ins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"
#include "server/oidc/id_token.hpp"

namespace kongdi::server {

/// The account that is linked to this person. Where the settings admit people by name, the one
/// that the claim names is linked to them now, unless it is somebody's already or an
/// administrator's, which only another administrator links. None: nobody's.
Result<std::optional<Account>> account_of(const Services& services, const oidc::Identity& identity,
                                          std::int64_t now_ms);

/// {"move": "link", "subject"}: as the provider names the person, who is shown it when they are
/// turned away. Errors: move_illegal (/oidc) where there is no provider, field errors and
/// id_conflict at /subject.
Result<void> link_account(const Services& services, const Request& request, const std::string& name,
                          const Value& tree);

}  // namespace kongdi::server
