// SPDX-License-Identifier: Apache-2.0
// Does a form that was sent come from a page of ours?
#pragma once

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// By what the browser says of where the form stood: Sec-Fetch-Site, else Origin, else Referer.
/// Browsers too old for all three are let in: they could be made to send a report, which anybody
/// can without them.
bool is_own_form(const Request& request);

}  // namespace kongdi::server
