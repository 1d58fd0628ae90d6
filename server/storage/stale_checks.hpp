// SPDX-License-Identifier: Apache-2.0
// What was found on site counts for a time (web/assets/planning/site_check.json): a space that was
// idle a year ago may be in use.
#pragma once

#include <cstdint>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

/// For how many months of the calendar a check on site counts; 0: for ever. Errors: internal.
Result<std::int64_t> verified_for_months();

/// Verified reports whose last check is older than that expire, each by an event of its own, and go
/// back to the queue; how many, or of a dry run how many would. Those of which an item of the plan
/// makes something do not.
Result<std::int64_t> expire_checks(Storage& storage, std::int64_t months, std::int64_t now_ms,
                                   bool dry_run);

}  // namespace kongdi::server
