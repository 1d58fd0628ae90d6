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

constexpr const char* kOther = "01890000-0000-7000-8000-000000000002";

/// A step with all that its move asks for.
ReportStep whole(ReportMove move) {
    ReportStep out{.move = move};
    out.words = "请问入口在哪里";
    out.reason = RejectReason::InUse;
    out.into = kOther;
    out.judgement = Judgement::Partly;
    return out;
}

ReportStep check(SiteFinding finding, bool two_persons) {
    ReportStep out{.move = ReportMove::Verify};
    out.check = SiteCheck{.finding = finding};
    out.two_persons = two_persons;
    return out;
}

ReportStanding after(ReportStanding now, const ReportStep& step, Role who, std::string_view by) {
    const auto next = after_step(now, step, who, by, 7);
    EXPECT_TRUE(next) << report_move_name(step.move) << " from " << report_state_name(now.state);
    return next.value_or(now);
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
                const auto stands = after_step({.state = from}, whole(move), who, "worker", 1);
                ASSERT_EQ(stands.has_value(), next.has_value());
                if (!next) {
                    EXPECT_EQ(stands.error().code, ErrorCode::MoveIllegal);
                    continue;
                }
                ++legal;
                EXPECT_EQ(*next, row->to);
                EXPECT_EQ(stands->state, row->to);
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
    for (const ReportState from : all<ReportState>())
        if (from != ReportState::Withdrawn) {
            EXPECT_EQ(after_move(from, ReportMove::Withdraw, Role::Resident),
                      ReportState::Withdrawn);
        }
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

TEST(ReportLifecycle, whatever_a_worker_decided_another_step_undoes) {
    for (const ReportMove move : {ReportMove::Screen, ReportMove::Verify, ReportMove::AskMore,
                                  ReportMove::Reject, ReportMove::Merge}) {
        const ReportStanding done = after({}, whole(move), Role::Worker, "ling");
        EXPECT_NE(done.state, ReportState::Submitted);
        const ReportStanding undone = after(done, {.move = ReportMove::Reopen}, Role::Worker, "wu");
        EXPECT_EQ(undone.state, ReportState::Submitted);
        EXPECT_EQ(undone.into, "");
        EXPECT_FALSE(undone.reason);
        EXPECT_TRUE(undone.checks.empty());
    }
}

TEST(ReportLifecycle, what_a_move_asks_for_is_missed_by_its_name) {
    const auto error_of = [](ReportMove move, ReportStanding from, Role who) {
        return after_step(from, {.move = move}, who, "x", 0).error();
    };
    const ReportStanding open;
    EXPECT_EQ(error_of(ReportMove::AskMore, open, Role::Worker),
              (Error{ErrorCode::FieldMissing, "/words"}));
    EXPECT_EQ(error_of(ReportMove::Reject, open, Role::Worker),
              (Error{ErrorCode::FieldMissing, "/reason"}));
    EXPECT_EQ(error_of(ReportMove::Merge, open, Role::Worker),
              (Error{ErrorCode::FieldMissing, "/into"}));
    EXPECT_EQ(error_of(ReportMove::Answer, {.state = ReportState::NeedsInfo}, Role::Resident),
              (Error{ErrorCode::FieldMissing, "/words"}));
    EXPECT_EQ(error_of(ReportMove::Judge, {.state = ReportState::Verified}, Role::Resident),
              (Error{ErrorCode::FieldMissing, "/judgement"}));
    ReportStep other{.move = ReportMove::Reject, .reason = RejectReason::Other};
    EXPECT_EQ(after_step(open, other, Role::Worker, "x", 0).error(),
              (Error{ErrorCode::FieldMissing, "/words"}));
    other.words = "重复建设";
    EXPECT_EQ(after(open, other, Role::Worker, "x").state, ReportState::Rejected);
}

TEST(ReportLifecycle, a_check_counts_for_its_time_and_then_the_space_is_checked_anew) {
    ReportStanding now = after({}, check(SiteFinding::Usable, true), Role::Worker, "ling");
    now = after(now, check(SiteFinding::Usable, true), Role::Worker, "wu");
    EXPECT_EQ(now.state, ReportState::Verified);
    now = after(now, {.move = ReportMove::Expire}, Role::Administrator, "kongdi retain");
    EXPECT_EQ(now.state, ReportState::Expired);
    EXPECT_EQ(shown_state(now.state), ReportState::Submitted) << "nobody vouches for it any more";
    now = after(now, check(SiteFinding::Usable, true), Role::Worker, "ling");
    EXPECT_EQ(now.state, ReportState::Submitted) << "last year's checks do not count with it";
    EXPECT_EQ(after(now, check(SiteFinding::Usable, true), Role::Worker, "wu").state,
              ReportState::Verified);
    for (const Role who : {Role::Resident, Role::Worker, Role::Planner})
        EXPECT_FALSE(after_move(ReportState::Verified, ReportMove::Expire, who));
}

TEST(ReportLifecycle, what_is_shown_is_open) {
    EXPECT_EQ(open_states(), (std::vector{ReportState::Submitted, ReportState::NeedsInfo,
                                          ReportState::Verified, ReportState::Expired,
                                          ReportState::Screened, ReportState::Corroborated}));
}

TEST(ReportLifecycle, staff_accept_a_report_and_another_resident_corroborates_it) {
    const ReportStep same{.move = ReportMove::Corroborate};
    const ReportStanding accepted = after({}, {.move = ReportMove::Screen}, Role::Worker, "ling");
    EXPECT_EQ(accepted.state, ReportState::Screened);
    EXPECT_EQ(after(accepted, same, Role::Resident, "neighbour").state, ReportState::Corroborated);
    EXPECT_EQ(after({}, same, Role::Resident, "neighbour").state, ReportState::Submitted)
        << "staff have not looked at it";
    EXPECT_EQ(after({}, {.move = ReportMove::Screen, .seconded = true}, Role::Worker, "ling").state,
              ReportState::Corroborated)
        << "somebody had said so before";
    for (const ReportState state : {ReportState::Screened, ReportState::Corroborated})
        EXPECT_EQ(shown_state(state), ReportState::Submitted);
    for (const Role who : {Role::Resident, Role::Planner, Role::Administrator})
        EXPECT_FALSE(after_move(ReportState::Submitted, ReportMove::Screen, who));
}

TEST(ReportLifecycle, the_first_of_two_checks_leaves_an_accepted_report_accepted) {
    for (const ReportState from : {ReportState::Screened, ReportState::Corroborated}) {
        ReportStanding now =
            after({.state = from}, check(SiteFinding::Usable, true), Role::Worker, "ling");
        EXPECT_EQ(now.state, from);
        now = after(now, check(SiteFinding::Usable, true), Role::Worker, "wu");
        EXPECT_EQ(now.state, ReportState::Verified);
    }
}

TEST(ReportLifecycle, a_check_that_finds_no_usable_space_is_the_reason_of_the_end) {
    const ReportStanding gone =
        after({}, check(SiteFinding::NotThere, false), Role::Worker, "ling");
    EXPECT_EQ(gone.state, ReportState::Rejected);
    EXPECT_EQ(gone.reason, RejectReason::NotThere);
    EXPECT_EQ(gone.checks.size(), 1u);
    EXPECT_EQ(gone.checks[0].by, "ling");
    EXPECT_EQ(gone.checks[0].at_ms, 7);
}

TEST(ReportLifecycle, of_a_large_space_two_persons_must_find_the_same) {
    ReportStanding now = after({}, check(SiteFinding::Usable, true), Role::Worker, "ling");
    EXPECT_EQ(now.state, ReportState::Submitted);
    now = after(now, check(SiteFinding::Usable, true), Role::Worker, "ling");
    EXPECT_EQ(now.state, ReportState::Submitted) << "the same person twice is one person";
    now = after(now, check(SiteFinding::InUse, true), Role::Worker, "wu");
    EXPECT_EQ(now.state, ReportState::Submitted) << "they do not agree";
    now = after(now, check(SiteFinding::Usable, true), Role::Worker, "chen");
    EXPECT_EQ(now.state, ReportState::Verified);
    EXPECT_EQ(now.checks.size(), 3u);
}

TEST(ReportLifecycle, a_question_waits_for_its_answer_and_a_new_one_forgets_the_last) {
    ReportStanding now = after({}, whole(ReportMove::AskMore), Role::Worker, "ling");
    EXPECT_EQ(now.asked, "请问入口在哪里");
    now = after(now, {.move = ReportMove::Answer, .words = "在北门"}, Role::Resident, "device");
    EXPECT_EQ(now.state, ReportState::Submitted);
    EXPECT_EQ(now.answer, "在北门");
    now = after(now, {.move = ReportMove::AskMore, .words = "有多大"}, Role::Worker, "ling");
    EXPECT_EQ(now.asked, "有多大");
    EXPECT_EQ(now.answer, "");
}

TEST(ReportLifecycle, everybody_sees_what_is_open_and_nothing_of_what_was_closed) {
    EXPECT_EQ(shown_state(ReportState::Submitted), ReportState::Submitted);
    EXPECT_EQ(shown_state(ReportState::NeedsInfo), ReportState::Submitted);
    EXPECT_EQ(shown_state(ReportState::Verified), ReportState::Verified);
    for (const ReportState state :
         {ReportState::Merged, ReportState::Rejected, ReportState::Withdrawn})
        EXPECT_FALSE(shown_state(state));
}

TEST(ReportLifecycle, no_sequence_of_steps_leads_to_a_state_it_may_not) {
    tests::Random random(40);
    const auto moves = all<ReportMove>();
    const auto roles = all<Role>();
    const auto findings = all<SiteFinding>();
    const char* const names[] = {"ling", "wu", "chen"};
    std::size_t seen[static_cast<std::size_t>(ReportState::Count_)] = {};
    // Few of them come to expire.
    for (int i = 0; i < 400'000; ++i) {
        ReportStanding now;
        for (std::size_t n = random.below(10); n > 0; --n) {
            ReportStep step = whole(random.pick(moves));
            if (step.move == ReportMove::Verify)
                step = check(random.pick(findings), random.below(2) == 0);
            if (step.move == ReportMove::Screen) step.seconded = random.below(2) == 0;
            const Role who = random.pick(roles);
            const ReportState from = now.state;
            const auto next = after_step(now, step, who, names[random.below(3)], i);
            const auto allowed = after_move(from, step.move, who);
            ASSERT_EQ(next.has_value(), allowed.has_value());
            if (!next) continue;
            ASSERT_NE(from, ReportState::Withdrawn) << "something left the last state";
            if (step.move != ReportMove::Verify && !step.seconded) {
                ASSERT_EQ(next->state, *allowed);
            }
            now = *next;
            // What the state says and what is known beside it never differ.
            if (now.state == ReportState::Rejected) {
                ASSERT_TRUE(now.reason);
            }
            if (now.state == ReportState::Merged) {
                ASSERT_EQ(now.into, kOther);
            }
            if (now.state == ReportState::NeedsInfo) {
                ASSERT_FALSE(now.asked.empty());
            }
            if (now.state == ReportState::Submitted || now.state == ReportState::Screened ||
                now.state == ReportState::Corroborated) {
                ASSERT_FALSE(now.reason);
                ASSERT_EQ(now.into, "");
            }
            for (std::size_t a = 0; a < now.checks.size(); ++a)
                for (std::size_t b = 0; b < a; ++b) ASSERT_NE(now.checks[a].by, now.checks[b].by);
        }
        ++seen[static_cast<std::size_t>(now.state)];
    }
    for (const std::size_t count : seen) EXPECT_GT(count, 100U);
}

TEST(ReportLifecycle, of_facts_found_on_site_the_last_word_counts_until_it_is_taken_up_anew) {
    ReportStep first = check(SiteFinding::Usable, true);
    first.check->facts = {{"water", "flue"}, {"lift"}};
    ReportStanding now = after({}, first, Role::Worker, "ling");
    EXPECT_EQ(now.found_facts, (SiteFacts{{"water", "flue"}, {"lift"}}));
    ReportStep second = check(SiteFinding::Usable, true);
    second.check->facts = {{"lift"}, {"flue"}};
    now = after(now, second, Role::Worker, "wu");
    EXPECT_EQ(now.found_facts, (SiteFacts{{"water", "lift"}, {"flue"}}))
        << "what the second did not look at stays as the first found it";
    now = after(now, whole(ReportMove::Reopen), Role::Worker, "wu");
    EXPECT_EQ(now.found_facts, SiteFacts{});
}

}  // namespace kongdi
