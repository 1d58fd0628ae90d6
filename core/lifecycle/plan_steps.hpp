// SPDX-License-Identifier: Apache-2.0
// What can be done to an item of the plan, and what it is afterwards.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/report_state.hpp"

namespace kongdi {

inline constexpr std::int64_t kMostPlanYuan = 1'000'000'000'000;

struct PlanStep {
    PlanDoing doing = PlanDoing::File;
    std::optional<PlanMove> move = {};    // of Move
    std::optional<PlanFacts> facts = {};  // of File and Change
    std::optional<YearProgress> progress =
        {};  // of Progress: in place of what was told of its year
    std::string reason = {};
    std::string index_run = {};  // of MeasureEffect; of ListByReason where the item names none
    std::optional<double> index =
        {};  // of its community: before, when it is listed; after, of that
    friend bool operator==(const PlanStep&, const PlanStep&) = default;
};

/// The item as File, Change, Progress and Move leave it; its version and time are the caller's.
/// Facts are taken as they are: core/rules/plan_check.hpp. Errors: move_illegal; access_denied;
/// field_missing at /reason, /source_index_run (listed by rank), /index_run (effect), /budget_yuan
/// (funded); field_range at /funds (they do not cover the budget), /progress/year,
/// /progress/percent (less than in a year before), /progress/spent_yuan; move_illegal at /year
/// (changed once listed).
Result<PlanItem> after_step(const PlanItem& now, const PlanStep& step, Role who);

/// After a step that is on its way in. Beyond what after_step asks, and of events of older programs
/// is not asked: once an item is listed, what it was listed for stands (move_illegal at /community,
/// /source_index_run); once it is funded, a change of its money leaves it so (field_missing at
/// /budget_yuan; move_illegal at /budget_yuan when that rose above its sources, else at /funds).
Result<PlanItem> after_new_step(const PlanItem& now, const PlanStep& step, Role who);

}  // namespace kongdi
