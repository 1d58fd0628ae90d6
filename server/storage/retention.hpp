// SPDX-License-Identifier: Apache-2.0
// What is kept for how long: rules of web/assets/planning/retention.json, and what they come to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct RetentionRule {
    std::string name = {};  // "report_closed"
    // One of them is above 0.
    std::int64_t months = 0;
    std::int64_t days = 0;
};

/// Those that are on, in their order. field_missing, field_type, field_range (/months/NAME,
/// /days/NAME), also for a rule that nobody knows there (field_unknown).
Result<std::vector<RetentionRule>> retention_rules(std::string_view document);
/// Of the file that is compiled in.
Result<std::vector<RetentionRule>> retention_rules();

/// So many months of the calendar earlier, in UTC; the last day where a month is shorter.
std::int64_t months_before(std::int64_t at_ms, std::int64_t months);

struct Retained {
    std::string rule = {};
    std::int64_t records = 0;  // or photos
};

/// Erases what is due, some hundreds at a time, and clears up; a dry run only counts. An erasure
/// that was cut short before it had cleared up is finished, too.
Result<std::vector<Retained>> retain(Storage& storage, const std::vector<RetentionRule>& rules,
                                     std::int64_t now_ms, bool dry_run);

}  // namespace kongdi::server
