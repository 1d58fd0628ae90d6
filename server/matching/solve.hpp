// SPDX-License-Identifier: Apache-2.0
// The best choice, proven: the only user of CBC, the solver of integer programs.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"
#include "core/matching/matching_model.hpp"

namespace kongdi::server {

struct SolveLimits {
    std::optional<double> most_seconds = {};  // none: until it is proven
    /// The solver gets the whole model, not what bounds leave of it. Slower, and the same gain.
    bool whole_model = false;
};

enum class SolveEnd : std::uint8_t {
    Optimal,  // nothing gives more: proven
    Stopped,  // time was up; the choice holds, and nothing gives more than `bound`
};

struct Matching {
    MatchingProblem problem = {};  // in order; ChosenOffers counts in this one
    ChosenOffers choice = {};
    ChoiceOutcome outcome = {};
    SolveEnd end = SolveEnd::Optimal;
    std::int64_t bound = 0;     // of the gain; that of the outcome when optimal
    std::size_t variables = 0;  // of the whole model
    std::size_t rows = 0;
    std::size_t terms = 0;
    std::size_t dropped = 0;   // offers that no best choice needs
    std::size_t searched = 0;  // variables that were left for the solver
    std::int64_t nodes = 0;    // of the search tree
};

/// The choice with the most gain, to the last tenth of a person. An empty choice always holds, so
/// there is always one. What gives the same is told apart the same way each time, however the lists
/// were ordered: see settled() in core/matching. Refused with the place named: a problem that is
/// none (check_problem). One search at a time; others wait.
Result<Matching> solve_matching(const MatchingProblem& problem, const SolveLimits& limits = {});

}  // namespace kongdi::server
