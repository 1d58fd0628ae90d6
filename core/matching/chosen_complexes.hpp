// SPDX-License-Identifier: Apache-2.0
// Which spaces of a choice would be complexes of embedded services, and what they want of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/matching/embedded_complex.hpp"
#include "core/matching/explain.hpp"

namespace kongdi {

/// What a community has before anything of the choice is built.
struct CommunityStock {
    std::string code = {};
    std::int64_t households = 0;
    std::int64_t floor_dm2 = 0;  // of ComplexRules::counted
    friend bool operator==(const CommunityStock&, const CommunityStock&) = default;
};

struct ChosenComplex {
    std::size_t space = 0;  // of MatchingProblem::spaces
    ComplexPlan plan = {};
    ComplexOutcome outcome = {};
};

/// Of each space of the choice that is to hold two services or more, or is as large as a complex
/// must be: its lower area against the communities that its services serve. In the order of the
/// spaces. A community of which nothing is known has no households.
std::vector<ChosenComplex> chosen_complexes(const MatchingProblem& problem,
                                            std::span<const Explanation> choice,
                                            std::span<const CommunityStock> stock,
                                            const ComplexRules& rules);

}  // namespace kongdi
