// SPDX-License-Identifier: Apache-2.0
// What the provider says over HTTP, held to a size and a time. Redirects are not followed: whoever
// is asked must answer.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "core/base/result.hpp"

namespace kongdi::server::oidc {

/// A discovery document is 2 to 10 KB, a set of keys as much.
inline constexpr std::size_t kMostFetchedBytes = 256u << 10;

struct FetchRules {
    std::string ca_file = {};  // empty: the system's
    bool plain_http = false;   // of a provider on this machine
    std::chrono::milliseconds longest{4000};
};

struct Fetched {
    int status = 0;
    std::string body = {};
};

/// Errors: storage_busy (try again later), whose detail says what happened and holds nothing of the
/// address but its host, and nothing of the answer.
/// `bearer`: a token of printable letters that opens what is fetched, or empty.
Result<Fetched> fetch(const std::string& address, const FetchRules& rules,
                      const std::string& bearer = {});
/// POSTs application/x-www-form-urlencoded; `user` and `password` as they go into Basic, or empty.
Result<Fetched> post_form(const std::string& address, const std::string& form,
                          const std::string& user, const std::string& password,
                          const FetchRules& rules);

}  // namespace kongdi::server::oidc
