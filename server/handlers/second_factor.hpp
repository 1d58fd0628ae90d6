// SPDX-License-Identifier: Apache-2.0
// The second factor of a log-in: codes of an app, set up by oneself, reset by an administrator.
#pragma once

#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

inline constexpr std::size_t kMaxCodeBytes = 64;

/// {"password"}, which whoever has just given it need not say again → the secret, as a QR code,
/// too. It does nothing until it is confirmed.
Response begin_second_factor(const Services& services, const Request& request);
/// {"code"} of the app → {"recovery": […]}, shown this once. A log-in that waited for this is
/// whole.
Response confirm_second_factor(const Services& services, const Request& request);

/// Takes a code of the app, or one for a lost phone, out of use; false when it is none.
Result<bool> take_second(const Services& services, const std::string& account,
                         std::string_view code, std::int64_t now_ms);
/// What tries of codes are counted under: beside those of passwords, which a right password clears.
std::string code_counter(std::string_view account);

}  // namespace kongdi::server
