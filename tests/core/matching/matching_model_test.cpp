// SPDX-License-Identifier: Apache-2.0
#include "core/matching/matching_model.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_matching.hpp"

namespace kongdi {

namespace {

using tests::Random;
using tests::random_problem;

MatchingProblem one_gap(std::size_t spaces) {
    MatchingProblem out{.kinds = {"CUL02"}, .communities = {"one"}};
    for (std::size_t i = 0; i < spaces; ++i) {
        out.spaces.push_back({"space " + std::to_string(i), 100});
        out.offers.push_back({.space = i,
                              .takes_dm2 = 50,
                              .cost_yuan = 1'000,
                              .shares = {{0, 100 + static_cast<std::int64_t>(i), 10}}});
    }
    return out;
}

bool keeps_rows(const MatchingModel& model, const std::vector<double>& values) {
    for (const ModelRow& row : model.rows) {
        double sum = 0;
        for (const ModelTerm& term : row.terms)
            sum += static_cast<double>(term.coefficient) * values[term.variable];
        if (sum > static_cast<double>(row.most)) return false;
    }
    return true;
}

std::int64_t gain_of_values(const MatchingModel& model, const std::vector<double>& values) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += values[i] > 0.5 ? model.variables[i].gain : 0;
    return sum;
}

}  // namespace

TEST(MatchingModel, what_another_does_as_well_for_as_little_is_left_out) {
    const MatchingModel model = build_model(one_gap(5));
    EXPECT_EQ(model.offers, 5U);
    EXPECT_EQ(model.dominated, 4U);
    ASSERT_EQ(model.variables.size(), 1U);
    EXPECT_EQ(model.variables[0].offer, 4U) << "it gives most";
    EXPECT_TRUE(model.rows.empty());
}

TEST(MatchingModel, a_cheaper_one_that_gives_less_stays_in) {
    MatchingProblem problem = one_gap(2);
    problem.offers[0].cost_yuan = 999;
    EXPECT_EQ(build_model(problem).dominated, 0U);
    EXPECT_EQ(build_model(problem).rows.size(), 1U) << "the gap is filled once";
}

TEST(MatchingModel, one_whose_room_may_be_taken_leaves_nothing_out) {
    MatchingProblem problem = one_gap(2);
    problem.kinds.push_back("ELD02");
    problem.offers.push_back({.space = 1, .kind = 1, .takes_dm2 = 60, .shares = {{0, 900, 90}}});
    EXPECT_EQ(build_model(problem).dominated, 0U);
    problem.offers.back().takes_dm2 = 50;
    EXPECT_EQ(build_model(problem).dominated, 1U);
}

TEST(MatchingModel, counts_what_is_refused_too_large_too_dear_and_without_gain) {
    MatchingProblem problem = one_gap(5);
    problem.budget_yuan = 5'000;
    problem.offers[0].refused_by = {SpaceRule::Flue};
    problem.offers[1].takes_dm2 = 101;
    problem.offers[2].cost_yuan = 5'001;
    problem.offers[3].shares[0].gain = 0;
    const MatchingModel model = build_model(problem);
    EXPECT_EQ(model.refused, 3U);
    EXPECT_EQ(model.without_gain, 1U);
    EXPECT_EQ(model.offers_left(), (ChosenOffers{4}));
}

TEST(MatchingModel, every_choice_within_the_limits_keeps_all_rows_and_gives_what_it_gives) {
    Random random(4);
    int kept = 0, broken = 0;
    for (int i = 0; i < 200; ++i) {
        const MatchingProblem problem = in_order(random_problem(random));
        const MatchingModel model = build_model(problem);
        const ChosenOffers left = model.offers_left();
        for (std::size_t mask = 0; mask < std::size_t{1} << left.size(); ++mask) {
            ChosenOffers choice;
            for (std::size_t j = 0; j < left.size(); ++j)
                if ((mask >> j & 1U) != 0) choice.push_back(left[j]);
            const ChoiceOutcome outcome = outcome_of(problem, choice);
            const std::vector<double> values = values_of(model, problem, choice);
            // More than one that fills a gap: the model holds that to be no choice at all.
            const bool fine = outcome.broken == BrokenLimit::None;
            if (!fine) {
                EXPECT_FALSE(keeps_rows(model, values)) << i;
                EXPECT_FALSE(rows_against(model, values).empty()) << i;
                ++broken;
                continue;
            }
            if (keeps_rows(model, values)) {
                EXPECT_EQ(gain_of_values(model, values), outcome.gain) << i;
                EXPECT_EQ(choice_of(model, values), choice) << i;
                EXPECT_TRUE(rows_against(model, values).empty());
                ++kept;
            }
        }
    }
    EXPECT_GT(kept, 1'000);
    EXPECT_GT(broken, 1'000);
}

TEST(MatchingModel, a_row_against_forbids_what_broke_and_nothing_that_holds) {
    MatchingModel model;
    model.variables.resize(3);
    model.rows.push_back({{{0, 5}, {1, 5}, {2, 1}}, 9});
    const std::vector<ModelRow> against = rows_against(model, {1, 1, 0});
    ASSERT_EQ(against.size(), 1U);
    EXPECT_EQ(against[0], (ModelRow{{{0, 1}, {1, 1}}, 1}));
    EXPECT_TRUE(rows_against(model, {1, 0, 1}).empty());
}

}  // namespace kongdi
