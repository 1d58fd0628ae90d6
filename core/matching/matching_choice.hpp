// SPDX-License-Identifier: Apache-2.0
// Choices made without a solver: one to begin a search with, and which of equal ones is taken.
#pragma once

#include <functional>

#include "core/matching/matching_problem.hpp"

namespace kongdi {

/// A good choice at once, of some offers: what adds most for its price first, whatever that is.
/// Breaks no limit. `problem` is in order.
ChosenOffers greedy_choice(const MatchingProblem& problem, const ChosenOffers& among,
                           const std::function<double(const Offer&)>& price);

/// By number alone, and by what adds most for each yuan; whichever comes to more.
ChosenOffers greedy_choice(const MatchingProblem& problem, const ChosenOffers& among);

/// THE tie rule. Out of a choice goes what adds nothing; then each offer in turn gives way to the
/// first of its kind by cost, by how much is to be clarified and by order, that serves as well in
/// its place, breaks no limit and comes before it; until none does.
ChosenOffers settled(const MatchingProblem& problem, ChosenOffers choice);

}  // namespace kongdi
