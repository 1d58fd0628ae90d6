// SPDX-License-Identifier: Apache-2.0
#include "core/matching/gain_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/matching/matching_choice.hpp"
#include "tests/support/small_matching.hpp"

namespace kongdi {

using tests::best_by_trying;
using tests::Random;
using tests::random_problem;

TEST(GainBounds, are_never_below_what_a_choice_gives_and_leave_the_best_in) {
    Random random(12);
    int narrower = 0;
    for (int i = 0; i < 300; ++i) {
        const MatchingProblem problem = in_order(random_problem(random));
        ChosenOffers all;
        for (std::size_t j = 0; j < problem.offers.size(); ++j) all.push_back(j);
        const GainBounds bounds = gain_bounds(problem, greedy_choice(problem, all));
        EXPECT_EQ(outcome_of(problem, bounds.guess).broken, BrokenLimit::None) << i;
        const std::int64_t best = best_by_trying(problem);
        EXPECT_GE(bounds.all, static_cast<double>(best)) << i;
        for (std::size_t mask = 0; mask < std::size_t{1} << problem.offers.size(); ++mask) {
            ChosenOffers choice;
            for (std::size_t j = 0; j < problem.offers.size(); ++j)
                if ((mask >> j & 1U) != 0) choice.push_back(j);
            const ChoiceOutcome outcome = outcome_of(problem, choice);
            if (outcome.broken != BrokenLimit::None) continue;
            for (const std::size_t j : choice) {
                const auto& shares = problem.offers[j].shares;
                const bool gives = std::any_of(shares.begin(), shares.end(),
                                               [](const GainShare& one) { return one.gain > 0; });
                if (gives) {
                    ASSERT_GE(bounds.with[j], static_cast<double>(outcome.gain)) << i;
                }
            }
            for (const Served& served : outcome.served) {
                const auto& shares = problem.offers[served.offer].shares;
                for (std::size_t k = 0; k < shares.size(); ++k)
                    if (shares[k].community == served.community) {
                        ASSERT_GE(bounds.serving[served.offer][k],
                                  static_cast<double>(outcome.gain))
                            << i;
                    }
            }
        }
        const auto least = static_cast<double>(best);
        const MatchingProblem few = narrowed(problem, bounds, least, {});
        EXPECT_EQ(best_by_trying(few), best) << i;
        narrower += few == problem ? 0 : 1;
    }
    EXPECT_GT(narrower, 100);
}

TEST(GainBounds, go_on_from_prices_and_stay_true) {
    Random random(13);
    for (int i = 0; i < 100; ++i) {
        const MatchingProblem problem = in_order(random_problem(random));
        const GainBounds first = gain_bounds(problem, {});
        const GainBounds second = gain_bounds(problem, first.guess, &first.prices);
        EXPECT_GE(second.all, static_cast<double>(best_by_trying(problem))) << i;
        EXPECT_LE(second.all, first.all + 1e-6) << i;
    }
}

}  // namespace kongdi
