// SPDX-License-Identifier: Apache-2.0
// How much a choice could give at most, with this offer or with that one: what cannot be in a
// choice better than one that is known need not be searched.
#pragma once

#include <vector>

#include "core/matching/matching_problem.hpp"

namespace kongdi {

/// Upper bounds of the gain, each a little above what was reckoned, so that no rounding of doubles
/// makes one too low.
struct GainBounds {
    double all = 0;                                  // of any choice
    std::vector<double> with = {};                   // of a choice with the offer
    std::vector<std::vector<double>> serving = {};   // … that counts for the share
    Choice guess = {};                               // a good choice found on the way
};

/// By Lagrangian relaxation: gaps, budget and number of projects have prices instead of limits, so
/// that each space is decided for itself; a subgradient method seeks the prices whose bound is
/// lowest. Any prices give true bounds. `problem` is in order; `begin` breaks no limit.
GainBounds gain_bounds(const MatchingProblem& problem, const Choice& begin);

/// The problem without what cannot be in a choice that gives `least` or more: gains that cannot
/// count are zero, but none of `keep`.
MatchingProblem narrowed(const MatchingProblem& problem, const GainBounds& bounds, double least,
                         const Choice& keep);

}  // namespace kongdi
