// SPDX-License-Identifier: Apache-2.0
#include "core/rules/agreement.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// By definition: of all ways to draw two findings out of all that were made, how many agree.
double drawn_by_chance(const Pairs& pairs, std::size_t kinds) {
    std::vector<std::size_t> all;
    for (const auto& [one, other] : pairs) {
        all.push_back(one);
        all.push_back(other);
    }
    double same = 0;
    for (const std::size_t a : all)
        for (const std::size_t b : all) same += a == b && a < kinds ? 1 : 0;
    const auto n = static_cast<double>(all.size());
    return same / (n * n);
}

}  // namespace

TEST(Agreement, of_nothing_is_unknown) {
    const Agreement none = agreement_of({}, 4);
    EXPECT_EQ(none.n, 0);
    EXPECT_FALSE(none.kappa);
}

TEST(Agreement, is_unknown_where_all_findings_are_the_same) {
    const Pairs pairs{{2, 2}, {2, 2}};
    const Agreement all = agreement_of(pairs, 4);
    EXPECT_EQ(all.same, 2);
    EXPECT_FALSE(all.kappa) << "chance would have said so, too";
}

TEST(Agreement, is_one_where_everybody_agrees_and_minus_one_where_nobody_does) {
    const Pairs agree{{0, 0}, {1, 1}};
    EXPECT_DOUBLE_EQ(*agreement_of(agree, 2).kappa, 1);
    const Pairs differ{{0, 1}, {1, 0}};
    EXPECT_DOUBLE_EQ(*agreement_of(differ, 2).kappa, -1);
}

TEST(Agreement, of_an_example_worked_out_by_hand) {
    // 10 spaces, usable (0) or not (1): 6 both usable, 2 both not, 2 differ. Chance: .7² + .3².
    Pairs pairs(6, {0, 0});
    pairs.insert(pairs.end(), {{1, 1}, {1, 1}, {0, 1}, {1, 0}});
    const Agreement ten = agreement_of(pairs, 2);
    EXPECT_EQ(ten.n, 10);
    EXPECT_EQ(ten.same, 8);
    EXPECT_NEAR(*ten.kappa, (0.8 - 0.58) / 0.42, 1e-12);
}

TEST(Agreement, is_what_drawing_by_chance_says_and_does_not_mind_who_came_first) {
    tests::Random random(11);
    for (int i = 0; i < 200; ++i) {
        Pairs pairs, turned;
        for (std::size_t n = 1 + random.below(40); n > 0; --n) {
            pairs.emplace_back(random.below(4), random.below(4));
            turned.emplace_back(pairs.back().second, pairs.back().first);
        }
        const Agreement got = agreement_of(pairs, 4);
        const double chance = drawn_by_chance(pairs, 4);
        if (!got.kappa) {
            EXPECT_NEAR(chance, 1, 1e-12);
            continue;
        }
        const double same = static_cast<double>(got.same) / static_cast<double>(got.n);
        EXPECT_NEAR(*got.kappa, (same - chance) / (1 - chance), 1e-9);
        EXPECT_EQ(got.kappa, agreement_of(turned, 4).kappa);
    }
}

}  // namespace kongdi
