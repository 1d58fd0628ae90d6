// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/report_lifecycle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

template <class Enum>
std::vector<Enum> all() {
    std::vector<Enum> values;
    for (int i = 0; i < static_cast<int>(Enum::Count_); ++i) values.push_back(static_cast<Enum>(i));
    return values;
}

}  // namespace

TEST(ReportLifecycle, each_row_of_the_table_is_legal_and_nothing_else) {
    std::size_t legal = 0;
    for (const ReportState from : all<ReportState>())
        for (const ReportMove move : all<ReportMove>())
            for (const Role who : all<Role>()) {
                const auto rows = report_moves();
                const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) {
                    return one.from == from && one.move == move && one.who == who;
                });
                const auto next = after_move(from, move, who);
                ASSERT_EQ(next.has_value(), row != rows.end());
                if (!next) continue;
                ++legal;
                EXPECT_EQ(*next, row->to);
            }
    EXPECT_EQ(legal, report_moves().size()) << "a move stands in the table twice";
}

TEST(ReportLifecycle, a_worker_verifies_and_the_resident_sees_it) {
    EXPECT_EQ(after_move(ReportState::Submitted, ReportMove::Verify, Role::Worker),
              ReportState::Verified);
    EXPECT_FALSE(after_move(ReportState::Submitted, ReportMove::Verify, Role::Resident));
    EXPECT_FALSE(after_move(ReportState::Verified, ReportMove::Verify, Role::Worker));
}

TEST(ReportLifecycle, the_author_withdraws_from_any_state_and_nobody_brings_it_back) {
    for (const ReportState from : {ReportState::Submitted, ReportState::Verified})
        EXPECT_EQ(after_move(from, ReportMove::Withdraw, Role::Resident), ReportState::Withdrawn);
    for (const ReportMove move : all<ReportMove>())
        for (const Role who : all<Role>())
            EXPECT_FALSE(after_move(ReportState::Withdrawn, move, who));
}

TEST(ReportLifecycle, every_state_can_be_reached_from_submitted) {
    std::vector<ReportState> reached{ReportState::Submitted};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const ReportMoveRow& row : report_moves())
            if (row.from == reached[i] &&
                std::find(reached.begin(), reached.end(), row.to) == reached.end())
                reached.push_back(row.to);
    EXPECT_EQ(reached.size(), all<ReportState>().size());
}

TEST(ReportLifecycle, no_history_is_submitted) { EXPECT_EQ(fold({}), ReportState::Submitted); }

TEST(ReportLifecycle, the_fold_of_any_events_is_what_the_legal_ones_among_them_lead_to) {
    tests::Random random(40);
    const auto moves = all<ReportMove>();
    const auto roles = all<Role>();
    std::size_t seen[3] = {0, 0, 0};
    for (int i = 0; i < 5'000; ++i) {
        std::vector<ReportEvent> events;
        std::vector<ReportEvent> legal;
        ReportState state = ReportState::Submitted;
        for (std::size_t n = random.below(10); n > 0; --n) {
            const ReportEvent event{random.pick(moves), i, random.pick(roles)};
            events.push_back(event);
            const auto next = after_move(state, event.move, event.by);
            if (!next) continue;
            ASSERT_NE(state, ReportState::Withdrawn) << "something left the last state";
            ASSERT_LT(*next, ReportState::Count_);
            state = *next;
            legal.push_back(event);
        }
        ASSERT_EQ(fold(events), state);
        ASSERT_EQ(fold(legal), state);
        ++seen[static_cast<std::size_t>(state)];
    }
    for (const std::size_t count : seen) EXPECT_GT(count, 100U);
}

}  // namespace kongdi
