// SPDX-License-Identifier: Apache-2.0
// What is shown of a photo, on whatever page: without the parts that staff covered.
#pragma once

#include <string>
#include <string_view>

#include "server/handlers/exchange.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// Staff see the photos of their area, and those that no record names (of the register).
Result<bool> staff_may_see(const Services& services, const Request& request,
                           const std::string& hash);

/// The photo for whoever may see it, `?size=320` or `1280` for a smaller one. Once in an hour a
/// browser asks whether it is covered by now; an address that names the moment of a covering
/// (`?cover=`, as a report's card has it) is kept.
Response give_photo(const Services& services, const Request& request, std::string_view hash);

/// POST {"parts":[[left,top,right,bottom],…]}: all that is to be covered from now on; an empty
/// list shows it whole again. `since` is the at_ms of the covering it was made of, 0 of none:
/// stale_version when another came meanwhile. Answers what is covered. field_missing, field_type,
/// field_range; not_found.
Response cover_photo(const Services& services, const Request& request);

}  // namespace kongdi::server
