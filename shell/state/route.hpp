// SPDX-License-Identifier: Apache-2.0
// Each screen has an address; an address leads to one screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kongdi::shell {

enum class ScreenId : std::uint8_t {
    Home,
    Report,    // one step of reporting a space
    Sent,      // the receipt
    My,        // what this device reported
    MyReport,  // what became of one report
    Login,
    Worker,        // incoming reports
    WorkerReport,  // one of them
    Planner,       // the table of spaces
    Lost,          // an address nobody knows
    Count_,
};

struct Route {
    ScreenId screen = ScreenId::Home;
    /// Step of Report (from 1), record id of Sent, MyReport and WorkerReport.
    std::string argument = {};

    friend bool operator==(const Route&, const Route&) = default;
};

/// "/report/2" → {Report, "2"}. A query or fragment is passed over.
Route route_of(std::string_view path);
std::string path_of(const Route& route);

}  // namespace kongdi::shell
