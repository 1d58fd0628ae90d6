// SPDX-License-Identifier: Apache-2.0
#include "core/rules/small_numbers.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

std::vector<bool> parts(std::vector<std::int64_t> numbers) { return shown_parts(numbers); }

Moments moments_of(std::initializer_list<int> numbers) {
    Moments out;
    for (const int x : numbers) out.add(x, 1);
    return out;
}

}  // namespace

TEST(SmallNumbers, fewer_than_five_are_kept_back_and_nought_is_not) {
    EXPECT_EQ(parts({7, 0, 12}), (std::vector<bool>{true, true, true}));
    EXPECT_EQ(parts({4, 1, 12}), (std::vector<bool>{false, false, true})) << "4 + 1 is five";
    EXPECT_FALSE(shown(moments_of({1, 2, 3, 4}), Release::Final));
    EXPECT_TRUE(shown(moments_of({1, 2, 3, 4, 5}), Release::Final));
}

TEST(SmallNumbers, what_a_subtraction_would_give_away_goes_with_it) {
    // 3 alone could be had as the total minus the others.
    EXPECT_EQ(parts({3, 9, 20}), (std::vector<bool>{false, false, true}));
    // 1 + 2 is known to be three by the total.
    EXPECT_EQ(parts({1, 2, 8, 30}), (std::vector<bool>{false, false, false, true}));
    EXPECT_EQ(parts({3}), std::vector<bool>{false});
    EXPECT_EQ(parts({}), std::vector<bool>{});
}

TEST(SmallNumbers, a_share_goes_by_the_count_rounded_down_and_is_none_of_a_small_one) {
    EXPECT_EQ(shown_percent(4, 60, 5), std::nullopt);
    EXPECT_EQ(shown_percent(0, 60, 5), std::nullopt);
    EXPECT_EQ(shown_percent(9, 0, 5), std::nullopt);
    EXPECT_EQ(shown_percent(5, 60, 1), 8);
    EXPECT_EQ(shown_percent(5, 60, 5), 5);
    EXPECT_EQ(shown_percent(5, 400, 5), 0);
    // Of twenty households each is five per cent: one more is not seen before there are five more.
    for (std::int64_t n = 10; n < 15; ++n) EXPECT_EQ(shown_percent(n, 20, 5), 50) << n;
    EXPECT_EQ(shown_percent(15, 20, 5), 75);
    EXPECT_EQ(shown_percent(47, 20, 5), 100) << "more may answer than were counted";
}

TEST(SmallNumbers, no_part_and_no_difference_shows_fewer_than_five_on_any_input) {
    tests::Random random(11);
    for (int run = 0; run < 20'000; ++run) {
        std::vector<std::int64_t> numbers(1 + random.below(8));
        for (std::int64_t& n : numbers) n = random.between(0, random.once_in(2) ? 6 : 60);
        const std::vector<bool> shows = shown_parts(numbers);
        std::int64_t hidden = 0;
        int count = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (shows[i]) {
                ASSERT_TRUE(numbers[i] == 0 || numbers[i] >= kLeastShown);
            } else {
                ASSERT_GT(numbers[i], 0);
                hidden += numbers[i];
                ++count;
            }
        }
        const std::int64_t total = std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
        // A total that small is not shown itself; else what is hidden is several people of several
        // parts.
        if (count > 0 && hidden < total) {
            ASSERT_TRUE(hidden >= kLeastShown && count >= 2);
        }
    }
}

TEST(SmallNumbers, while_answers_come_in_one_more_is_not_to_be_seen) {
    Moments before = moments_of({3, 3, 3, 4, 4, 4});
    Moments after = before;
    after.add(3, 1);
    const auto first = shown(before, Release::Running);
    EXPECT_EQ(first->n, 5);
    EXPECT_EQ(first->mean, 3.5);
    EXPECT_FALSE(first->variance);
    EXPECT_EQ(shown(after, Release::Running)->n, 5);
    EXPECT_EQ(shown(after, Release::Final)->n, 7);
    EXPECT_TRUE(shown(after, Release::Final)->variance);
    EXPECT_EQ(shown_count(14, Release::Running), 10);
    EXPECT_EQ(shown_count(14, Release::Final), 14);
    EXPECT_EQ(shown_count(4, Release::Final), 0);
}

}  // namespace kongdi
