// SPDX-License-Identifier: Apache-2.0
#include "core/model/tally.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

ServiceRating random_rating(tests::Random& random) {
    ServiceRating out{.facility = "ELD02"};
    if (random.once_in(2)) out.use = static_cast<ServiceUse>(random.below(3));
    if (random.once_in(2)) out.minutes_band = static_cast<int>(random.below(4));
    if (random.once_in(2)) out.satisfaction = static_cast<int>(random.between(1, 5));
    if (random.once_in(2)) out.importance = static_cast<int>(random.between(1, 5));
    return out;
}

}  // namespace

TEST(Tally, mean_and_variance_are_those_of_the_numbers) {
    Moments moments;
    EXPECT_FALSE(moments.mean());
    moments.add(4, 1);
    EXPECT_EQ(moments.mean(), 4);
    EXPECT_FALSE(moments.variance());
    for (const int x : {2, 4, 4, 5, 5, 7, 9}) moments.add(x, 1);
    // 2 4 4 4 5 5 7 9: mean 5, squares of the distances 32, of a sample 32 / 7.
    EXPECT_EQ(moments.mean(), 5);
    EXPECT_DOUBLE_EQ(*moments.variance(), 32.0 / 7.0);
}

TEST(Tally, a_million_equal_ratings_have_no_variance_at_all) {
    Moments moments;
    moments.add(5, 1'000'000);
    EXPECT_EQ(moments.variance(), 0.0);
}

TEST(Tally, what_was_added_can_be_taken_away_in_any_order_and_leaves_nothing) {
    tests::Random random(5);
    std::vector<ServiceRating> ratings;
    Tally tally;
    for (int i = 0; i < 500; ++i) {
        ratings.push_back(random_rating(random));
        tally.add(ratings.back(), 1);
    }
    EXPECT_FALSE(tally.is_zero());
    while (!ratings.empty()) {
        const std::size_t at = random.below(ratings.size());
        tally.add(ratings[at], -1);
        ratings.erase(ratings.begin() + static_cast<std::ptrdiff_t>(at));
    }
    EXPECT_TRUE(tally.is_zero());
}

TEST(Tally, what_is_not_said_is_not_counted) {
    Tally tally;
    tally.add({.facility = "A"}, 1);
    EXPECT_TRUE(tally.is_zero());
    tally.add({.facility = "A", .use = ServiceUse::NoneHere, .importance = 3}, 1);
    tally.add({.facility = "A", .use = ServiceUse::No, .minutes_band = 3}, 1);
    tally.add({.facility = "A", .use = ServiceUse::Yes, .minutes_band = 0, .satisfaction = 2}, 1);
    EXPECT_EQ(tally.none_here, 1);
    EXPECT_EQ(tally.use, (Moments{2, 1, 1}));
    EXPECT_EQ(tally.minutes, (Moments{2, 25, 425}));
    EXPECT_EQ(tally.satisfaction, (Moments{1, 2, 4}));
    EXPECT_EQ(tally.importance, (Moments{1, 3, 9}));
}

}  // namespace kongdi
