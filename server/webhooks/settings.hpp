// SPDX-License-Identifier: Apache-2.0
// The file by which an operator has others told of what happens; server/deploy/webhooks.json is an
// example. Only that file names addresses, so nobody who logs in can have this server ask one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::webhooks {

struct Target {
    std::string name = {};  // its place in the store, and its label in /metrics
    std::string url = {};
    std::string secret = {};               // signs what is sent
    std::vector<std::string> events = {};  // of event_names()
    std::string ca_file = {};              // trusted in place of the system's; empty: the system's
};

struct Settings {
    std::string address = {};  // where people reach this server, without a stroke at the end
    std::vector<Target> targets = {};
};

/// Reads the secrets, too: from the files or variables that are named. Errors name the member
/// ("/targets/0/url") and say in their detail what is wrong with it.
Result<Settings> settings_of(std::string_view json);
Result<Settings> load_settings(const std::string& file);

}  // namespace kongdi::server::webhooks
