// SPDX-License-Identifier: Apache-2.0
#include "core/matching/offers.hpp"

#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"

namespace kongdi {

namespace {

const Catalogue& catalogue() {
    static const Catalogue out = *load_catalogue();
    return out;
}

MatchSpace room(std::string id, std::int64_t area_dm2) {
    return {.id = std::move(id), .type = "I01", .area_low_dm2 = area_dm2};
}

MatchingProblem offered(const std::vector<MatchSpace>& spaces,
                        const std::vector<NewlyReached>& reached) {
    static const MatchingRules rules = *load_matching_rules(catalogue());
    const std::vector<KindWeight> weights = {{"ELD01", 2}};
    return offers_of(spaces, catalogue(), catalogue().facilities, rules, weights, reached,
                     {.budget_yuan = 7, .most_projects = 3});
}

}  // namespace

TEST(Offers, gain_is_weight_times_people_times_suitability_times_size_fit) {
    const MatchingProblem problem =
        offered({room("r", 60'000)}, {{"r", "ELD01", "330102001001", 120},
                                      {"r", "ELD01", "330102001002", 30},
                                      {"r", "GOV01", "330102001001", 1'000},
                                      {"r", "HEA02", "330102001001", 1'000}});
    ASSERT_EQ(problem.offers.size(), 3U);
    const auto offer = [&](std::string_view kind) {
        for (const Offer& one : problem.offers)
            if (problem.kinds[one.kind] == kind) return one;
        return Offer{};
    };
    EXPECT_EQ(offer("ELD01").shares, (std::vector<GainShare>{{0, 240, 120}, {1, 60, 30}}));
    EXPECT_EQ(offer("ELD01").takes_dm2, 35'000);
    EXPECT_EQ(offer("ELD01").cost_yuan, 525'000);
    EXPECT_FALSE(offer("ELD01").to_clarify.empty());
    EXPECT_EQ(offer("GOV01").shares[0].gain, 750) << "600 of the advised 800 m²";
    EXPECT_EQ(offer("HEA02").shares[0].gain, 600) << "possible in such a room, not typical";
    EXPECT_EQ(problem.budget_yuan, 7);
    EXPECT_EQ(problem.most_projects, 3);
    EXPECT_TRUE(check_problem(problem));
    EXPECT_EQ(in_order(problem), problem);
}

TEST(Offers, what_is_refused_is_kept_with_what_it_would_give) {
    const MatchingProblem problem =
        offered({room("small", 100)}, {{"small", "ELD01", "330102001001", 120}});
    ASSERT_EQ(problem.offers.size(), 1U);
    EXPECT_EQ(problem.offers[0].refused_by, (std::vector{SpaceRule::LeastArea}));
    EXPECT_EQ(problem.offers[0].shares[0].gain, 240);
}

TEST(Offers, leaves_out_nobody_nowhere_and_what_is_said_twice) {
    const MatchingProblem problem =
        offered({room("r", 60'000)}, {{"r", "ELD01", "330102001001", 0},
                                      {"elsewhere", "ELD01", "330102001001", 5},
                                      {"r", "XYZ09", "330102001001", 5},
                                      {"r", "CUL02", "330102001002", 50},
                                      {"r", "CUL02", "330102001002", 70}});
    ASSERT_EQ(problem.offers.size(), 1U);
    EXPECT_EQ(problem.offers[0].shares, (std::vector<GainShare>{{0, 50, 50}}));
    EXPECT_EQ(problem.communities, (std::vector<std::string>{"330102001002"}));
}

}  // namespace kongdi
