// SPDX-License-Identifier: Apache-2.0
#include "server/matching/solve.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#include "tests/support/small_matching.hpp"

namespace kongdi::server {

namespace {

using tests::best_by_trying;
using tests::Random;
using tests::random_problem;

/// Spaces and kinds of a choice in words, for comparing problems in different orders.
std::vector<std::string> in_words(const Matching& matching) {
    std::vector<std::string> out;
    for (const std::size_t place : matching.choice) {
        const Offer& offer = matching.problem.offers[place];
        out.push_back(matching.problem.spaces[offer.space].id + ": " +
                      matching.problem.kinds[offer.kind]);
    }
    return out;
}

/// Forty spaces in a row, each of which reaches the communities about it; limits that bind.
MatchingProblem middling_problem(Random& random) {
    MatchingProblem out;
    for (std::size_t i = 0; i < 8; ++i) out.communities.push_back(std::to_string(100 + i));
    for (std::size_t i = 0; i < 6; ++i) out.kinds.push_back("K" + std::to_string(i));
    for (std::size_t space = 0; space < 40; ++space) {
        out.spaces.push_back({"space " + std::to_string(space), random.between(20, 900)});
        for (std::size_t kind = 0; kind < 6; ++kind) {
            if (random.once_in(3)) continue;
            Offer offer{.space = space, .kind = kind};
            offer.takes_dm2 = 50 + 100 * static_cast<std::int64_t>(kind);
            offer.cost_yuan = random.between(20, 300) * 1'000;
            for (std::size_t near = 0; near < 3; ++near)
                if (const std::size_t community = space / 5 + near; community < 8)
                    offer.shares.push_back({community, random.between(1, 900), 1});
            if (!offer.shares.empty()) out.offers.push_back(std::move(offer));
        }
    }
    out.budget_yuan = random.between(1'000, 4'000) * 1'000;
    out.most_projects = random.between(5, 20);
    return out;
}

}  // namespace

TEST(Solve, finds_what_trying_every_choice_finds_in_a_thousand_small_cities) {
    Random random(9);
    int with_gain = 0, with_several = 0, budget_binds = 0, searched = 0;
    for (int i = 0; i < 1'000; ++i) {
        const MatchingProblem problem = random_problem(random);
        const std::int64_t best = best_by_trying(problem);
        // By bounds and solver together, and by the solver alone.
        for (const bool whole : {false, true}) {
            const auto matching = solve_matching(problem, {.whole_model = whole});
            ASSERT_TRUE(matching) << i << " " << matching.error().path;
            ASSERT_EQ(matching->outcome.gain, best) << i;
            EXPECT_EQ(matching->outcome.broken, BrokenLimit::None) << i;
            EXPECT_EQ(matching->end, SolveEnd::Optimal) << i;
            EXPECT_EQ(matching->bound, best) << i;
            (whole ? with_several : searched) +=
                whole ? matching->choice.size() > 1 : matching->searched > 0;
        }
        with_gain += best > 0 ? 1 : 0;
        MatchingProblem rich = problem;
        rich.budget_yuan.reset();
        budget_binds += best_by_trying(rich) > best ? 1 : 0;
    }
    EXPECT_GT(with_gain, 600);
    EXPECT_GT(with_several, 300);
    EXPECT_GT(budget_binds, 100);
    EXPECT_GT(searched, 50) << "elsewhere the bounds alone have decided";
}

TEST(Solve, finds_in_what_bounds_leave_what_it_finds_in_the_whole) {
    Random random(14);
    std::size_t searched = 0, whole_searched = 0;
    for (int i = 0; i < 6; ++i) {
        const MatchingProblem problem = middling_problem(random);
        const auto near = solve_matching(problem);
        const auto whole = solve_matching(problem, {.whole_model = true});
        ASSERT_TRUE(near && whole) << i;
        EXPECT_EQ(near->end, SolveEnd::Optimal) << i;
        EXPECT_EQ(whole->end, SolveEnd::Optimal) << i;
        EXPECT_EQ(near->outcome.gain, whole->outcome.gain) << i;
        EXPECT_EQ(near->outcome.broken, BrokenLimit::None) << i;
        searched += near->searched;
        whole_searched += whole->searched;
    }
    EXPECT_LT(searched * 2, whole_searched) << "and leave out more than half";
}

TEST(Solve, when_time_is_up_tells_a_choice_that_holds_and_what_none_exceeds) {
    Random random(15);
    int stopped = 0;
    for (int i = 0; i < 3; ++i) {
        const MatchingProblem problem = middling_problem(random);
        const std::int64_t best = solve_matching(problem)->outcome.gain;
        // It may run out anywhere: before the search, while it begins, in the middle.
        for (double seconds = 0.001; seconds < 0.6; seconds *= 2)
            for (const bool whole : {false, true}) {
                const auto hasty =
                    solve_matching(problem, {.most_seconds = seconds, .whole_model = whole});
                ASSERT_TRUE(hasty) << i;
                EXPECT_EQ(hasty->outcome.broken, BrokenLimit::None) << i;
                EXPECT_LE(hasty->outcome.gain, best) << i;
                EXPECT_GT(hasty->outcome.gain, 0) << i;
                EXPECT_GE(hasty->bound, best) << i << " after " << seconds;
                if (hasty->end == SolveEnd::Optimal) {
                    EXPECT_EQ(hasty->outcome.gain, best) << i;
                }
                stopped += hasty->end == SolveEnd::Stopped ? 1 : 0;
            }
    }
    EXPECT_GT(stopped, 5);
}

TEST(Solve, answers_the_same_whatever_order_its_lists_come_in) {
    Random random(10);
    for (int i = 0; i < 100; ++i) {
        const MatchingProblem problem = random_problem(random);
        const auto matching = solve_matching(problem);
        for (int again = 0; again < 3; ++again) {
            const auto other = solve_matching(tests::shuffled(problem, random));
            ASSERT_TRUE(other);
            EXPECT_EQ(in_words(*matching), in_words(*other)) << i;
            EXPECT_EQ(matching->outcome, other->outcome) << i;
        }
    }
}

TEST(Solve, may_be_asked_by_several_at_once) {
    std::vector<std::thread> askers;
    std::atomic<int> right{0};
    for (std::uint64_t seed = 20; seed < 24; ++seed)
        askers.emplace_back([seed, &right] {
            Random random(seed);
            for (int i = 0; i < 25; ++i) {
                const MatchingProblem problem = random_problem(random);
                const auto matching = solve_matching(problem, {.whole_model = true});
                if (matching && matching->outcome.gain == best_by_trying(problem)) ++right;
            }
        });
    for (std::thread& asker : askers) asker.join();
    EXPECT_EQ(right, 100);
}

TEST(Solve, takes_the_cheaper_of_equals_then_the_clearer_then_the_first) {
    MatchingProblem problem{
        .spaces = {{"c", 10}, {"b", 10}, {"a", 10}}, .kinds = {"K"}, .communities = {"one"}};
    for (std::size_t space = 0; space < 3; ++space)
        problem.offers.push_back({.space = space,
                                  .takes_dm2 = 5,
                                  .cost_yuan = 100,
                                  .shares = {{0, 70, 7}},
                                  .to_clarify = {SpaceRule::Water}});
    EXPECT_EQ(in_words(*solve_matching(problem)), (std::vector<std::string>{"a: K"}));
    problem.offers[1].to_clarify.clear();
    EXPECT_EQ(in_words(*solve_matching(problem)), (std::vector<std::string>{"b: K"}));
    problem.offers[0].cost_yuan = 99;
    EXPECT_EQ(in_words(*solve_matching(problem)), (std::vector<std::string>{"c: K"}));
}

TEST(Solve, chooses_nothing_where_nothing_can_be_chosen) {
    const auto empty = solve_matching(MatchingProblem{});
    ASSERT_TRUE(empty);
    EXPECT_TRUE(empty->choice.empty());
    EXPECT_EQ(empty->end, SolveEnd::Optimal);
    MatchingProblem poor{.spaces = {{"a", 10}},
                         .kinds = {"K"},
                         .communities = {"one"},
                         .offers = {{.takes_dm2 = 5, .cost_yuan = 100, .shares = {{0, 70, 7}}}},
                         .budget_yuan = 99};
    EXPECT_TRUE(solve_matching(poor)->choice.empty());
    poor.budget_yuan = 100;
    EXPECT_EQ(solve_matching(poor)->choice.size(), 1U);
    poor.most_projects = 0;
    EXPECT_TRUE(solve_matching(poor)->choice.empty());
}

TEST(Solve, refuses_what_is_no_problem) {
    MatchingProblem wrong{.spaces = {{"a", 10}}, .kinds = {"K"}, .communities = {"one"}};
    wrong.offers.push_back({.space = 1});
    const auto answer = solve_matching(wrong);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().path, "/offers/0/space");
}

TEST(Solve, keeps_a_budget_of_billions_to_the_yuan) {
    // 3,000,000,001 of 3,000,000,000 yuan is a part that a tolerance of 1e-7 does not see.
    MatchingProblem problem{.spaces = {{"a", 1}, {"b", 1}, {"c", 1}},
                            .kinds = {"K"},
                            .communities = {"one", "two", "three"},
                            .budget_yuan = 3'000'000'000};
    const std::int64_t costs[] = {1'499'999'999, 1'500'000'002, 1'499'999'998};
    for (std::size_t i = 0; i < 3; ++i)
        problem.offers.push_back(
            {.space = i, .cost_yuan = costs[i], .shares = {{i, i == 1 ? 300 : 100, 1}}});
    const auto matching = solve_matching(problem);
    ASSERT_TRUE(matching);
    EXPECT_EQ(matching->outcome.broken, BrokenLimit::None);
    EXPECT_EQ(matching->outcome.gain, best_by_trying(problem));
    EXPECT_EQ(in_words(*matching), (std::vector<std::string>{"b: K", "c: K"}));
}

TEST(Solve, says_nothing_on_the_terminal_and_leaves_the_signals_alone) {
    struct sigaction before = {}, after = {};
    sigaction(SIGINT, nullptr, &before);
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Random random(11);
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(solve_matching(random_problem(random)));
    std::fflush(nullptr);
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
    sigaction(SIGINT, nullptr, &after);
    EXPECT_EQ(before.sa_handler, after.sa_handler);
}

}  // namespace kongdi::server
