// SPDX-License-Identifier: Apache-2.0
// Which data set a file that is given back was downloaded from, by its columns.
#pragma once

#include <string_view>

#include "server/changes/given_back.hpp"

namespace kongdi::server {

/// Nothing when it may be of the set ("facilities", "plan", "programme"). access_denied
/// (/file/reports, …) for what residents sent; field_choice (/file/plan, …) for another set that
/// can be given back, the one that it has most columns of.
Result<void> is_of_set(const GivenBack& file, std::string_view set);

}  // namespace kongdi::server
