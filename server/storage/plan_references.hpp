// SPDX-License-Identifier: Apache-2.0
// What an item of the action plan names: its idle space, its run of the index, its photos.
#pragma once

#include "core/base/error.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/scope.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// not_found at /space (also for one outside the scope), /source_index_run, /photos_before and
/// /photos_after; nothing when all of it is there. What stood in `before` is not looked for again.
Result<Errors> missing_references(Storage& storage, const Scope& scope, const PlanFacts& facts,
                                  const PlanFacts* before = nullptr);

}  // namespace kongdi::server
