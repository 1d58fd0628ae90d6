// SPDX-License-Identifier: Apache-2.0
// Names of fields where a format has room for ten letters.
#pragma once

#include <string>
#include <vector>

namespace kongdi::server {

inline constexpr std::size_t kShortName = 10;  // of dBASE

/// One for each, all different: the longest words of a name lose their ends ("community_code"
/// becomes "commu_code"), and what is the same then gets a number.
std::vector<std::string> short_names(const std::vector<std::string>& names);

}  // namespace kongdi::server
