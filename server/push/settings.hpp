// SPDX-License-Identifier: Apache-2.0
// The file by which an operator lets browsers be told by Web Push; server/deploy/push.json is an
// example. A browser names its own push service, so only those of the file are ever asked: nobody
// can have this server ask an address of their choosing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::push {

inline constexpr std::size_t kMostEndpointBytes = 2048;

struct Service {
    std::string host = {};  // "fcm.googleapis.com", or what follows "*."
    bool is_below = false;  // any name of one or more parts before it, and not itself
    std::string port = {};  // empty: that of https
};

struct Settings {
    std::string contact = {};  // "mailto:…" or "https://…": whom a push service may write to
    std::vector<Service> services = {};
    std::string ca_file = {};  // trusted in place of the system's; empty: the system's
};

/// Errors name the member ("/services/0") and say in their detail what is wrong with it.
Result<Settings> settings_of(std::string_view json);
Result<Settings> load_settings(const std::string& file);

/// "https://host" or "https://host:port" of an address that a browser gave. field_too_long,
/// field_format for what is no https address with a path, field_choice for another service than
/// those of the settings.
Result<std::string> origin_of(const Settings& settings, std::string_view endpoint);

}  // namespace kongdi::server::push
