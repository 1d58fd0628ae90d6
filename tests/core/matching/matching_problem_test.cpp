// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_problem.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_matching.hpp"

namespace kongdi {

namespace {

using tests::Random;
using tests::random_problem;

MatchingProblem two_rooms() {
    return {.spaces = {{"a", 100}, {"b", 50}},
            .kinds = {"CUL02", "ELD02"},
            .communities = {"one", "two"},
            .offers = {{0, 0, 60, 1'000, {{0, 500, 50}, {1, 100, 10}}},
                       {0, 1, 40, 2'000, {{0, 300, 30}}},
                       {1, 0, 50, 4'000, {{0, 200, 20}, {1, 400, 40}}}}};
}

std::string refused_at(const MatchingProblem& problem) {
    const auto checked = check_problem(problem);
    return checked ? "taken" : checked.error().path;
}

}  // namespace

TEST(MatchingProblem, a_gap_is_filled_once_by_who_gives_most) {
    const MatchingProblem problem = two_rooms();
    const ChoiceOutcome all = outcome_of(problem, {0, 1, 2});
    EXPECT_EQ(all.gain, 500 + 300 + 400);
    EXPECT_EQ(all.served, (std::vector<Served>{{0, 0, 0, 500}, {0, 1, 1, 300}, {1, 0, 2, 400}}));
    EXPECT_EQ(all.cost_yuan, 7'000);
    EXPECT_EQ(all.projects, 2);
    EXPECT_EQ(all.broken, BrokenLimit::None);
    EXPECT_EQ(outcome_of(problem, {0}).gain, 600);
    EXPECT_EQ(outcome_of(problem, {}).gain, 0);
}

TEST(MatchingProblem, a_room_holds_several_services_to_the_last_hundredth) {
    MatchingProblem problem = two_rooms();
    EXPECT_EQ(outcome_of(problem, {0, 1}).broken, BrokenLimit::None);
    problem.spaces[0].room_dm2 = 99;
    EXPECT_EQ(outcome_of(problem, {0, 1}).broken, BrokenLimit::Room);
}

TEST(MatchingProblem, limits_are_kept_to_the_yuan_and_the_project) {
    MatchingProblem problem = two_rooms();
    problem.budget_yuan = 5'000;
    EXPECT_EQ(outcome_of(problem, {0, 2}).broken, BrokenLimit::None);
    problem.budget_yuan = 4'999;
    EXPECT_EQ(outcome_of(problem, {0, 2}).broken, BrokenLimit::Budget);
    problem.budget_yuan.reset();
    problem.most_projects = 1;
    EXPECT_EQ(outcome_of(problem, {0, 1}).broken, BrokenLimit::None) << "two services, one space";
    EXPECT_EQ(outcome_of(problem, {0, 2}).broken, BrokenLimit::Projects);
    problem.offers[0].refused_by = {SpaceRule::Flue};
    EXPECT_EQ(outcome_of(problem, {0}).broken, BrokenLimit::Refused);
}

TEST(MatchingProblem, a_mistake_is_refused_where_it_stands) {
    EXPECT_EQ(refused_at(two_rooms()), "taken");
    MatchingProblem wrong = two_rooms();
    wrong.spaces[1].id = "a";
    EXPECT_EQ(refused_at(wrong), "/spaces/1");
    wrong = two_rooms();
    wrong.kinds = {"ELD02", "ELD02"};
    EXPECT_EQ(refused_at(wrong), "/kinds/1");
    wrong = two_rooms();
    wrong.communities[1] = "one";
    EXPECT_EQ(refused_at(wrong), "/communities/1");
    wrong = two_rooms();
    wrong.spaces[0].room_dm2 = -1;
    EXPECT_EQ(refused_at(wrong), "/spaces/0/room_dm2");
    wrong = two_rooms();
    wrong.offers[1].kind = 2;
    EXPECT_EQ(refused_at(wrong), "/offers/1/kind");
    wrong = two_rooms();
    wrong.offers[1].kind = 0;
    EXPECT_EQ(refused_at(wrong), "/offers/1") << "a space and a kind twice";
    wrong = two_rooms();
    wrong.offers[2].shares[1].community = 0;
    EXPECT_EQ(refused_at(wrong), "/offers/2/shares/1/community");
    wrong = two_rooms();
    wrong.offers[2].shares[1].community = 7;
    EXPECT_EQ(refused_at(wrong), "/offers/2/shares/1/community");
    wrong = two_rooms();
    wrong.offers[2].shares[0].gain = kMostGain + 1;
    EXPECT_EQ(refused_at(wrong), "/offers/2/shares/0/gain");
    wrong = two_rooms();
    wrong.offers[0].takes_dm2 = -1;
    EXPECT_EQ(refused_at(wrong), "/offers/0/takes_dm2");
    wrong = two_rooms();
    wrong.offers[0].cost_yuan = -1;
    EXPECT_EQ(refused_at(wrong), "/offers/0/cost_yuan");
    wrong = two_rooms();
    wrong.budget_yuan = -1;
    EXPECT_EQ(refused_at(wrong), "/budget_yuan");
    wrong = two_rooms();
    wrong.most_projects = -1;
    EXPECT_EQ(refused_at(wrong), "/most_projects");
}

TEST(MatchingProblem, in_order_is_the_same_whatever_order_it_came_in) {
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const MatchingProblem problem = random_problem(random);
        ASSERT_TRUE(check_problem(problem));
        const MatchingProblem ordered = in_order(problem);
        EXPECT_TRUE(check_problem(ordered));
        EXPECT_EQ(in_order(tests::shuffled(problem, random)), ordered);
        EXPECT_EQ(in_order(ordered), ordered);
        EXPECT_EQ(tests::best_by_trying(ordered), tests::best_by_trying(problem));
    }
}

TEST(MatchingProblem, gains_are_whole_weighted_people) {
    EXPECT_EQ(gain_of(2, 100, 0.6, 1), 120);
    EXPECT_EQ(gain_of(1, 10.5, 1, 1), 11);
    EXPECT_EQ(gain_of(1, 0.4, 1, 1), 0);
    EXPECT_EQ(gain_of(2, 100, 0.6, 0.75), 90);
    EXPECT_EQ(gain_of(1, -5, 1, 1), 0);
}

}  // namespace kongdi
