// SPDX-License-Identifier: Apache-2.0
// Which class of THE table of rates (server/auth/rate_limits.cpp) a route is of.
#pragma once

#include "server/auth/rate_limits.hpp"
#include "server/http/routes.hpp"

namespace kongdi::server {

/// By what it does and for whom, unless the list of others names it. Of a row of routes().
RateClass rate_class_of(const Route& route);

struct OtherRate {
    Method method;
    std::string_view pattern;
    RateClass rates;
};
/// Routes whose class does not follow from their method and access.
std::span<const OtherRate> other_rates();

}  // namespace kongdi::server
