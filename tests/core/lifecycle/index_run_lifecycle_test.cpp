// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/index_run_lifecycle.hpp"

#include <gtest/gtest.h>

namespace kongdi {

using S = IndexRunState;
using M = IndexRunMove;

TEST(IndexRunLifecycle, is_published_once_and_superseded_once) {
    EXPECT_EQ(after_move(S::Frozen, M::Publish, Role::Planner), S::Published);
    EXPECT_EQ(after_move(S::Published, M::Supersede, Role::Planner), S::Superseded);
}

TEST(IndexRunLifecycle, has_no_other_move_and_none_for_others) {
    int legal = 0;
    for (int state = 0; state < static_cast<int>(S::Count_); ++state)
        for (int move = 0; move < static_cast<int>(M::Count_); ++move) {
            legal += after_move(static_cast<S>(state), static_cast<M>(move), Role::Planner) ? 1 : 0;
            for (const Role role : {Role::Resident, Role::Worker})
                EXPECT_FALSE(after_move(static_cast<S>(state), static_cast<M>(move), role));
        }
    EXPECT_EQ(legal, 2);
    EXPECT_EQ(index_run_moves().size(), 2U);
}

TEST(IndexRunLifecycle, each_state_and_move_has_a_name) {
    for (int state = 0; state < static_cast<int>(S::Count_); ++state)
        EXPECT_EQ(index_run_state_from_name(index_run_state_name(static_cast<S>(state))),
                  static_cast<S>(state));
    for (int move = 0; move < static_cast<int>(M::Count_); ++move)
        EXPECT_EQ(index_run_move_from_name(index_run_move_name(static_cast<M>(move))),
                  static_cast<M>(move));
    EXPECT_FALSE(index_run_state_from_name("open"));
}

}  // namespace kongdi
