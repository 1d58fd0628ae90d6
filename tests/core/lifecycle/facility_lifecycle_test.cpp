// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/facility_lifecycle.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using S = FacilityState;
using M = FacilityMove;

constexpr std::array<Role, 3> kRoles{Role::Resident, Role::Worker, Role::Planner};

M random_move(tests::Random& random) {
    return static_cast<M>(random.below(static_cast<std::size_t>(M::Count_)));
}

}  // namespace

TEST(FacilityLifecycle, is_filed_verified_changed_and_verified_again) {
    EXPECT_EQ(after_move(S::Filed, M::Verify, Role::Worker), S::Verified);
    EXPECT_EQ(after_move(S::Verified, M::Change, Role::Worker), S::Changed);
    EXPECT_EQ(after_move(S::Changed, M::Verify, Role::Planner), S::Verified);
    EXPECT_EQ(after_move(S::Verified, M::Close, Role::Worker), S::Closed);
    EXPECT_EQ(after_move(S::Closed, M::Reopen, Role::Planner), S::Changed);
}

TEST(FacilityLifecycle, a_worker_neither_strikes_out_a_filing_nor_opens_what_is_closed) {
    EXPECT_FALSE(after_move(S::Filed, M::Close, Role::Worker));
    EXPECT_FALSE(after_move(S::Closed, M::Reopen, Role::Worker));
}

TEST(FacilityLifecycle, nobody_verifies_what_they_stated_themselves) {
    EXPECT_TRUE(may_verify("li", "wang"));
    EXPECT_FALSE(may_verify("li", "li"));
    EXPECT_FALSE(may_verify("li", "")) << "who is nobody verifies nothing";
}

TEST(FacilityLifecycle, each_row_of_the_table_stands_once) {
    std::set<std::pair<S, M>> seen;
    for (const FacilityMoveRow& row : facility_moves()) {
        EXPECT_TRUE(seen.emplace(row.from, row.move).second);
        EXPECT_EQ(after_move(row.from, row.move, Role::Planner), row.to);
        EXPECT_EQ(after_move(row.from, row.move, Role::Worker).has_value(), row.worker);
    }
}

TEST(FacilityLifecycle, no_sequence_of_moves_verifies_what_was_changed_without_verifying) {
    tests::Random random(7);
    int verified = 0, closed = 0;
    for (int run = 0; run < 2'000; ++run) {
        S state = S::Filed;
        for (int step = 0; step < 30; ++step) {
            const M move = random_move(random);
            const Role who = random.pick(kRoles);
            const auto to = after_move(state, move, who);
            if (!to) continue;
            ASSERT_NE(who, Role::Resident) << "a resident reports, and moves nothing";
            ASSERT_NE(move, M::File) << "what is there is not filed again";
            if (*to == S::Verified) {
                ASSERT_EQ(move, M::Verify);
                ++verified;
            }
            if (state == S::Closed) {
                ASSERT_EQ(move, M::Reopen);
                ASSERT_EQ(*to, S::Changed);
                ++closed;
            }
            if (move == M::Change) {
                ASSERT_NE(*to, S::Verified);
            }
            state = *to;
        }
    }
    EXPECT_GT(verified, 1'000);
    EXPECT_GT(closed, 500);
}

TEST(FacilityLifecycle, every_state_can_be_reached_from_every_state) {
    for (int from = 0; from < static_cast<int>(S::Count_); ++from) {
        std::set<S> reached{static_cast<S>(from)};
        for (int round = 0; round < 5; ++round)
            for (const FacilityMoveRow& row : facility_moves())
                if (reached.contains(row.from)) reached.insert(row.to);
        // Filed is where it begins, and nothing leads back there.
        for (const S state : {S::Verified, S::Changed, S::Closed})
            EXPECT_TRUE(reached.contains(state)) << from;
    }
}

}  // namespace kongdi
