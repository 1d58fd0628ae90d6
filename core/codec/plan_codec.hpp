// SPDX-License-Identifier: Apache-2.0
// Items of the action plan as JSON: what planners send, what the store keeps, what is shown.
#pragma once

#include <vector>

#include "core/base/value.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/plan_item.hpp"

namespace kongdi {

Value plan_facts_tree(const PlanFacts& facts);

struct CheckedPlan {
    PlanFacts facts = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads and checks.
CheckedPlan plan_facts_of(const Value& tree, const Catalogue& catalogue);

/// {"year": 2027, "percent": 40, "spent_yuan": 120000, "note": "…"}
Value year_progress_tree(const YearProgress& progress);
/// Paths begin with /progress.
YearProgress year_progress_of(const Value& tree, Errors& errors);

Value plan_item_tree(const PlanItem& item);
/// What we wrote; nothing is checked.
PlanItem plan_item_of(const Value& tree);

/// A step as its event keeps it.
Value plan_step_tree(const PlanStep& step);
PlanStep plan_step_of(const Value& tree);

/// Oldest first, each with what it changed: {"field", "before", "after"} of the facts.
Value plan_versions_tree(const std::vector<PlanVersion>& versions);

}  // namespace kongdi
