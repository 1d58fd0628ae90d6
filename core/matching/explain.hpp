// SPDX-License-Identifier: Apache-2.0
// Why this service goes into that space: what it gives, what came second and why it lost, what is
// still to be clarified. Values; the words stand in the languages under the names given here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/matching/matching_problem.hpp"

namespace kongdi {

/// Why an alternative is not the one chosen. The words: matching.lost.NAME.
enum class LostBy : std::uint8_t {
    Refused,      // by the rules in Alternative::refused_by
    NoRoom,       // another service of the choice has taken the room (Alternative::held_by)
    Budget,       // dearer, and the budget does not bear it
    Projects,     // one space more than there may be
    GapServed,    // its gap is served as well by another of the choice (Alternative::held_by)
    SmallerGain,  // possible, and gives less on the whole
    EqualGain,    // gives as much; the tie rule decided
    Unproven,     // gives more: the search was stopped before it came to this
    Count_
};
std::string_view lost_by_name(LostBy why);

struct Alternative {
    std::size_t offer = 0;
    /// Had the rules let it: of another space to the communities that the choice serves, of another
    /// kind to all that it reaches.
    std::int64_t gain = 0;
    LostBy why = LostBy::SmallerGain;
    std::int64_t total_less_by = 0;     // of SmallerGain: how much the whole would lose
    std::int64_t over_budget_yuan = 0;  // of Budget
    std::vector<SpaceRule> refused_by = {};
    std::optional<std::size_t> held_by = {};  // an offer of the choice
    friend bool operator==(const Alternative&, const Alternative&) = default;
};

struct Given {
    std::size_t community = 0;
    std::int64_t gain = 0;
    double people = 0;  // newly reached
    friend bool operator==(const Given&, const Given&) = default;
};

struct Explanation {
    std::size_t offer = 0;
    std::int64_t gain = 0;  // what counts of it
    double people = 0;
    std::int64_t adds = 0;          // what the whole would lose without it
    std::vector<Given> gives = {};  // by gain, the most first
    /// Other spaces for the kind and a community it serves, other kinds for the space: by what they
    /// would give, the most first; the first is the runner-up.
    std::vector<Alternative> other_spaces = {};
    std::vector<Alternative> other_kinds = {};
    std::vector<SpaceRule> to_clarify = {};
    friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// At most so many alternatives of each sort.
inline constexpr std::size_t kMostAlternatives = 3;

/// One for each offer of the choice, in its order.
std::vector<Explanation> explain(const MatchingProblem& problem, const ChosenOffers& choice);

}  // namespace kongdi
