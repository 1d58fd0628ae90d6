// SPDX-License-Identifier: Apache-2.0
// A report's row in the planners' table: its state and stage, and what a check on site found in
// place of what was reported. Once for both databases.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/messages.hpp"
#include "core/lifecycle/space_lifecycle.hpp"
#include "core/model/report_step.hpp"
#include "server/storage/space_query.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// Adds to how many of them the table has; an empty community is none.
void count_space(Sql& sql, std::string_view community, std::string_view type, ReportState state,
                 const SpaceCount& change);
/// Carries where a report stands now into the record, its space and the counts. Of other records a
/// withdrawal takes what was counted.
void settle_report(Sql& sql, std::int64_t seq, std::string_view id, ReportState from,
                   const ReportStanding& now);
/// After something that concerns the space only: an item of the plan, what staff found. Nothing
/// when no report has this id.
void settle_stage(Sql& sql, std::string_view id);
/// Rows that an earlier program left without a stage.
void settle_old_spaces(Sql& sql);

SpaceGround space_ground(Sql& sql, std::string_view id, ReportState report);
SpaceStanding read_space_standing(Sql& sql, std::string_view id);
/// One that says nothing is not kept.
void keep_space_standing(Sql& sql, std::string_view id, const SpaceStanding& standing);
/// Oldest first.
std::vector<api::TakenSpaceStep> taken_space_steps(Sql& sql, std::string_view id);

}  // namespace kongdi::server
