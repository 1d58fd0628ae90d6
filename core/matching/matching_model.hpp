// SPDX-License-Identifier: Apache-2.0
// The choice as an integer program: maximise c·x where each row holds and each variable is 0 or 1.
// Plain numbers; whoever has a solver can solve it.
//
// Variables: `opens` (an offer is chosen), `serves` (an offer that reaches several communities is
// the one that counts for one of them), `uses` (a space is a project). With `opens` whole, `serves`
// is whole by itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/matching/matching_problem.hpp"

namespace kongdi {

struct ModelVariable {
    std::int64_t gain = 0;
    bool whole = true;
    std::size_t offer = 0;  // of `uses`: the first of its space
    enum class Part : std::uint8_t { Opens, Serves, Uses } part = Part::Opens;
    std::size_t community = 0;  // of `serves`
    friend bool operator==(const ModelVariable&, const ModelVariable&) = default;
};

struct ModelTerm {
    std::size_t variable = 0;
    std::int64_t coefficient = 0;
    friend bool operator==(const ModelTerm&, const ModelTerm&) = default;
};

/// Σ coefficient × variable <= most.
struct ModelRow {
    std::vector<ModelTerm> terms = {};
    std::int64_t most = 0;
    friend bool operator==(const ModelRow&, const ModelRow&) = default;
};

struct MatchingModel {
    std::vector<ModelVariable> variables = {};
    std::vector<ModelRow> rows = {};
    std::size_t offers = 0;   // of the problem
    std::size_t refused = 0;  // by a rule, or larger or dearer than all there is
    std::size_t without_gain = 0;
    std::size_t dominated = 0;  // another is as good in every way and never in the way
    std::size_t terms() const;
    ChosenOffers offers_left() const;
    friend bool operator==(const MatchingModel&, const MatchingModel&) = default;
};

/// `problem` is in order and has been checked.
MatchingModel build_model(const MatchingProblem& problem);

/// The offers whose `opens` is nearer to one than to zero.
ChosenOffers choice_of(const MatchingModel& model, const std::vector<double>& values);

/// Rows that forbid what breaks a row of the model by less than a solver that reckons in doubles
/// can see: of the variables that are one there, not all. None when `values`, rounded, keep every
/// row.
std::vector<ModelRow> rows_against(const MatchingModel& model, const std::vector<double>& values);

/// Values of all variables for a choice; to begin a search with.
std::vector<double> values_of(const MatchingModel& model, const MatchingProblem& problem,
                              const ChosenOffers& choice);

}  // namespace kongdi
