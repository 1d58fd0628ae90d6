// SPDX-License-Identifier: Apache-2.0
// Indicators of the published index run, by community, for staff.
#pragma once

#include <string_view>
#include <vector>

#include "core/api/indicator_messages.hpp"
#include "core/model/scope.hpp"
#include "server/handlers/services.hpp"

namespace kongdi::server {

/// By code, of the communities a scope covers; all are missing while no run is published. What
/// fewer than kLeastShown people said is kept back. not_found for a name there is not.
Result<std::vector<api::CommunityValue>> index_values(const Services& services,
                                                      std::string_view name, const Scope& within);

}  // namespace kongdi::server
