// SPDX-License-Identifier: Apache-2.0
// Facilities of the register as JSON, and what differs between two versions.
#pragma once

#include <vector>

#include "core/base/value.hpp"
#include "core/codec/tree_fields.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/facility.hpp"
#include "core/rules/facility_check.hpp"

namespace kongdi {

Value facility_facts_tree(const FacilityFacts& facts);

struct CheckedFacility {
    FacilityFacts facts = {};  // whole only when there are no errors
    Errors errors = {};
    bool ok() const { return errors.empty(); }
};
/// Reads and checks. An absent tier is that of the kind.
CheckedFacility facility_facts_of(const Value& tree, const Catalogue& catalogue);

/// What an event of ours holds; nothing is checked.
FacilityFacts stored_facility_facts(const Value& tree);

std::vector<FieldChange> facility_diff(const FacilityFacts& before, const FacilityFacts& after);

Value facility_tree(const Facility& facility);
/// Newest last; each with what it changed of the one before.
Value facility_versions_tree(const std::vector<FacilityVersion>& versions);

}  // namespace kongdi
