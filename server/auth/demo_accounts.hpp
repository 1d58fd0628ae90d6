// SPDX-License-Identifier: Apache-2.0
// The log-ins of a demo city, one a role. They exist only in a store that `kongdi demo` filled, are
// printed when it is served, and are nobody's secret.
#pragma once

#include <array>
#include <string_view>

#include "core/model/report_state.hpp"

namespace kongdi::server {

struct DemoAccount {
    std::string_view name;
    Role role;
    std::string_view password;
    std::string_view device;  // whose reports the demo city holds; of a resident only
};

inline constexpr std::array<DemoAccount, 3> kDemoAccounts{{
    {"resident", Role::Resident, "kongdi-resident", "d3400000000000000000000000000001"},
    {"worker", Role::Worker, "kongdi-worker", ""},
    {"planner", Role::Planner, "kongdi-planner", ""},
}};

/// The device pseudonym of the demo's resident.
inline constexpr std::string_view kDemoDevice = kDemoAccounts[0].device;

}  // namespace kongdi::server
