// SPDX-License-Identifier: Apache-2.0
#include "core/matching/chosen_complexes.hpp"

#include <map>
#include <set>
#include <utility>

namespace kongdi {

namespace {

struct Held {
    std::vector<std::string> kinds = {};
    std::set<std::string, std::less<>> communities = {};  // a community once, however many serve it
};

}  // namespace

std::vector<ChosenComplex> chosen_complexes(const MatchingProblem& problem,
                                            std::span<const Explanation> choice,
                                            std::span<const CommunityStock> stock,
                                            const ComplexRules& rules) {
    std::map<std::size_t, Held> spaces;
    for (const Explanation& one : choice) {
        const Offer& offer = problem.offers[one.offer];
        Held& held = spaces[offer.space];
        held.kinds.push_back(problem.kinds[offer.kind]);
        for (const Given& given : one.gives)
            held.communities.insert(problem.communities[given.community]);
    }
    std::vector<ChosenComplex> out;
    for (auto& [space, held] : spaces) {
        const std::int64_t room = problem.spaces[space].room_dm2;
        if (held.kinds.size() < 2 && room < rules.least_dm2) continue;
        ComplexPlan plan{.kinds = std::move(held.kinds), .floor_dm2 = room};
        for (const CommunityStock& one : stock) {
            if (!held.communities.contains(one.code)) continue;
            plan.households += one.households;
            plan.other_floor_dm2 += one.floor_dm2;
        }
        ComplexOutcome outcome = judge_complex(plan, rules);
        out.push_back({space, std::move(plan), std::move(outcome)});
    }
    return out;
}

}  // namespace kongdi
