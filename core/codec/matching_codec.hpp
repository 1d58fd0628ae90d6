// SPDX-License-Identifier: Apache-2.0
// The rules of matching as planning/matching.json and catalogue/space_types.json have them.
#pragma once

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/matching/matching_rules.hpp"
#include "core/model/catalogue.hpp"

namespace kongdi {

/// Refused with the place named: a type, kind, rule, way, setting or mark that is unknown, one that
/// stands twice or is missing, a suitability that is not between 0 and 1, a number below zero.
Result<MatchingRules> matching_rules_of(const Value& matching, const Value& space_types,
                                        const Catalogue& catalogue);

/// Of the files embedded; the error's path starts with the file's name. A page of residents does
/// not carry them.
Result<MatchingRules> load_matching_rules(const Catalogue& catalogue);

}  // namespace kongdi
