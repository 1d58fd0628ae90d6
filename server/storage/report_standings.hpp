// SPDX-License-Identifier: Apache-2.0
// Where reports stand: the fold of their steps, kept beside the record. Once for both databases.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/api/messages.hpp"
#include "core/base/value.hpp"
#include "core/model/report_step.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/sql.hpp"

namespace kongdi::server {

/// What an event of a step says.
Value step_facts(const ReportStep& step, const Actor& actor);

/// Of the record of this number, whose state is known.
ReportStanding read_standing(Sql& sql, std::int64_t seq, ReportState state);
/// One that says no more than the state is not kept.
void keep_standing(Sql& sql, std::int64_t seq, std::string_view id, const ReportStanding& standing);

/// The step with what is known of the report by now: of Screen, whether others said the same.
ReportStep completed_step(Sql& sql, std::string_view id, ReportStep step);

/// Where the report stands after a step that is on its way in. Throws the error of after_step; of
/// a merge also not_found and move_illegal at /into, unless the other is open.
ReportStanding checked_step(Sql& sql, std::string_view id, const ReportStanding& now,
                            const ReportStep& step, const Actor& actor, std::int64_t at_ms);

/// The same check by the same person once more, as when its answer was lost: nothing is to be done.
bool is_known(const ReportStanding& now, const ReportStep& step, const Actor& actor);

/// Each says so once.
bool has_corroborated(Sql& sql, std::string_view device, std::string_view id);
/// `seq` is of the event.
void keep_corroboration(Sql& sql, std::string_view device, std::string_view id, std::int64_t seq);

/// Oldest first.
std::vector<api::TakenStep> taken_steps(Sql& sql, std::string_view id);

/// Adds history, and what was decided, to a record of which all else is known.
void add_decided(Sql& sql, std::int64_t received_at_ms, api::RecordState& state);

/// Adds steps, standing, who said the same, what was merged, and which photos are covered, to a
/// card of which the space and its photos are known.
void add_steps(Sql& sql, api::SpaceCard& card);

}  // namespace kongdi::server
