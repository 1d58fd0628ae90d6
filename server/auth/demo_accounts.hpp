// SPDX-License-Identifier: Apache-2.0
// The log-ins of a demo city, one a role and a worker of two communities. They exist only in a
// store that `kongdi demo` filled, are printed when it is served, and are nobody's secret.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/model/report_state.hpp"

namespace kongdi::server {

/// Where a demo account acts.
enum class DemoReach : std::uint8_t { Nowhere, City, TwoCommunities };

struct DemoAccount {
    std::string_view name;
    Role role;
    std::string_view password;
    DemoReach reach;
    std::string_view device;  // whose reports the demo city holds; of a resident only
};

inline constexpr std::array<DemoAccount, 5> kDemoAccounts{{
    {"resident", Role::Resident, "kongdi-resident", DemoReach::Nowhere,
     "d3400000000000000000000000000001"},
    {"worker", Role::Worker, "kongdi-worker", DemoReach::City, ""},
    {"planner", Role::Planner, "kongdi-planner", DemoReach::City, ""},
    {"neighbour", Role::Worker, "kongdi-neighbour", DemoReach::TwoCommunities, ""},
    {"administrator", Role::Administrator, "kongdi-administrator", DemoReach::Nowhere, ""},
}};

/// The device pseudonym of the demo's resident.
inline constexpr std::string_view kDemoDevice = kDemoAccounts[0].device;

}  // namespace kongdi::server
