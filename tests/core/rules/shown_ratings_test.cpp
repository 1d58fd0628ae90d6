// SPDX-License-Identifier: Apache-2.0
#include "core/rules/shown_ratings.hpp"

#include <gtest/gtest.h>

namespace kongdi {

namespace {

Tally tally_of(int n, int step, int none_here = 0) {
    Tally out;
    out.satisfaction.add(step, n);
    out.use.add(1, n);
    out.none_here = none_here;
    return out;
}

}  // namespace

TEST(ShownRatings, keep_back_small_groups_and_the_next_that_would_give_them_away) {
    const auto rows = shown_ratings(
        {{"a", tally_of(3, 4)}, {"b", tally_of(9, 2)}, {"c", tally_of(20, 5)}}, Release::Final);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].group, "a");
    EXPECT_FALSE(rows[0].measures[0]);
    EXPECT_FALSE(rows[1].measures[0]) << "3 would be 32 - 20 - 9";
    ASSERT_TRUE(rows[2].measures[0]);
    EXPECT_EQ(rows[2].measures[0]->n, 20);
    EXPECT_EQ(rows[2].measures[0]->mean, 5);
    EXPECT_FALSE(rows[2].measures[1]) << "nobody said how important it is";
}

TEST(ShownRatings, decide_for_each_measure_and_for_those_who_have_none_apart) {
    const auto rows =
        shown_ratings({{"a", tally_of(30, 4, 2)}, {"b", tally_of(40, 4, 6)}}, Release::Final);
    EXPECT_TRUE(rows[0].measures[0]);
    EXPECT_FALSE(rows[0].none_here);
    EXPECT_FALSE(rows[1].none_here) << "2 would be 8 - 6";
    const auto none = shown_ratings({{"a", tally_of(30, 4)}}, Release::Final);
    EXPECT_EQ(none[0].none_here, 0);
}

TEST(ShownRatings, are_rough_while_answers_come_in) {
    const auto rows = shown_ratings({{"a", tally_of(13, 4)}}, Release::Running);
    EXPECT_EQ(rows[0].measures[0]->n, 10);
    EXPECT_FALSE(rows[0].measures[0]->variance);
}

}  // namespace kongdi
