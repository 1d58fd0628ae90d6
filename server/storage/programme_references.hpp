// SPDX-License-Identifier: Apache-2.0
// What an entry of the programme names (its candidate, its photos), and what a plot must carry.
#pragma once

#include <vector>

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/programme.hpp"
#include "core/model/scope.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// not_found at /candidate (also for one outside the scope, and for an entry of another kind) and
/// /photos; nothing when all of it is there.
Result<Errors> missing_references(Storage& storage, const Scope& scope, const Value& facts);

/// By the thresholds in force.
Result<std::vector<LandFacility>> land_terms_in_force(Storage& storage, const Catalogue& catalogue,
                                                      std::int64_t households, std::int64_t people);

}  // namespace kongdi::server
