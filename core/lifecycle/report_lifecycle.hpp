// SPDX-License-Identifier: Apache-2.0
// The life of a report: which moves are legal, who may make them and what they come to. Where a
// report stands is the fold of its steps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/report_step.hpp"

namespace kongdi {

struct ReportMoveRow {
    ReportState from;
    ReportMove move;
    // Of Verify: once it is decided that it can be used; of Screen: unless somebody seconded it.
    ReportState to;
    Role who;
};

/// THE table of moves after submission.
std::span<const ReportMoveRow> report_moves();

/// The state after a move, none when it is not legal for this role.
std::optional<ReportState> after_move(ReportState from, ReportMove move, Role who);

/// Where a report stands after a step of somebody. Words and photos are taken as they are:
/// core/codec/report_codec.hpp. Errors: move_illegal; field_missing at /words (AskMore, Answer,
/// Reject for another reason), /reason (Reject), /into (Merge), /judgement (Judge).
Result<ReportStanding> after_step(const ReportStanding& now, const ReportStep& step, Role who,
                                  std::string_view by, std::int64_t at_ms);

/// What everybody may know of it: received or verified; none when it is not shown.
std::optional<ReportState> shown_state(ReportState state);
/// Those that are shown: a space may be there.
std::vector<ReportState> open_states();

}  // namespace kongdi
