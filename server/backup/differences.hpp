// SPDX-License-Identifier: Apache-2.0
// Where the derived tables of two stores are not the same.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

/// A line for each table: how many rows it has and should have, and the key of the first that is
/// not as it should be. Other columns are never told: they may be a resident's words.
Result<std::vector<std::string>> differing_tables(StoreView& is, StoreView& should_be);

}  // namespace kongdi::server
