// SPDX-License-Identifier: Apache-2.0
// Which parts of photos staff covered. The photo itself stays as it came, so that it can be undone;
// what is shown of it is made by server/handlers/seen_photo.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/covered_photo.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// None while all of it may be seen.
std::optional<CoveredPhoto> find_covered(Sql& sql, std::string_view sha256);
/// Those of these photos that are covered, in this order.
std::vector<CoveredPhoto> covered_of(Sql& sql, const std::vector<std::string>& photos);

}  // namespace kongdi::server
