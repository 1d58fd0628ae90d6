// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/programme_steps.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/lifecycle/programme_lifecycle.hpp"
#include "tests/support/programme_entries.hpp"

namespace kongdi {

namespace {

using K = ProgrammeKind;
using S = ProgrammeState;
using M = ProgrammeMove;
using tests::programme_entry;
using tests::programme_facts;
using tests::whole_programme_facts;

const std::vector<LandFacility> kTerms{{"ELD01", Tier::T5, LandBasis::People, 1, 350.0, {}}};

ProgrammeStep file(K kind, Value facts) {
    return {.doing = ProgrammeDoing::File, .kind = kind, .facts = std::move(facts)};
}
ProgrammeStep change(Value facts) {
    return {.doing = ProgrammeDoing::Change, .facts = std::move(facts)};
}
ProgrammeStep move(M one, std::string reason = {}) {
    return {.doing = ProgrammeDoing::Move, .move = one, .reason = std::move(reason)};
}

Error error_of(const ProgrammeEntry& entry, const ProgrammeStep& step, Role who = Role::Planner) {
    const auto next = after_step(entry, step, who);
    return next ? Error{ErrorCode::Count_} : next.error();
}

}  // namespace

TEST(ProgrammeSteps, files_an_entry_in_the_first_state_of_its_kind) {
    const auto entry =
        after_step({.id = "x"}, file(K::Operation, programme_facts(K::Operation)), Role::Planner);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->id, "x");
    EXPECT_EQ(entry->state, S::Planned);
    EXPECT_EQ(entry->facts, programme_facts(K::Operation));
}

TEST(ProgrammeSteps, are_a_planners) {
    for (const Role who : {Role::Resident, Role::Worker, Role::Administrator})
        EXPECT_EQ(error_of({}, file(K::Case, programme_facts(K::Case)), who),
                  (Error{ErrorCode::AccessDenied}));
}

TEST(ProgrammeSteps, no_sequence_of_steps_reaches_a_state_that_the_table_does_not_lead_to) {
    std::mt19937 random(20'261'126);
    const auto below = [&](std::size_t n) { return random() % n; };
    std::map<K, std::set<S>> seen;
    std::size_t taken = 0;
    for (int sequence = 0; sequence < 6000; ++sequence) {
        const K kind = static_cast<K>(below(static_cast<std::size_t>(K::Count_)));
        ProgrammeEntry entry = *after_step({}, file(kind, programme_facts(kind)), Role::Planner);
        seen[kind].insert(entry.state);
        for (int i = 0; i < 24; ++i) {
            ProgrammeStep step;
            if (below(4) == 0) {
                step = change(below(2) == 0 ? programme_facts(kind) : whole_programme_facts(kind));
            } else {
                step = move(static_cast<M>(below(static_cast<std::size_t>(M::Count_))),
                            below(3) == 0 ? "" : "because");
                if (below(2) == 0) step.facilities = kTerms;
            }
            const auto next = after_step(entry, step, Role::Planner);
            if (!next) continue;
            ++taken;
            if (step.doing == ProgrammeDoing::Change) {
                ASSERT_EQ(next->state, entry.state);
            } else {
                const ProgrammeMoveRow* row = programme_move(kind, entry.state, *step.move);
                ASSERT_NE(row, nullptr);
                ASSERT_EQ(next->state, row->to);
                ASSERT_TRUE(!row->reason || !next->reason.empty());
                for (const std::string_view need : row->needs)
                    ASSERT_TRUE(need.empty() || !next->facts[need].is_null());
            }
            // Only land that is in force has facilities, and then always.
            const bool issued =
                next->state == S::Issued || next->state == S::InContract || next->state == S::Built;
            ASSERT_TRUE(!issued || !next->facilities.empty());
            ASSERT_TRUE(next->facilities.empty() || kind == K::Land);
            ASSERT_FALSE(is_over(kind, entry.state));
            entry = *next;
            seen[kind].insert(entry.state);
        }
    }
    EXPECT_GT(taken, 6000U);
    // And each state that the table leads to is reached.
    for (const ProgrammeMoveRow& row : programme_moves())
        EXPECT_TRUE(seen[row.kind].contains(row.to)) << programme_state_name(row.to);
    EXPECT_EQ(seen[K::Candidate].size(), 7U);
    EXPECT_EQ(seen[K::Land].size(), 5U);
}

TEST(ProgrammeSteps, a_move_asks_for_what_it_needs) {
    const auto creating = programme_entry(K::Candidate, S::Creating, programme_facts(K::Candidate));
    EXPECT_EQ(error_of(creating, move(M::Submit)), (Error{ErrorCode::FieldMissing, "/batch"}));
    EXPECT_EQ(error_of(creating, move(M::Accept)), (Error{ErrorCode::MoveIllegal}));
    EXPECT_EQ(error_of(creating, move(M::Withdraw, " ")),
              (Error{ErrorCode::FieldMissing, "/reason"}));
    EXPECT_EQ(error_of(creating, {.doing = ProgrammeDoing::Move}),
              (Error{ErrorCode::FieldMissing, "/move"}));
    EXPECT_EQ(error_of(creating, {.doing = ProgrammeDoing::Change}),
              (Error{ErrorCode::FieldMissing, "/facts"}));
    const auto land = programme_entry(K::Land, S::Draft, programme_facts(K::Land));
    EXPECT_EQ(error_of(land, move(M::Issue)), (Error{ErrorCode::FieldMissing, "/facilities"}));
}

TEST(ProgrammeSteps, a_room_is_handed_in_once_every_paper_is_there) {
    Value facts = whole_programme_facts(K::Certificate);
    facts.set("papers", Value::list({Value::map({{"paper", "a"}, {"there", true}}),
                                     Value::map({{"paper", "b"}, {"there", false}})}));
    const auto room = programme_entry(K::Certificate, S::Preparing, facts);
    EXPECT_EQ(error_of(room, move(M::Submit)), (Error{ErrorCode::AnswerConstraint, "/papers"}));
    const auto whole =
        after_step(room, change(whole_programme_facts(K::Certificate)), Role::Planner);
    ASSERT_TRUE(whole);
    EXPECT_EQ(after_step(*whole, move(M::Submit), Role::Planner)->state, S::Submitted);
}

TEST(ProgrammeSteps, what_was_decided_on_stays) {
    const auto budget = programme_entry(K::Budget, S::Approved, programme_facts(K::Budget));
    Value more = budget.facts;
    more.set("yuan", 1);
    EXPECT_EQ(error_of(budget, change(more)), (Error{ErrorCode::MoveIllegal, "/yuan"}));
    Value renamed = budget.facts;
    renamed.set("title", "2023年预算");
    EXPECT_EQ(after_step(budget, change(renamed), Role::Planner)->facts, renamed);
    const auto plot = programme_entry(K::Land, S::Issued, programme_facts(K::Land));
    Value larger = plot.facts;
    larger.set("households", 2000);
    EXPECT_EQ(error_of(plot, change(larger)), (Error{ErrorCode::MoveIllegal, "/households"}));
    const auto paid = programme_entry(K::Award, S::Paid, programme_facts(K::Award));
    EXPECT_EQ(error_of(paid, change(paid.facts)), (Error{ErrorCode::MoveIllegal}));
}

TEST(ProgrammeSteps, land_keeps_what_was_issued_until_it_is_planned_anew) {
    ProgrammeStep issue = move(M::Issue);
    issue.facilities = kTerms;
    const auto issued = after_step(programme_entry(K::Land, S::Draft, programme_facts(K::Land)),
                                   issue, Role::Planner);
    ASSERT_TRUE(issued);
    EXPECT_EQ(issued->facilities, kTerms);
    const auto back = after_step(*issued, move(M::SendBack, "户数有变"), Role::Planner);
    ASSERT_TRUE(back);
    EXPECT_TRUE(back->facilities.empty());
    EXPECT_EQ(back->reason, "户数有变");
}

}  // namespace kongdi
