// SPDX-License-Identifier: Apache-2.0
#include "core/matching/embedded_complex.hpp"

#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"

namespace kongdi {

namespace {

using C = ComplexTest;

const ComplexRules& rules() {
    static const ComplexRules out = load_matching_rules(*load_catalogue())->complex;
    return out;
}

ComplexPlan plan() {
    return {.kinds = {"ELD01", "EDU01", "CUL02"}, .floor_dm2 = 80'000, .households = 1'000};
}

}  // namespace

TEST(EmbeddedComplex, holds_what_the_guide_of_2024_asks) {
    const ComplexOutcome outcome = judge_complex(plan(), rules());
    EXPECT_TRUE(outcome.is_complex());
    EXPECT_TRUE(outcome.advised.empty());
    EXPECT_EQ(outcome.functions, 3);
    EXPECT_EQ(outcome.priority, 2);
    EXPECT_EQ(outcome.dm2_per_100_households, 8'000);
}

TEST(EmbeddedComplex, needs_600_square_metres_and_is_flagged_below_800) {
    ComplexPlan one = plan();
    one.households = 0;
    one.floor_dm2 = 79'999;
    EXPECT_EQ(judge_complex(one, rules()).advised, (std::vector{C::AdvisedArea}));
    one.floor_dm2 = 60'000;
    EXPECT_TRUE(judge_complex(one, rules()).is_complex());
    one.floor_dm2 = 59'999;
    EXPECT_EQ(judge_complex(one, rules()).failed, (std::vector{C::LeastArea}));
}

TEST(EmbeddedComplex, needs_three_functions_two_of_them_of_the_first_four) {
    ComplexPlan one = plan();
    one.kinds = {"ELD01", "EDU01", "EDU01"};  // the same twice is one
    EXPECT_EQ(judge_complex(one, rules()).failed, (std::vector{C::LeastFunctions}));
    one.kinds = {"ELD01", "CUL02", "HEA02", "COM02"};
    EXPECT_EQ(judge_complex(one, rules()).failed, (std::vector{C::LeastPriority}));
    one.kinds = {"ELD02", "EDU04", "CUL02"};  // enough, but neither elder care nor nursery
    EXPECT_TRUE(judge_complex(one, rules()).is_complex());
    EXPECT_EQ(judge_complex(one, rules()).advised, (std::vector{C::AdvisedNormal}));
}

TEST(EmbeddedComplex, counts_30_square_metres_for_each_hundred_households_to_the_last_one) {
    ComplexPlan one = plan();
    one.floor_dm2 = 90'000;
    one.households = 3'000;  // 30 m² exactly
    EXPECT_EQ(judge_complex(one, rules()).failed, std::vector<C>{});
    EXPECT_EQ(judge_complex(one, rules()).advised, (std::vector{C::AdvisedAreaPerHouseholds}));
    one.households = 3'001;
    EXPECT_EQ(judge_complex(one, rules()).failed, (std::vector{C::AreaPerHouseholds}));
    one.other_floor_dm2 = 30;  // what the communities have already counts
    EXPECT_TRUE(judge_complex(one, rules()).is_complex());
    one.other_floor_dm2 = 29;
    EXPECT_FALSE(judge_complex(one, rules()).is_complex());
}

TEST(EmbeddedComplex, names_all_that_fails) {
    const ComplexOutcome outcome =
        judge_complex({.kinds = {"COM02"}, .floor_dm2 = 100, .households = 500}, rules());
    EXPECT_EQ(outcome.failed, (std::vector{C::LeastArea, C::LeastFunctions, C::LeastPriority,
                                           C::AreaPerHouseholds}));
    EXPECT_EQ(outcome.advised,
              (std::vector{C::AdvisedArea, C::AdvisedNormal, C::AdvisedAreaPerHouseholds}));
}

}  // namespace kongdi
