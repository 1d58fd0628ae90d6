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

TEST(PlanSteps, what_an_item_was_listed_for_stands) {
    const auto changed = [](const PlanItem& item, void (*edit)(PlanFacts&)) {
        PlanStep step{.doing = PlanDoing::Change, .facts = item.facts};
        edit(*step.facts);
        const auto next = after_new_step(item, step, Role::Planner);
        EXPECT_TRUE(after_step(item, step, Role::Planner)) << "an older program took it";
        return next ? Error{ErrorCode::Count_} : next.error();
    };
    const auto elsewhere = [](PlanFacts& facts) { facts.community = "330106001052"; };
    const auto another_run = [](PlanFacts& facts) { facts.source_index_run = "other"; };
    const auto renamed = [](PlanFacts& facts) { facts.title = "食堂"; };
    EXPECT_EQ(changed(filed(), elsewhere).code, ErrorCode::Count_) << "only proposed";
    EXPECT_EQ(changed(filed(), another_run).code, ErrorCode::Count_);
    const PlanItem listed = after(filed(), {kListed});
    const PlanItem carried = after(listed, {move(M::CarryOver)});
    for (const PlanItem& item : {listed, carried, after(carried, {move(M::Resume)})}) {
        EXPECT_EQ(changed(item, elsewhere), (Error{ErrorCode::MoveIllegal, "/community"}));
        EXPECT_EQ(changed(item, another_run), (Error{ErrorCode::MoveIllegal, "/source_index_run"}));
        EXPECT_EQ(changed(item, renamed).code, ErrorCode::Count_);
    }
}

TEST(PlanSteps, what_is_funded_stays_funded) {
    const auto changed = [](const PlanItem& item, std::int64_t budget,
                            std::vector<FundShare> funds) {
        PlanStep step{.doing = PlanDoing::Change, .facts = item.facts};
        step.facts->budget_yuan = budget;
        step.facts->funds = std::move(funds);
        const auto next = after_new_step(item, step, Role::Planner);
        return next ? Error{ErrorCode::Count_} : next.error();
    };
    const std::vector<FundShare> same = canteen().funds;  // 800,000 in all
    const PlanItem scheme = after(filed(), {kListed, move(M::Design)});
    EXPECT_EQ(changed(scheme, 900'000, same).code, ErrorCode::Count_) << "not funded yet";
    const PlanItem funded = after(scheme, {move(M::Fund)});
    const PlanItem building = after(funded, {move(M::Build)});
    for (const PlanItem& item : {funded, building, after(building, {move(M::CarryOver)}),
                                 after(building, {move(M::Finish), move(M::Accept)})}) {
        EXPECT_EQ(changed(item, 800'001, same), (Error{ErrorCode::MoveIllegal, "/budget_yuan"}));
        EXPECT_EQ(changed(item, 800'000, {{FundSource::City, 799'999}}),
                  (Error{ErrorCode::MoveIllegal, "/funds"}));
        EXPECT_EQ(changed(item, 0, same), (Error{ErrorCode::FieldMissing, "/budget_yuan"}));
        EXPECT_EQ(changed(item, 900'000, {{FundSource::City, 900'000}}).code, ErrorCode::Count_)
            << "with its money";
        EXPECT_EQ(changed(item, 700'000, same).code, ErrorCode::Count_) << "it was cheaper";
    }
    // One that an older program left uncovered can be written on.
    PlanItem old = funded;
    old.facts.budget_yuan = 900'000;
    EXPECT_EQ(changed(old, 900'000, same).code, ErrorCode::Count_);
}

TEST(PlanSteps, who_is_listed_with_a_reason_takes_the_run_that_is_named_where_there_was_none) {
    PlanFacts facts = canteen();
    facts.source_index_run.clear();
    PlanStep listed = move(M::ListByReason);
    EXPECT_EQ(after(filed(facts), {listed}).facts.source_index_run, "") << "there was none";
    listed.index_run = "newest";
    listed.index = 40.5;
    const PlanItem item = after(filed(facts), {listed});
    EXPECT_EQ(item.facts.source_index_run, "newest");
    EXPECT_EQ(item.index_before, 40.5);
    EXPECT_EQ(after(filed(), {listed}).facts.source_index_run, "run") << "its own";
}

}  // namespace kongdi
