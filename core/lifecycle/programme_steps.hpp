// SPDX-License-Identifier: Apache-2.0
// What can be done to an entry of the programme, and what it is afterwards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/programme.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

struct ProgrammeStep {
    ProgrammeDoing doing = ProgrammeDoing::File;
    ProgrammeKind kind = ProgrammeKind::Candidate;  // of File
    std::optional<ProgrammeMove> move = {};         // of Move
    std::optional<Value> facts = {};                // of File and Change: all that is said
    std::string reason = {};
    std::vector<LandFacility> facilities = {};  // of Issue: what the plot must carry
    friend bool operator==(const ProgrammeStep&, const ProgrammeStep&) = default;
};

/// The entry as a step leaves it; its version, place and times are the caller's. Facts are taken as
/// they are: core/rules/programme_check.hpp. Errors: access_denied unless a planner acts;
/// move_illegal, with the path of a field that may not change any more; field_missing at /reason,
/// /move, /facts, /facilities or a field that the move needs; answer_constraint at /papers when one
/// is still missing.
Result<ProgrammeEntry> after_step(const ProgrammeEntry& now, const ProgrammeStep& step, Role who);

}  // namespace kongdi
