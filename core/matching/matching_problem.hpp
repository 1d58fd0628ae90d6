// SPDX-License-Identifier: Apache-2.0
// Which service into which space: what is offered, what limits it, and what a choice comes to, in
// whole numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/matching/matching_rules.hpp"

namespace kongdi {

/// Gains are whole weighted persons, so that sums are exact and can be compared.
inline constexpr double kGainsPerPerson = 1;
/// Of one offer for one community: a city of a hundred million, weighed tenfold.
inline constexpr std::int64_t kMostGain = 10'000'000'000;

/// weight × people newly reached × suitability × size fit, to the nearest whole.
std::int64_t gain_of(double weight, double people, double suitability, double size_fit);

/// What an offer would do for one community.
struct GainShare {
    std::size_t community = 0;  // of MatchingProblem::communities
    std::int64_t gain = 0;
    double people = 0;  // newly reached, for the explanation
    friend bool operator==(const GainShare&, const GainShare&) = default;
};

/// One service in one space. It may reach people of several communities.
struct Offer {
    std::size_t space = 0;
    std::size_t kind = 0;
    std::int64_t takes_dm2 = 0;  // the least area of the kind
    std::int64_t cost_yuan = 0;
    std::vector<GainShare> shares = {};      // each community at most once
    std::vector<SpaceRule> refused_by = {};  // not to be chosen; kept to be explained
    std::vector<SpaceRule> to_clarify = {};
    friend bool operator==(const Offer&, const Offer&) = default;
};

struct OfferedSpace {
    std::string id = {};
    std::int64_t room_dm2 = 0;  // lower end of its area; 0 when unknown
    friend bool operator==(const OfferedSpace&, const OfferedSpace&) = default;
};

struct MatchingProblem {
    std::vector<OfferedSpace> spaces = {};
    std::vector<std::string> kinds = {};        // codes
    std::vector<std::string> communities = {};  // codes
    std::vector<Offer> offers = {};             // a space and a kind at most once
    std::optional<std::int64_t> budget_yuan = {};
    std::optional<std::int64_t> most_projects = {};  // spaces used

    friend bool operator==(const MatchingProblem&, const MatchingProblem&) = default;
};

/// Refused with the place named: a place in a list that does not exist, an id or an offer twice, a
/// number below zero.
Result<void> check_problem(const MatchingProblem& problem);

/// The same problem whatever order its lists came in: spaces, kinds and communities by code, offers
/// by space and kind, shares by community.
MatchingProblem in_order(const MatchingProblem& problem);

/// Places in MatchingProblem::offers, rising.
using ChosenOffers = std::vector<std::size_t>;

/// What one gap (a community that lacks a kind) gets. Several chosen offers may reach it; the one
/// that gives most counts, and only it.
struct Served {
    std::size_t community = 0;
    std::size_t kind = 0;
    std::size_t offer = 0;
    std::int64_t gain = 0;
    friend bool operator==(const Served&, const Served&) = default;
};

enum class BrokenLimit : std::uint8_t { None, Refused, Room, Budget, Projects };

struct ChoiceOutcome {
    std::int64_t gain = 0;
    std::int64_t cost_yuan = 0;
    std::int64_t projects = 0;
    std::vector<Served> served = {};         // by community and kind
    BrokenLimit broken = BrokenLimit::None;  // the first that is broken
    friend bool operator==(const ChoiceOutcome&, const ChoiceOutcome&) = default;
};

ChoiceOutcome outcome_of(const MatchingProblem& problem, const ChosenOffers& choice);

}  // namespace kongdi
