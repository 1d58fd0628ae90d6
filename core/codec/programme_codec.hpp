// SPDX-License-Identifier: Apache-2.0
// Entries of the programme as JSON: what the store keeps, what is shown, and their sums.
#pragma once

#include <span>
#include <vector>

#include "core/base/value.hpp"
#include "core/lifecycle/programme_steps.hpp"
#include "core/rules/programme_sums.hpp"

namespace kongdi {

/// {"id", "kind", "version", "state", "facts": {…}, "reason", "facilities", …}
Value programme_entry_tree(const ProgrammeEntry& entry);
/// What we wrote; nothing is checked.
ProgrammeEntry programme_entry_of(const Value& tree);

/// A step as its event keeps it.
Value programme_step_tree(const ProgrammeStep& step);
ProgrammeStep programme_step_of(const Value& tree);

/// Oldest first, each with what it changed: {"field", "before", "after"} of the facts.
Value programme_versions_tree(const std::vector<ProgrammeVersion>& versions);

Value land_facilities_tree(std::span<const LandFacility> facilities);
/// What we wrote; nothing is checked.
std::vector<LandFacility> land_facilities_of(const Value::List& trees);
Value leading_shares_tree(std::span<const LeadingShare> shares);
Value award_years_tree(std::span<const AwardYears> rows);
Value operation_years_tree(std::span<const OperationYear> rows);

/// THE tables as data, for whoever makes a form: kinds, their fields, states, moves, usual papers.
Value programme_tables_tree();

}  // namespace kongdi
