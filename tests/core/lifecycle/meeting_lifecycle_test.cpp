// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/meeting_lifecycle.hpp"

#include <gtest/gtest.h>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using S = MeetingState;
using M = MeetingMove;

}  // namespace

TEST(MeetingLifecycle, is_opened_closed_summed_up_and_published) {
    EXPECT_EQ(after_move(S::Draft, M::Open, Role::Worker), S::Open);
    EXPECT_EQ(after_move(S::Open, M::Close, Role::Worker), S::Closed);
    EXPECT_EQ(after_move(S::Closed, M::Summarise, Role::Planner), S::Summarised);
    EXPECT_EQ(after_move(S::Summarised, M::Publish, Role::Worker), S::Published);
}

TEST(MeetingLifecycle, never_goes_back_and_is_nobodys_but_staffs) {
    tests::Random random(11);
    for (int history = 0; history < 200; ++history) {
        S state = S::Draft;
        for (int step = 0; step < 12; ++step) {
            const M move = static_cast<M>(random.below(static_cast<std::size_t>(M::Count_)));
            EXPECT_FALSE(after_move(state, move, Role::Resident));
            const auto next = after_move(state, move, Role::Worker);
            if (!next) continue;
            EXPECT_EQ(static_cast<int>(*next), static_cast<int>(state) + 1);
            state = *next;
        }
    }
    EXPECT_EQ(meeting_moves().size(), static_cast<std::size_t>(M::Count_));
}

TEST(MeetingLifecycle, a_question_that_waits_is_neither_closed_nor_shown) {
    for (const AskMove move : {AskMove::Close, AskMove::Reveal, AskMove::Hide})
        EXPECT_FALSE(after_move(Asked{}, move));
    EXPECT_EQ(after_move(Asked{}, AskMove::Open), (Asked{AskState::Open, false}));
}

TEST(MeetingLifecycle, a_question_may_be_opened_again_and_stays_shown_until_hidden) {
    const Asked shown = *after_move(Asked{AskState::Closed, false}, AskMove::Reveal);
    EXPECT_EQ(shown, (Asked{AskState::Closed, true}));
    EXPECT_EQ(after_move(shown, AskMove::Open), (Asked{AskState::Open, true}));
    EXPECT_EQ(after_move(shown, AskMove::Close), shown);
    EXPECT_EQ(after_move(shown, AskMove::Hide), (Asked{AskState::Closed, false}));
}

}  // namespace kongdi
