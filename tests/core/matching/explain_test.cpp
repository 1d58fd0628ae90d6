// SPDX-License-Identifier: Apache-2.0
#include "core/matching/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/matching/matching_choice.hpp"
#include "tests/support/small_matching.hpp"

namespace kongdi {

namespace {

/// Spaces a, b, c side by side, each of which can hold one service for the community.
MatchingProblem row_of_three() {
    MatchingProblem out{.spaces = {{"a", 10}, {"b", 10}, {"c", 10}},
                        .kinds = {"CUL02", "ELD02"},
                        .communities = {"one"}};
    for (std::size_t space = 0; space < 3; ++space)
        out.offers.push_back(
            {.space = space, .kind = 0, .takes_dm2 = 8, .cost_yuan = 10, .shares = {{0, 50, 5}}});
    return out;
}

}  // namespace

TEST(Explain, tells_equals_from_what_gives_less) {
    MatchingProblem problem = row_of_three();
    problem.offers[2].shares[0].gain = 30;
    const Explanation one = explain(problem, {0})[0];
    ASSERT_EQ(one.other_spaces.size(), 2U);
    EXPECT_EQ(one.other_spaces[0].offer, 1U) << "the runner-up";
    EXPECT_EQ(one.other_spaces[0].why, LostBy::EqualGain);
    EXPECT_EQ(one.other_spaces[1].offer, 2U);
    EXPECT_EQ(one.other_spaces[1].why, LostBy::SmallerGain);
    EXPECT_EQ(one.other_spaces[1].total_less_by, 20);
}

TEST(Explain, names_who_holds_the_space_and_who_serves_the_gap) {
    MatchingProblem problem = row_of_three();
    problem.offers[0].shares[0].gain = 60;
    problem.offers.push_back(
        {.space = 0, .kind = 1, .takes_dm2 = 8, .cost_yuan = 10, .shares = {{0, 20, 2}}});
    problem.offers.push_back(
        {.space = 1, .kind = 1, .takes_dm2 = 8, .cost_yuan = 10, .shares = {{0, 40, 4}}});
    problem = in_order(problem);  // a: 0, 1; b: 2, 3; c: 4
    const std::vector<Explanation> both = explain(problem, {0, 3});
    ASSERT_EQ(both.size(), 2U);
    ASSERT_EQ(both[0].other_spaces.size(), 2U);
    EXPECT_EQ(both[0].other_spaces[0].offer, 2U);
    EXPECT_EQ(both[0].other_spaces[0].why, LostBy::NoRoom);
    EXPECT_EQ(both[0].other_spaces[0].held_by, 3U);
    // A canteen in a would take the place of culture, while b has one already.
    ASSERT_EQ(both[0].other_kinds.size(), 1U);
    EXPECT_EQ(both[0].other_kinds[0].offer, 1U);
    EXPECT_EQ(both[0].other_kinds[0].why, LostBy::GapServed);
    EXPECT_EQ(both[0].other_kinds[0].held_by, 3U);
}

TEST(Explain, tells_what_the_rules_refused_however_much_it_would_give) {
    MatchingProblem problem = row_of_three();
    problem.offers[1].refused_by = {SpaceRule::AboveGround, SpaceRule::Flue};
    problem.offers[1].shares[0].gain = 500;
    const Explanation one = explain(problem, {0})[0];
    EXPECT_EQ(one.other_spaces[0].offer, 1U);
    EXPECT_EQ(one.other_spaces[0].gain, 500);
    EXPECT_EQ(one.other_spaces[0].why, LostBy::Refused);
    EXPECT_EQ(one.other_spaces[0].refused_by, problem.offers[1].refused_by);
}

TEST(Explain, admits_that_a_stopped_search_left_better_ones) {
    MatchingProblem problem = row_of_three();
    problem.offers[1].shares[0].gain = 70;
    EXPECT_EQ(explain(problem, {0})[0].other_spaces[0].why, LostBy::Unproven);
}

TEST(Explain, keeps_to_three_of_each_sort) {
    MatchingProblem problem = row_of_three();
    for (std::size_t i = 0; i < 4; ++i) {
        problem.spaces.push_back({"more " + std::to_string(i), 10});
        problem.offers.push_back({.space = 3 + i, .takes_dm2 = 8, .shares = {{0, 40, 4}}});
    }
    EXPECT_EQ(explain(problem, {0})[0].other_spaces.size(), kMostAlternatives);
}

TEST(Explain, adds_up_to_the_whole_and_never_names_what_is_chosen) {
    tests::Random random(7);
    int alternatives = 0;
    for (int i = 0; i < 300; ++i) {
        const MatchingProblem problem = in_order(tests::random_problem(random));
        ChosenOffers all;
        for (std::size_t j = 0; j < problem.offers.size(); ++j) all.push_back(j);
        const ChosenOffers choice = settled(problem, greedy_choice(problem, all));
        const ChoiceOutcome outcome = outcome_of(problem, choice);
        std::int64_t sum = 0;
        for (const Explanation& one : explain(problem, choice)) {
            sum += one.gain;
            EXPECT_GT(one.adds, 0) << i << ": what adds nothing is not settled";
            EXPECT_LE(one.adds, one.gain) << i;
            std::int64_t given = 0;
            for (const Given& each : one.gives) given += each.gain;
            EXPECT_EQ(given, one.gain) << i;
            for (const auto* list : {&one.other_spaces, &one.other_kinds})
                for (const Alternative& other : *list) {
                    EXPECT_FALSE(std::binary_search(choice.begin(), choice.end(), other.offer));
                    EXPECT_EQ(other.why == LostBy::Refused,
                              !problem.offers[other.offer].refused_by.empty());
                    ++alternatives;
                }
        }
        EXPECT_EQ(sum, outcome.gain) << i;
    }
    EXPECT_GT(alternatives, 300);
}

}  // namespace kongdi
