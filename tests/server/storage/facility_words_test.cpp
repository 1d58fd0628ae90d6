// SPDX-License-Identifier: Apache-2.0
#include "server/storage/facility_words.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::tests {

TEST(FacilityWords, closed_is_said_in_one_word_and_nothing_else_is) {
    for (const std::string_view word : {"closed", " Closed ", "已关闭", "停用", "disused"})
        EXPECT_TRUE(says_closed(word)) << word;
    for (const std::string_view word : {"", "open", "营业", "verified", "周一关闭", "MA"})
        EXPECT_FALSE(says_closed(word)) << word;
}

TEST(FacilityWords, fifteen_minutes_are_not_five) {
    EXPECT_EQ(tier_of_words("15分钟生活圈"), Tier::T15);
    EXPECT_EQ(tier_of_words("T15"), Tier::T15);
    EXPECT_EQ(tier_of_words("5分钟"), Tier::T5);
    EXPECT_EQ(tier_of_words("plot"), Tier::Plot);
    EXPECT_EQ(tier_of_words("市级"), std::nullopt);
}

TEST(FacilityWords, what_is_said_to_be_missing_is_not_there) {
    using enum Accessibility;
    EXPECT_EQ(accessibility_of_words("盲道、无台阶"),
              (std::vector<Accessibility>{StepFree, TactilePaving}));
    EXPECT_EQ(accessibility_of_words("Step_free; no lift"), std::vector<Accessibility>{StepFree});
    EXPECT_EQ(accessibility_of_words("yes"), std::vector<Accessibility>{StepFree});
    EXPECT_TRUE(accessibility_of_words("no").empty());
    EXPECT_TRUE(accessibility_of_words("没有电梯").empty());
}

}  // namespace kongdi::server::tests
