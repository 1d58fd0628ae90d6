// SPDX-License-Identifier: Apache-2.0
// The filter of the register as an address has it: the same for the list and the downloads.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "server/storage/registers.hpp"

namespace kongdi::server {

inline constexpr std::int64_t kMaxFacilityRows = 500;

/// Parameters community, kind, state, name, offset, limit; request_format with the name of a wrong
/// one.
Result<FacilityQuery> facility_query_of(
    const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace kongdi::server
