// SPDX-License-Identifier: Apache-2.0
#include "core/lifecycle/plan_steps.hpp"

#include <gtest/gtest.h>

#include "core/lifecycle/plan_lifecycle.hpp"

namespace kongdi {

namespace {

using M = PlanMove;
using S = PlanState;

PlanFacts canteen() {
    PlanFacts out;
    out.year = 2027;
    out.title = "老锅炉房改社区食堂";
    out.community = "330106001051";
    out.kinds = {"ELD02"};
    out.source_index_run = "run";
    out.budget_yuan = 800'000;
    out.funds = {{FundSource::City, 500'000}, {FundSource::Owners, 300'000}};
    return out;
}

PlanItem filed(PlanFacts facts = canteen()) {
    return *after_step({.id = "item"}, {.doing = PlanDoing::File, .facts = std::move(facts)},
                       Role::Planner);
}

PlanStep move(M one, std::string reason = "because") {
    return {.doing = PlanDoing::Move, .move = one, .reason = std::move(reason)};
}

PlanStep progress(std::int64_t year, std::int64_t percent, std::int64_t spent = 0) {
    return {.doing = PlanDoing::Progress, .progress = YearProgress{year, percent, spent, {}}};
}

PlanItem after(PlanItem item, std::initializer_list<PlanStep> steps) {
    for (const PlanStep& step : steps) {
        const auto next = after_step(item, step, Role::Planner);
        EXPECT_TRUE(next) << plan_state_name(item.standing.state);
        if (next) item = *next;
    }
    return item;
}

Error refused(const PlanItem& item, const PlanStep& step, Role who = Role::Planner) {
    const auto next = after_step(item, step, who);
    EXPECT_FALSE(next);
    return next ? Error{ErrorCode::Count_} : next.error();
}

const PlanStep kListed{.doing = PlanDoing::Move, .move = M::ListByRank, .index = 31.25};

}  // namespace

TEST(PlanSteps, an_item_goes_from_the_proposal_to_the_measured_effect) {
    PlanItem item = after(filed(), {kListed, move(M::Design), move(M::Fund), move(M::Build)});
    EXPECT_EQ(item.standing, (PlanStanding{S::Building}));
    EXPECT_EQ(item.index_before, 31.25);
    item = after(item, {progress(2027, 40, 250'000), move(M::Finish), move(M::Accept)});
    EXPECT_EQ(percent_done(item), 100);
    EXPECT_EQ(spent_yuan(item), 250'000);
    PlanStep measured = move(M::MeasureEffect, "");
    EXPECT_EQ(refused(item, measured), (Error{ErrorCode::FieldMissing, "/index_run"}));
    measured.index_run = "later";
    measured.index = 44.5;
    item = after(item, {measured});
    EXPECT_EQ(item.index_after, 44.5);
    EXPECT_EQ(item.effect_index_run, "later");
    EXPECT_EQ(item.index_before, 31.25);
}

TEST(PlanSteps, who_is_listed_by_rank_names_the_run) {
    PlanFacts facts = canteen();
    facts.source_index_run.clear();
    const PlanItem item = filed(facts);
    EXPECT_EQ(refused(item, move(M::ListByRank)),
              (Error{ErrorCode::FieldMissing, "/source_index_run"}));
    EXPECT_EQ(after(item, {move(M::ListByReason)}).reason, "because");
}

TEST(PlanSteps, it_is_funded_when_the_sources_cover_the_budget) {
    PlanFacts facts = canteen();
    facts.funds.pop_back();
    PlanItem item = after(filed(facts), {kListed, move(M::Design)});
    EXPECT_EQ(refused(item, move(M::Fund)), (Error{ErrorCode::FieldRange, "/funds"}));
    facts.funds.push_back({FundSource::Company, 300'000});
    item = after(item, {{.doing = PlanDoing::Change, .facts = facts}, move(M::Fund)});
    EXPECT_EQ(item.standing.state, S::Funded);
    facts.budget_yuan = 0;
    const PlanItem free = after(filed(facts), {kListed, move(M::Design)});
    EXPECT_EQ(refused(free, move(M::Fund)), (Error{ErrorCode::FieldMissing, "/budget_yuan"}));
}

TEST(PlanSteps, the_year_of_what_is_listed_moves_only_by_carrying_over) {
    PlanFacts later = canteen();
    later.year = 2028;
    const PlanStep change{.doing = PlanDoing::Change, .facts = later};
    EXPECT_EQ(after(filed(), {change}).facts.year, 2028);
    PlanItem item = after(filed(), {kListed});
    EXPECT_EQ(refused(item, change), (Error{ErrorCode::MoveIllegal, "/year"}));
    item = after(item, {move(M::CarryOver), move(M::Resume)});
    EXPECT_EQ(item.facts.year, 2028);
    EXPECT_EQ(item.carried_from_year, 2027);
    EXPECT_EQ(item.standing, (PlanStanding{S::Listed}));
    item = after(item, {move(M::CarryOver), move(M::Resume)});
    EXPECT_EQ(item.facts.year, 2029);
    EXPECT_EQ(item.carried_from_year, 2027) << "the first year it was planned for";
}

TEST(PlanSteps, progress_of_the_years_never_goes_back) {
    PlanItem item = after(filed(), {kListed, move(M::CarryOver), move(M::Resume)});
    item = after(item, {progress(2028, 60, 10), progress(2027, 30, 20)});
    ASSERT_EQ(item.progress.size(), 2u);
    EXPECT_EQ(item.progress[0].year, 2027);
    EXPECT_EQ(percent_done(item), 60);
    EXPECT_EQ(spent_yuan(item), 30);
    EXPECT_EQ(refused(item, progress(2028, 29)),
              (Error{ErrorCode::FieldRange, "/progress/percent"}));
    EXPECT_EQ(refused(item, progress(2027, 61)),
              (Error{ErrorCode::FieldRange, "/progress/percent"}));
    EXPECT_EQ(refused(item, progress(2028, 101)),
              (Error{ErrorCode::FieldRange, "/progress/percent"}));
    EXPECT_EQ(refused(item, progress(2026, 10)), (Error{ErrorCode::FieldRange, "/progress/year"}));
    EXPECT_EQ(refused(item, progress(2029, 70)), (Error{ErrorCode::FieldRange, "/progress/year"}));
    EXPECT_EQ(refused(item, progress(2028, 60, -1)),
              (Error{ErrorCode::FieldRange, "/progress/spent_yuan"}));
    // Told again, it stands in place of what was told.
    item = after(item, {progress(2027, 35, 5)});
    EXPECT_EQ(item.progress.size(), 2u);
    EXPECT_EQ(spent_yuan(item), 15);
}

TEST(PlanSteps, what_is_over_or_only_proposed_has_no_progress_and_what_is_over_does_not_change) {
    EXPECT_EQ(refused(filed(), progress(2027, 10)).code, ErrorCode::MoveIllegal);
    const PlanItem removed = after(filed(), {kListed, move(M::Remove, "no vote")});
    EXPECT_EQ(removed.reason, "no vote");
    EXPECT_EQ(refused(removed, progress(2027, 10)).code, ErrorCode::MoveIllegal);
    EXPECT_EQ(refused(removed, {.doing = PlanDoing::Change, .facts = canteen()}).code,
              ErrorCode::MoveIllegal);
}

TEST(PlanSteps, progress_is_taken_exactly_where_the_page_asks_for_it) {
    for (std::size_t s = 0; s < static_cast<std::size_t>(S::Count_); ++s) {
        PlanItem item = filed();
        item.standing = {static_cast<S>(s), S::Funded};
        EXPECT_EQ(after_step(item, progress(2027, 10), Role::Worker).has_value(),
                  tells_progress(item.standing.state))
            << plan_state_name(item.standing.state);
        EXPECT_EQ(after_step(item, {.doing = PlanDoing::Change, .facts = canteen()}, Role::Planner)
                      .has_value(),
                  !is_over(item.standing.state));
    }
    EXPECT_TRUE(tells_progress(S::CarriedOver));
    EXPECT_FALSE(tells_progress(S::Proposed));
}

TEST(PlanSteps, planners_write_and_workers_tell_how_far_it_is) {
    const PlanItem item = after(filed(), {kListed});
    const PlanStep file{.doing = PlanDoing::File, .facts = canteen()};
    const PlanStep change{.doing = PlanDoing::Change, .facts = canteen()};
    for (const Role who : {Role::Resident, Role::Worker, Role::Administrator}) {
        EXPECT_EQ(refused({}, file, who).code, ErrorCode::AccessDenied);
        EXPECT_EQ(refused(item, change, who).code, ErrorCode::AccessDenied);
        EXPECT_EQ(after_step(item, progress(2027, 5), who).has_value(), who == Role::Worker);
    }
}

TEST(PlanSteps, a_step_without_what_it_is_about_says_so) {
    const PlanItem item = after(filed(), {kListed});
    EXPECT_EQ(refused(item, {.doing = PlanDoing::Move}).path, "/move");
    EXPECT_EQ(refused(item, {.doing = PlanDoing::Change}).path, "/facts");
    EXPECT_EQ(refused(item, {.doing = PlanDoing::File}).path, "/facts");
    EXPECT_EQ(refused(item, {.doing = PlanDoing::Progress}).path, "/progress");
}

}  // namespace kongdi
