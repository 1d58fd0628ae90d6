// SPDX-License-Identifier: Apache-2.0
// What may stand in the action plan.
#pragma once

#include "core/base/error.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/plan_item.hpp"

namespace kongdi {

inline constexpr std::size_t kMaxPlanTitle = 80;  // code points
inline constexpr std::size_t kMaxPlanOwner = 60;  // code points
inline constexpr std::size_t kMaxPlanNote = 200;  // code points
inline constexpr std::size_t kMaxPlanKinds = 10;
inline constexpr std::size_t kMaxPlanPhotos = 8;  // before, and after
inline constexpr std::int64_t kFirstPlanYear = 2000;
inline constexpr std::int64_t kLastPlanYear = 2100;

/// Paths name the fields ("/budget_yuan"), in their order.
Errors check_plan_facts(const PlanFacts& facts, const Catalogue& catalogue);
/// Of the words; the numbers are checked where they are taken (core/lifecycle/plan_steps.hpp).
Errors check_plan_note(const YearProgress& progress);

}  // namespace kongdi
