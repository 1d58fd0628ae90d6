// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/space_lifecycle.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/lifecycle/plan_lifecycle.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using S = SpaceStage;
using M = SpaceMove;

constexpr const char* kItem = "01890000-0000-7000-8000-000000000009";

template <class Enum>
std::vector<Enum> all() {
    std::vector<Enum> out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::Count_); ++i)
        out.push_back(static_cast<Enum>(i));
    return out;
}

SpaceStep whole(M move) {
    SpaceStep out{.move = move, .words = "街道与物业各执一词"};
    if (move == M::FindInfeasible) out.reason = InfeasibleReason::FireRisk;
    if (move == M::Consult) out.in_favour = 31;
    return out;
}

struct Stands {
    SpaceGround ground = {};
    SpaceStanding standing = {};
};

/// A space that stands at the stage.
Stands at(S stage) {
    Stands out;
    out.ground.report = stage == S::Candidate ? ReportState::Submitted : ReportState::Verified;
    const bool is_planned = stage >= S::Matched;
    if (is_planned) {
        out.ground.item = kItem;
        out.ground.plan.state = stage == S::Works   ? PlanState::Building
                                : stage >= S::InUse ? PlanState::Done
                                                    : PlanState::Listed;
    }
    SpaceStanding& known = out.standing;
    if (stage == S::OwnershipDisputed) known.ownership = Ownership::Disputed;
    if (stage == S::OwnershipClear || stage == S::Feasible) known.ownership = Ownership::Clear;
    if (stage == S::Feasible) known.feasible = true;
    if (stage == S::Infeasible) {
        known.feasible = false;
        known.reason = InfeasibleReason::Zoning;
    }
    if (stage == S::Consulted || stage == S::Approved) known.consultation = {kItem, 20, 3};
    if (stage == S::Approved) known.approved_item = kItem;
    if (stage == S::Released) known.released_item = kItem;
    return out;
}

}  // namespace

TEST(SpaceLifecycle, each_row_of_the_table_is_legal_and_nothing_else) {
    std::set<std::pair<S, M>> in_table;
    for (const SpaceMoveRow& row : space_moves())
        EXPECT_TRUE(in_table.emplace(row.from, row.move).second) << "said twice";
    for (const S from : all<S>()) {
        const Stands stands = at(from);
        ASSERT_EQ(stage_of(stands.ground, stands.standing), from) << space_stage_name(from);
        for (const M move : all<M>())
            for (const Role who : all<Role>()) {
                SCOPED_TRACE(std::string(space_move_name(move)) + " from " +
                             std::string(space_stage_name(from)));
                const auto row = std::find_if(
                    space_moves().begin(), space_moves().end(),
                    [&](const auto& one) { return one.from == from && one.move == move; });
                const auto next = after_step(stands.ground, stands.standing, whole(move), who);
                const bool known = row != space_moves().end();
                const bool allowed =
                    known && (who == Role::Planner || (who == Role::Worker && row->worker));
                ASSERT_EQ(next.has_value(), allowed);
                EXPECT_EQ(may_move(from, move, who), allowed);
                if (!allowed) {
                    EXPECT_EQ(next.error().code,
                              known ? ErrorCode::AccessDenied : ErrorCode::MoveIllegal);
                    continue;
                }
                EXPECT_EQ(stage_of(stands.ground, *next), row->to);
            }
    }
}

TEST(SpaceLifecycle, goes_from_the_report_to_the_service_and_back) {
    SpaceGround ground{.report = ReportState::Submitted};
    SpaceStanding known;
    const auto stage = [&] { return stage_of(ground, known); };
    const auto take = [&](M move) {
        const auto next = after_step(ground, known, whole(move), Role::Planner);
        ASSERT_TRUE(next) << space_move_name(move);
        known = *next;
    };
    EXPECT_EQ(stage(), S::Candidate);
    ground.report = ReportState::Verified;
    EXPECT_EQ(stage(), S::SiteChecked);
    take(M::DisputeOwnership);
    EXPECT_EQ(stage(), S::OwnershipDisputed);
    take(M::ClearOwnership);
    EXPECT_EQ(stage(), S::OwnershipClear);
    take(M::FindFeasible);
    EXPECT_EQ(stage(), S::Feasible);
    ground.item = kItem;
    ground.plan.state = PlanState::Listed;
    EXPECT_EQ(stage(), S::Matched);
    take(M::Consult);
    EXPECT_EQ(stage(), S::Consulted);
    take(M::Approve);
    EXPECT_EQ(stage(), S::Approved);
    ground.plan = {PlanState::CarriedOver, PlanState::Building};
    EXPECT_EQ(stage(), S::Works) << "a year's end stops no work";
    ground.plan = {PlanState::Accepted};
    EXPECT_EQ(stage(), S::InUse);
    take(M::Release);
    EXPECT_EQ(stage(), S::Released);
    ground.item = "01890000-0000-7000-8000-000000000010";
    ground.plan = {PlanState::Proposed};
    EXPECT_EQ(stage(), S::Matched) << "who was asked about another use was not asked about this";
}

TEST(SpaceLifecycle, a_dispute_that_comes_up_later_makes_what_was_judged_open_again) {
    Stands one = at(S::Feasible);
    one.standing =
        after_step(one.ground, one.standing, whole(M::DisputeOwnership), Role::Worker).value();
    EXPECT_EQ(stage_of(one.ground, one.standing), S::OwnershipDisputed);
    one.standing =
        after_step(one.ground, one.standing, whole(M::ClearOwnership), Role::Worker).value();
    EXPECT_EQ(stage_of(one.ground, one.standing), S::OwnershipClear);
}

TEST(SpaceLifecycle, what_was_found_counts_again_once_it_was_checked_anew) {
    Stands one = at(S::Feasible);
    one.ground.report = ReportState::Expired;
    EXPECT_EQ(stage_of(one.ground, one.standing), S::Candidate);
    one.ground.report = ReportState::Verified;
    EXPECT_EQ(stage_of(one.ground, one.standing), S::Feasible);
    for (const ReportState gone :
         {ReportState::Withdrawn, ReportState::Rejected, ReportState::Merged}) {
        one.ground.report = gone;
        EXPECT_FALSE(stage_of(one.ground, one.standing)) << report_state_name(gone);
    }
}

TEST(SpaceLifecycle, what_a_step_lacks_is_named) {
    const auto error_of = [](S from, const SpaceStep& step) {
        const Stands stands = at(from);
        return after_step(stands.ground, stands.standing, step, Role::Planner).error();
    };
    EXPECT_EQ(error_of(S::SiteChecked, {.move = M::DisputeOwnership}),
              (Error{ErrorCode::FieldMissing, "/words"}));
    EXPECT_EQ(error_of(S::SiteChecked, {.move = M::FindInfeasible}),
              (Error{ErrorCode::FieldMissing, "/reason"}));
    EXPECT_EQ(
        error_of(S::SiteChecked, {.move = M::FindInfeasible, .reason = InfeasibleReason::Other}),
        (Error{ErrorCode::FieldMissing, "/words"}));
    EXPECT_EQ(error_of(S::Matched, {.move = M::Consult}),
              (Error{ErrorCode::FieldMissing, "/in_favour"}));
}

TEST(SpaceLifecycle, common_parts_are_approved_after_the_owners_vote_to_the_last_one) {
    // Of 600 owners with 600 m² two thirds are 400, and three quarters of these are 300.
    const OwnersVote passed{
        .all = {600, 6'000'000}, .voting = {400, 4'000'000}, .in_favour = {300, 3'000'000}};
    const auto approve = [](const OwnersVote& vote, Known usual) {
        Stands one = at(S::Matched);
        SpaceStep asked = whole(M::Consult);
        asked.owners_vote = vote;
        one.standing = after_step(one.ground, one.standing, asked, Role::Worker).value();
        const auto next =
            after_new_step(one.ground, one.standing, whole(M::Approve), Role::Planner, usual);
        return next ? Error{ErrorCode::Count_} : next.error();
    };
    for (const Known usual : {Known::Yes, Known::Unknown, Known::No})
        EXPECT_EQ(approve(passed, usual).code, ErrorCode::Count_);
    struct Lower {
        Voices OwnersVote::*voices;
        std::int64_t Voices::*number;
        const char* path;
    };
    for (const Lower& lower :
         {Lower{&OwnersVote::voting, &Voices::owners, "/owners_vote/voting/owners"},
          Lower{&OwnersVote::voting, &Voices::area_cm2, "/owners_vote/voting/area_cm2"},
          Lower{&OwnersVote::in_favour, &Voices::owners, "/owners_vote/in_favour/owners"},
          Lower{&OwnersVote::in_favour, &Voices::area_cm2, "/owners_vote/in_favour/area_cm2"}}) {
        OwnersVote one_fewer = passed;
        --(one_fewer.*lower.voices.*lower.number);
        const Error low{ErrorCode::FieldRange, lower.path};
        EXPECT_EQ(approve(one_fewer, Known::Yes), low);
        EXPECT_EQ(approve(one_fewer, Known::Unknown), low) << "who voted is heard";
        EXPECT_EQ(approve(one_fewer, Known::No).code, ErrorCode::Count_) << "it is not theirs";
    }
}

TEST(SpaceLifecycle, one_in_favour_and_a_thousand_against_approve_no_common_parts) {
    Stands one = at(S::Matched);
    one.standing = after_step(one.ground, one.standing,
                              {.move = M::Consult, .in_favour = 1, .against = 1000}, Role::Worker)
                       .value();
    const auto approved = [&](Known usual) {
        return after_new_step(one.ground, one.standing, {.move = M::Approve}, Role::Planner, usual);
    };
    EXPECT_EQ(approved(Known::Yes).error(), (Error{ErrorCode::FieldMissing, "/owners_vote"}));
    EXPECT_TRUE(approved(Known::No));
    EXPECT_TRUE(approved(Known::Unknown)) << "nobody said that it is theirs";
    // What an older program took stays.
    EXPECT_TRUE(after_step(one.ground, one.standing, {.move = M::Approve}, Role::Planner));
    // Whose it is was found out.
    SpaceStep clear = whole(M::ClearOwnership);
    clear.common_parts = false;
    one.standing = after_step(one.ground, one.standing, clear, Role::Worker).value();
    EXPECT_TRUE(approved(Known::Yes));
    clear.common_parts = true;
    one.standing = after_step(one.ground, one.standing, clear, Role::Worker).value();
    EXPECT_EQ(approved(Known::No).error().path, "/owners_vote");
    one.standing =
        after_step(one.ground, one.standing, whole(M::DisputeOwnership), Role::Worker).value();
    EXPECT_FALSE(one.standing.common_parts) << "it is open again";
}

TEST(SpaceLifecycle, a_vote_that_cannot_be_is_not_noted_and_one_alone_is_an_answer) {
    const Stands one = at(S::Matched);
    SpaceStep asked{.move = M::Consult,
                    .owners_vote = OwnersVote{.all = {6, 600}, .voting = {7, 600}}};
    EXPECT_EQ(after_step(one.ground, one.standing, asked, Role::Worker).error(),
              (Error{ErrorCode::FieldRange, "/owners_vote/voting/owners"}));
    asked.owners_vote->voting.owners = 6;
    EXPECT_TRUE(after_step(one.ground, one.standing, asked, Role::Worker));
}

/// Report, plan and findings each go their own ways, in any order.
TEST(SpaceLifecycle, no_sequence_of_moves_leads_to_a_stage_without_its_ground) {
    tests::Random random(20261127);
    std::set<S> seen;
    for (int run = 0; run < 3000; ++run) {
        SpaceGround ground;
        SpaceStanding known;
        ReportStanding report;
        for (int i = 0; i < 40; ++i) {
            const std::uint64_t draw = random.below(10);
            if (draw < 2) {
                const auto& rows = report_moves();
                const ReportMoveRow& row = rows[random.below(rows.size())];
                if (const auto to = after_move(ground.report, row.move, row.who))
                    ground.report = *to;
            } else if (draw < 5) {
                if (ground.item.empty()) {
                    ground.item = "item " + std::to_string(random.below(2));
                    ground.plan = {};
                } else {
                    // Of its legal moves, or it would hardly get as far as to be used.
                    std::vector<PlanMove> legal;
                    for (const PlanMoveRow& row : plan_moves())
                        if (row.from == ground.plan.state) legal.push_back(row.move);
                    if (!legal.empty())
                        ground.plan = after_move(ground.plan, legal[random.below(legal.size())],
                                                 "x", Role::Planner)
                                          .value();
                    if (ground.plan.state == PlanState::Removed) ground.item.clear();
                }
            } else {
                const M move = static_cast<M>(random.below(static_cast<std::size_t>(M::Count_)));
                const auto next = after_step(ground, known, whole(move), Role::Planner);
                const auto from = stage_of(ground, known);
                ASSERT_EQ(next.has_value(), from && may_move(*from, move, Role::Planner));
                if (next) known = *next;
            }
            const auto stage = stage_of(ground, known);
            if (!stage) {
                EXPECT_TRUE(ground.item.empty());
                EXPECT_FALSE(shown_state(ground.report));
                continue;
            }
            seen.insert(*stage);
            EXPECT_EQ(*stage >= S::Matched, !ground.item.empty());
            if (*stage == S::Feasible || *stage == S::OwnershipClear) {
                EXPECT_EQ(known.ownership, Ownership::Clear);
                EXPECT_EQ(ground.report, ReportState::Verified);
            }
            if (*stage == S::Infeasible) {
                EXPECT_TRUE(known.reason);
            }
            if (*stage == S::Consulted) {
                ASSERT_TRUE(known.consultation);
                EXPECT_EQ(known.consultation->item, ground.item);
            }
            if (*stage == S::Approved) {
                EXPECT_EQ(known.approved_item, ground.item);
            }
        }
    }
    EXPECT_EQ(seen.size(), all<S>().size()) << "each stage was reached";
}

}  // namespace kongdi
