// SPDX-License-Identifier: Apache-2.0
// What a provider says of itself (OpenID Connect Discovery 1.0), as far as it is needed and
// believed.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/codec/json.hpp"
#include "server/oidc/fetch.hpp"
#include "server/oidc/settings.hpp"

namespace kongdi::server::oidc {

/// How a document of the provider is read.
inline constexpr JsonLimits kDocument{.max_bytes = kMostFetchedBytes, .max_depth = 16};

struct Discovery {
    std::string authorization_endpoint = {};
    std::string token_endpoint = {};
    std::string jwks_uri = {};
    std::string userinfo_endpoint = {};  // empty: it has none
    bool posts_secret = false;           // in the form in place of the header
    bool names_issuer = false;           // in each answer
};

/// Errors: storage_busy at the member that is at fault.
Result<Discovery> discovery_of(std::string_view json, const Settings& settings);

}  // namespace kongdi::server::oidc
