// SPDX-License-Identifier: Apache-2.0
// What every answer tells the browser not to do.
#pragma once

#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"

namespace kongdi::server {

/// `styles` are further sources of styles (" 'sha256-…'"), empty for none.
std::string content_security_policy(std::string_view styles);

/// Leaves what the answer has already. `by_https`: how the client came, which it is told to do
/// from now on.
void add_security_headers(Response& response, bool by_https);

}  // namespace kongdi::server
