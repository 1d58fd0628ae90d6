// SPDX-License-Identifier: Apache-2.0
// What a request takes of its address's, its seat's and its account's share, and how an answer
// tells of it: RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10), which name
// who is counted.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "server/auth/rate_limits.hpp"
#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Of one request; those who are counted stand first.
struct RatesTaken {
    std::array<RateStanding, static_cast<std::size_t>(RateBy::Count_)> standings{};
    std::size_t count = 0;
};

/// Takes `n` of the share of `who`, nothing when that is empty or nobody is limited. Past it: too
/// many requests (429), with Retry-After and these headers.
std::optional<Response> take_rate(const Services& services, RateClass rates, RateBy by,
                                  std::string_view who, std::int64_t now_ms, RatesTaken& taken,
                                  std::uint32_t n = 1);

/// The quotas, and what is left of the one that is nearest to its end. Nothing when nobody was
/// counted, or when the answer says so already.
void tell_rates(Response& response, const RatesTaken& taken);

}  // namespace kongdi::server
