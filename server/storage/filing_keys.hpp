// SPDX-License-Identifier: Apache-2.0
// What a new row of a file has in common with one that is there already: it is looked for when the
// file is compared, and once more in the transaction that files it, since two may have compared the
// same file at the same time.
#pragma once

#include <set>
#include <string>

#include "core/model/facility.hpp"
#include "core/model/plan_item.hpp"
#include "core/model/programme.hpp"

namespace kongdi::server {

using FilingKeys = std::set<std::string, std::less<>>;

/// Kind, name and place.
std::string filing_key(const FacilityFacts& facts);
/// Year, community and title.
std::string filing_key(const PlanFacts& facts);
/// All that tells entries apart.
std::string filing_key(ProgrammeKind kind, const Value& facts);

/// What is closed, removed, refused or withdrawn may be filed anew.
bool may_be_filed_anew(FacilityState state);
bool may_be_filed_anew(PlanState state);
bool may_be_filed_anew(ProgrammeState state);

}  // namespace kongdi::server
