// SPDX-License-Identifier: Apache-2.0
// Small problems of matching: drawn at random, and solved by trying every choice.
#pragma once

#include <string>

#include "core/matching/matching_problem.hpp"
#include "tests/support/random.hpp"

namespace kongdi::tests {

/// At most a dozen offers, so that 4096 choices are all there are; ties, limits that bind, offers
/// that are refused and those that reach several communities are frequent.
inline MatchingProblem random_problem(Random& random) {
    MatchingProblem out;
    const std::size_t spaces = 1 + random.below(4);
    const std::size_t kinds = 1 + random.below(4);
    const std::size_t communities = 1 + random.below(4);
    // Not in the order of their names.
    for (std::size_t i = 0; i < spaces; ++i)
        out.spaces.push_back({"space " + std::to_string(9 - i), random.between(0, 30)});
    for (std::size_t i = 0; i < kinds; ++i) out.kinds.push_back("K" + std::to_string(7 - i));
    for (std::size_t i = 0; i < communities; ++i)
        out.communities.push_back("community " + std::to_string(5 - i));
    for (std::size_t space = 0; space < spaces; ++space)
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            if (out.offers.size() == 12 || random.once_in(4)) continue;
            Offer offer{.space = space, .kind = kind};
            offer.takes_dm2 = random.between(0, 15);
            offer.cost_yuan = random.between(0, 6) * 10'000;
            for (std::size_t community = 0; community < communities; ++community)
                if (!random.once_in(3))
                    offer.shares.push_back({community, random.between(0, 8) * 100, 50});
            if (random.once_in(8)) offer.refused_by.push_back(SpaceRule::Flue);
            if (random.once_in(3)) offer.to_clarify.push_back(SpaceRule::Water);
            out.offers.push_back(std::move(offer));
        }
    if (!random.once_in(3)) out.budget_yuan = random.between(0, 15) * 10'000;
    if (!random.once_in(3)) out.most_projects = random.between(0, 3);
    return out;
}

/// The most that any choice within the limits gives.
inline std::int64_t best_by_trying(const MatchingProblem& problem) {
    std::int64_t best = 0;
    for (std::size_t mask = 0; mask < std::size_t{1} << problem.offers.size(); ++mask) {
        ChosenOffers choice;
        for (std::size_t i = 0; i < problem.offers.size(); ++i)
            if ((mask >> i & 1U) != 0) choice.push_back(i);
        const ChoiceOutcome outcome = outcome_of(problem, choice);
        if (outcome.broken == BrokenLimit::None) best = std::max(best, outcome.gain);
    }
    return best;
}

/// The same problem with its lists in another order.
inline MatchingProblem shuffled(const MatchingProblem& problem, Random& random) {
    MatchingProblem out = problem;
    const auto shuffle = [&random](auto& list) {
        std::vector<std::size_t> place(list.size());
        for (std::size_t i = 0; i < place.size(); ++i) place[i] = i;
        for (std::size_t i = place.size(); i > 1; --i)
            std::swap(place[i - 1], place[random.below(i)]);
        auto moved = list;
        for (std::size_t i = 0; i < place.size(); ++i) moved[place[i]] = list[i];
        list = std::move(moved);
        return place;
    };
    const auto spaces = shuffle(out.spaces);
    const auto kinds = shuffle(out.kinds);
    const auto communities = shuffle(out.communities);
    for (Offer& offer : out.offers) {
        offer.space = spaces[offer.space];
        offer.kind = kinds[offer.kind];
        for (GainShare& share : offer.shares) share.community = communities[share.community];
        shuffle(offer.shares);
    }
    shuffle(out.offers);
    return out;
}

}  // namespace kongdi::tests
