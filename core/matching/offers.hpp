// SPDX-License-Identifier: Apache-2.0
// From idle spaces and whom they would reach to the problem whose best choice is sought.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/matching/matching_problem.hpp"
#include "core/matching/suitability.hpp"

namespace kongdi {

/// People of one community whom a service of a kind in a space would reach and nobody reaches now.
struct NewlyReached {
    std::string space = {};      // MatchSpace::id
    std::string kind = {};       // code
    std::string community = {};  // code
    double people = 0;           // of the kind's ages
    friend bool operator==(const NewlyReached&, const NewlyReached&) = default;
};

struct KindWeight {
    std::string kind = {};
    double weight = 1;
};

struct MatchingLimits {
    std::optional<std::int64_t> budget_yuan = {};
    std::optional<std::int64_t> most_projects = {};
};

/// An offer for each space and kind that reaches somebody: gain = weight × people × suitability ×
/// size fit. One that the rules refuse is kept for the explanation, with what it would give if
/// nothing stood against it. `kinds` with the thresholds in force; a kind without a weight counts
/// once; what names no space or kind of these is left out, and what is said twice counts as it was
/// said first. The problem is in order.
MatchingProblem offers_of(std::span<const MatchSpace> spaces, const Catalogue& catalogue,
                          std::span<const FacilityKind> kinds, const MatchingRules& rules,
                          std::span<const KindWeight> weights,
                          std::span<const NewlyReached> reached, const MatchingLimits& limits);

}  // namespace kongdi
