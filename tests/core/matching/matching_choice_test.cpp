// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_choice.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_matching.hpp"

namespace kongdi {

namespace {

using tests::Random;
using tests::random_problem;

ChosenOffers all_of(const MatchingProblem& problem) {
    ChosenOffers out;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) out.push_back(i);
    return out;
}

std::size_t to_clarify(const MatchingProblem& problem, const ChosenOffers& choice) {
    std::size_t sum = 0;
    for (const std::size_t place : choice) sum += problem.offers[place].to_clarify.size();
    return sum;
}

}  // namespace

TEST(MatchingChoice, greed_breaks_no_limit_and_comes_to_most_of_the_best) {
    Random random(5);
    std::int64_t greedy = 0, best = 0;
    for (int i = 0; i < 300; ++i) {
        const MatchingProblem problem = in_order(random_problem(random));
        const ChoiceOutcome outcome = outcome_of(problem, greedy_choice(problem, all_of(problem)));
        EXPECT_EQ(outcome.broken, BrokenLimit::None) << i;
        greedy += outcome.gain;
        best += tests::best_by_trying(problem);
    }
    EXPECT_LE(greedy, best);
    EXPECT_GT(static_cast<double>(greedy), 0.9 * static_cast<double>(best));
}

TEST(MatchingChoice, what_is_settled_gives_the_same_for_no_more_and_stays_settled) {
    Random random(6);
    int changed = 0;
    for (int i = 0; i < 2'000; ++i) {
        const MatchingProblem problem = in_order(random_problem(random));
        ChosenOffers choice;
        for (const std::size_t place : all_of(problem))
            if (random.once_in(3)) choice.push_back(place);
        const ChoiceOutcome before = outcome_of(problem, choice);
        if (before.broken != BrokenLimit::None) continue;
        const ChosenOffers after = settled(problem, choice);
        const ChoiceOutcome outcome = outcome_of(problem, after);
        EXPECT_EQ(outcome.gain, before.gain) << i;
        EXPECT_EQ(outcome.broken, BrokenLimit::None) << i;
        EXPECT_LE(outcome.cost_yuan, before.cost_yuan) << i;
        EXPECT_EQ(settled(problem, after), after) << i;
        changed += after != choice ? 1 : 0;
    }
    EXPECT_GT(changed, 100);
}

TEST(MatchingChoice, what_adds_nothing_goes_the_dearest_first) {
    MatchingProblem problem{.spaces = {{"a", 9}, {"b", 9}}, .kinds = {"K"}, .communities = {"one"}};
    problem.offers = {{.space = 0, .cost_yuan = 1, .shares = {{0, 5, 5}}},
                      {.space = 1, .cost_yuan = 2, .shares = {{0, 5, 5}}}};
    EXPECT_EQ(settled(problem, {0, 1}), (ChosenOffers{0}));
    problem.offers[0].cost_yuan = 3;
    EXPECT_EQ(settled(problem, {0, 1}), (ChosenOffers{1}));
    EXPECT_EQ(settled(problem, {0}), (ChosenOffers{1})) << "the cheaper one serves as well";
}

TEST(MatchingChoice, of_equals_the_one_with_less_to_clarify_is_taken_and_never_a_refused_one) {
    MatchingProblem problem{
        .spaces = {{"a", 9}, {"b", 9}, {"c", 9}}, .kinds = {"K"}, .communities = {"one"}};
    for (std::size_t space = 0; space < 3; ++space)
        problem.offers.push_back({.space = space, .cost_yuan = 4, .shares = {{0, 5, 5}}});
    problem.offers[0].to_clarify = {SpaceRule::Flue};
    problem.offers[1].to_clarify = {SpaceRule::Flue, SpaceRule::Water};
    problem.offers[2].refused_by = {SpaceRule::Flue};
    const ChosenOffers choice = settled(problem, {1});
    EXPECT_EQ(choice, (ChosenOffers{0}));
    EXPECT_EQ(to_clarify(problem, choice), 1U);
}

}  // namespace kongdi
