// SPDX-License-Identifier: Apache-2.0
#include "core/matching/chosen_complexes.hpp"

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

/// Two spaces, of 700 m² and of 300 m², and two communities.
MatchingProblem two_spaces() {
    MatchingProblem out{.spaces = {{"large", 70'000}, {"small", 30'000}},
                        .kinds = {"CUL02", "EDU04", "ELD01", "ELD02"},
                        .communities = {"east", "west"}};
    for (std::size_t space = 0; space < 2; ++space)
        for (std::size_t kind = 0; kind < out.kinds.size(); ++kind)
            out.offers.push_back({.space = space, .kind = kind, .takes_dm2 = 6'000});
    return out;
}

Explanation served(std::size_t offer, std::vector<std::size_t> communities) {
    Explanation out{.offer = offer};
    for (const std::size_t one : communities) out.gives.push_back({one, 10, 10});
    return out;
}

}  // namespace

TEST(ChosenComplexes, a_space_of_several_services_is_judged_against_those_whom_they_serve) {
    const CommunityStock stock[] = {{"east", 1'000, 0}, {"west", 2'000, 20'000}, {"far", 9'000, 0}};
    const Explanation choice[] = {served(0, {0}), served(1, {0, 1}), served(2, {1})};
    const auto found = chosen_complexes(two_spaces(), choice, stock, rules());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].space, 0U);
    EXPECT_EQ(found[0].plan.kinds, (std::vector<std::string>{"CUL02", "EDU04", "ELD01"}));
    EXPECT_EQ(found[0].plan.floor_dm2, 70'000);
    EXPECT_EQ(found[0].plan.households, 3'000) << "each community once, and only who is served";
    EXPECT_EQ(found[0].plan.other_floor_dm2, 20'000);
    // 900 m² for 3,000 households: 30 for each hundred, to the last.
    EXPECT_EQ(found[0].outcome.dm2_per_100_households, 3'000);
    EXPECT_TRUE(found[0].outcome.is_complex());
    EXPECT_EQ(found[0].outcome.advised, (std::vector{C::AdvisedArea, C::AdvisedAreaPerHouseholds}));
}

TEST(ChosenComplexes, one_service_is_judged_only_where_a_complex_would_have_room) {
    const Explanation choice[] = {served(2, {0}), served(6, {1})};
    const auto found = chosen_complexes(two_spaces(), choice, {}, rules());
    ASSERT_EQ(found.size(), 1U) << "a small space with one service is a scattered unit";
    EXPECT_EQ(found[0].space, 0U);
    EXPECT_EQ(found[0].outcome.failed, (std::vector{C::LeastFunctions, C::LeastPriority}));
    EXPECT_EQ(found[0].plan.households, 0) << "of these communities nothing is known";
}

TEST(ChosenComplexes, two_services_in_a_small_space_are_told_what_they_want_of_a_complex) {
    const Explanation choice[] = {served(6, {0}), served(7, {0})};
    const auto found = chosen_complexes(two_spaces(), choice, {}, rules());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].space, 1U);
    EXPECT_EQ(found[0].outcome.priority, 2);
    EXPECT_EQ(found[0].outcome.failed, (std::vector{C::LeastArea, C::LeastFunctions}));
}

TEST(ChosenComplexes, the_service_station_is_the_floor_that_counts_already) {
    EXPECT_EQ(rules().counted, std::vector<std::string>{"GOV01"});
}

}  // namespace kongdi
