// SPDX-License-Identifier: Apache-2.0
// How much a choice could give at most, with this offer or with that one: what cannot be in a
// choice better than one that is known need not be searched.
#pragma once

#include <vector>

#include "core/matching/matching_problem.hpp"

namespace kongdi {

/// What takes the place of the limits.
struct LimitPrices {
    std::vector<double> gap = {};  // community × kinds + kind
    double per_cost = 0;           // of the cost of a usual offer
    double per_project = 0;
};

/// Upper bounds of the gain, each a little above what was reckoned, so that no rounding of doubles
/// makes one too low.
struct GainBounds {
    double all = 0;                 // of any choice
    std::vector<double> with = {};  // of a choice with the offer; -1 where it gives nothing
    std::vector<std::vector<double>> serving = {};  // … that counts for the share
    ChosenOffers guess = {};                        // a good choice found on the way
    LimitPrices prices = {};
};

/// By Lagrangian relaxation: gaps, budget and number of projects have prices instead of limits, so
/// that each space is decided for itself; a subgradient method seeks the prices whose bound is
/// lowest. Any prices give true bounds. `problem` is in order; `begin` breaks no limit.
/// `from`: prices of the same problem with more in it, to go on from.
GainBounds gain_bounds(const MatchingProblem& problem, const ChosenOffers& begin,
                       const LimitPrices* from = nullptr);

/// The problem without what cannot be in a choice that gives `least` or more: gains that cannot
/// count are zero, but none of `keep`.
MatchingProblem narrowed(const MatchingProblem& problem, const GainBounds& bounds, double least,
                         const ChosenOffers& keep);

}  // namespace kongdi
