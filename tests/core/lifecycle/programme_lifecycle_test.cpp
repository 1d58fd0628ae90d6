// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/programme_lifecycle.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/model/programme_fields.hpp"

namespace kongdi {

namespace {

using K = ProgrammeKind;
using S = ProgrammeState;

std::vector<K> all_kinds() {
    std::vector<K> out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(K::Count_); ++i)
        out.push_back(static_cast<K>(i));
    return out;
}

/// What moves lead to from where a kind is filed.
std::set<S> reached(K kind) {
    std::set<S> out{first_state(kind)};
    for (std::size_t before = 0; before != out.size();) {
        before = out.size();
        for (const ProgrammeMoveRow& row : programme_moves())
            if (row.kind == kind && out.contains(row.from)) out.insert(row.to);
    }
    return out;
}

}  // namespace

TEST(ProgrammeLifecycle, says_each_move_once_and_each_leads_elsewhere) {
    std::set<std::tuple<K, S, ProgrammeMove>> said;
    std::set<std::tuple<K, S, S>> ways;
    for (const ProgrammeMoveRow& row : programme_moves()) {
        EXPECT_TRUE(said.emplace(row.kind, row.from, row.move).second);
        EXPECT_NE(row.from, row.to);
        EXPECT_EQ(programme_move(row.kind, row.from, row.move), &row);
        EXPECT_TRUE(ways.emplace(row.kind, row.from, row.to).second) << "a state says its move";
        EXPECT_EQ(programme_move_to(row.kind, row.from, row.to), &row);
    }
    EXPECT_EQ(said.size(), 44U);
}

TEST(ProgrammeLifecycle, begins_and_goes_on_from_states_that_can_be_reached_only) {
    for (const K kind : all_kinds()) {
        const std::set<S> states = reached(kind);
        EXPECT_FALSE(is_over(kind, first_state(kind)));
        for (const ProgrammeMoveRow& row : programme_moves())
            if (row.kind == kind) {
                EXPECT_TRUE(states.contains(row.from))
                    << programme_kind_name(kind) << " " << programme_state_name(row.from);
            }
        // Every kind comes to an end, and what is withdrawn stays so.
        EXPECT_TRUE(states.contains(S::Withdrawn));
        EXPECT_TRUE(is_over(kind, S::Withdrawn));
    }
}

TEST(ProgrammeLifecycle, goes_from_application_to_acceptance) {
    S state = first_state(K::Candidate);
    for (const ProgrammeMove move : {ProgrammeMove::FileScheme, ProgrammeMove::Start,
                                     ProgrammeMove::Submit, ProgrammeMove::Accept}) {
        const ProgrammeMoveRow* row = programme_move(K::Candidate, state, move);
        ASSERT_NE(row, nullptr) << programme_move_name(move);
        state = row->to;
    }
    EXPECT_EQ(state, S::Accepted);
    EXPECT_EQ(programme_move(K::Candidate, S::Creating, ProgrammeMove::Accept), nullptr);
    EXPECT_EQ(programme_move(K::Budget, S::Draft, ProgrammeMove::Accept), nullptr);
    EXPECT_EQ(programme_move_to(K::Candidate, S::Applied, S::Creating), nullptr) << "two moves";
}

TEST(ProgrammeLifecycle, asks_for_reasons_of_what_goes_against_somebody) {
    for (const ProgrammeMoveRow& row : programme_moves()) {
        const bool against = row.move == ProgrammeMove::Refuse ||
                             row.move == ProgrammeMove::Withdraw ||
                             row.move == ProgrammeMove::SendBack ||
                             row.move == ProgrammeMove::Suspend || row.move == ProgrammeMove::End;
        EXPECT_EQ(row.reason, against) << programme_move_name(row.move);
    }
}

TEST(ProgrammeLifecycle, needs_fields_that_the_kind_has_and_need_not_say_before) {
    for (const ProgrammeMoveRow& row : programme_moves())
        for (const std::string_view need : row.needs) {
            if (need.empty()) continue;
            const ProgrammeField* field = programme_field(need);
            ASSERT_NE(field, nullptr) << need;
            EXPECT_TRUE(field->is_of(row.kind)) << need;
            EXPECT_FALSE(field->is_needed(row.kind)) << need;
        }
}

}  // namespace kongdi
