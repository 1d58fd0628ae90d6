// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/plan_lifecycle.hpp"

#include <gtest/gtest.h>

#include <set>

namespace kongdi {

namespace {

using S = PlanState;
using M = PlanMove;

constexpr auto kAllStates = static_cast<std::size_t>(S::Count_);
constexpr auto kAllMoves = static_cast<std::size_t>(M::Count_);

/// Where a planner gets to from `state` by moves that are given their reason.
PlanStanding after(PlanStanding standing, std::initializer_list<M> moves) {
    for (const M move : moves) {
        const auto next = after_move(standing, move, "because", Role::Planner);
        EXPECT_TRUE(next) << plan_state_name(standing.state) << " " << plan_move_name(move);
        if (next) standing = *next;
    }
    return standing;
}

}  // namespace

TEST(PlanLifecycle, goes_from_the_proposal_to_the_measured_effect) {
    EXPECT_EQ(after({}, {M::ListByRank, M::Design, M::Fund, M::Build, M::Finish, M::Accept,
                         M::MeasureEffect}),
              (PlanStanding{S::EffectMeasured}));
    EXPECT_EQ(after({}, {M::ListByReason}), (PlanStanding{S::Listed}));
    EXPECT_EQ(after({S::Done}, {M::Rework, M::Finish, M::Accept}), (PlanStanding{S::Accepted}));
}

TEST(PlanLifecycle, takes_exactly_the_moves_of_the_table_from_every_state) {
    std::set<std::pair<S, M>> in_table;
    for (const PlanMoveRow& row : plan_moves()) {
        EXPECT_TRUE(in_table.emplace(row.from, row.move).second) << "said twice";
    }
    EXPECT_EQ(in_table.size(), 20U);
    std::size_t legal = 0;
    for (std::size_t s = 0; s < kAllStates; ++s)
        for (std::size_t m = 0; m < kAllMoves; ++m) {
            const PlanStanding standing{static_cast<S>(s), S::Scheme};
            const M move = static_cast<M>(m);
            const auto next = after_move(standing, move, "because", Role::Planner);
            const bool known = in_table.contains({standing.state, move});
            ASSERT_EQ(next.has_value(), known)
                << plan_state_name(standing.state) << " " << plan_move_name(move);
            if (!known) {
                EXPECT_EQ(next.error().code, ErrorCode::MoveIllegal);
                continue;
            }
            ++legal;
            EXPECT_NE(next->state, standing.state);
        }
    EXPECT_EQ(legal, in_table.size());
}

TEST(PlanLifecycle, ends_where_it_is_measured_or_removed) {
    for (const S end : {S::EffectMeasured, S::Removed})
        for (std::size_t m = 0; m < kAllMoves; ++m)
            EXPECT_FALSE(after_move({end}, static_cast<M>(m), "because", Role::Planner));
}

TEST(PlanLifecycle, what_is_carried_over_goes_on_where_it_stood) {
    for (const S state : {S::Listed, S::Scheme, S::Funded, S::Building}) {
        const PlanStanding carried = after({state}, {M::CarryOver});
        EXPECT_EQ(carried, (PlanStanding{S::CarriedOver, state}));
        EXPECT_EQ(after(carried, {M::Resume}), (PlanStanding{state}));
        EXPECT_EQ(after(carried, {M::Remove}), (PlanStanding{S::Removed}));
    }
    for (const S state : {S::Proposed, S::Done, S::Accepted, S::EffectMeasured})
        EXPECT_FALSE(after_move({state}, M::CarryOver, "", Role::Planner));
}

TEST(PlanLifecycle, a_listing_by_hand_a_removal_and_rework_say_why) {
    std::set<M> with_reason;
    for (const PlanMoveRow& row : plan_moves()) {
        const auto silent = after_move({row.from}, row.move, " \n", Role::Planner);
        EXPECT_EQ(silent.has_value(), !row.reason) << plan_move_name(row.move);
        if (!row.reason) continue;
        with_reason.insert(row.move);
        EXPECT_EQ(silent.error().code, ErrorCode::FieldMissing);
        EXPECT_EQ(silent.error().path, "/reason");
    }
    EXPECT_EQ(with_reason, (std::set{M::ListByReason, M::Rework, M::Remove}));
}

TEST(PlanLifecycle, workers_say_that_work_began_and_ended_and_nobody_else_moves_anything) {
    for (const PlanMoveRow& row : plan_moves()) {
        const auto by = [&](Role who) {
            return after_move({row.from, S::Listed}, row.move, "because", who);
        };
        EXPECT_TRUE(by(Role::Planner)) << plan_move_name(row.move);
        EXPECT_EQ(by(Role::Worker).has_value(), row.move == M::Build || row.move == M::Finish)
            << plan_move_name(row.move);
        for (const Role who : {Role::Resident, Role::Administrator}) {
            ASSERT_FALSE(by(who)) << plan_move_name(row.move);
            EXPECT_EQ(by(who).error().code, ErrorCode::AccessDenied);
        }
    }
}

TEST(PlanLifecycle, every_name_reads_back) {
    for (std::size_t s = 0; s < kAllStates; ++s)
        EXPECT_EQ(plan_state_from_name(plan_state_name(static_cast<S>(s))), static_cast<S>(s));
    for (std::size_t m = 0; m < kAllMoves; ++m)
        EXPECT_EQ(plan_move_from_name(plan_move_name(static_cast<M>(m))), static_cast<M>(m));
    for (std::size_t w = 0; w < static_cast<std::size_t>(AcquisitionWay::Count_); ++w) {
        const auto way = static_cast<AcquisitionWay>(w);
        EXPECT_EQ(acquisition_way_from_name(acquisition_way_name(way)), way);
    }
    EXPECT_FALSE(acquisition_way_from_name("squat"));
}

}  // namespace kongdi
