// SPDX-License-Identifier: Apache-2.0
#include "core/api/plan_messages.hpp"

#include <gtest/gtest.h>

namespace kongdi::api {

namespace {

PlanItem item(std::int64_t year, PlanState state, std::int64_t budget_yuan) {
    PlanItem out;
    out.id = "01a20c90-b5a0-7000-8000-000000000001";
    out.facts.year = year;
    out.facts.title = "社区食堂";
    out.facts.budget_yuan = budget_yuan;
    out.standing.state = state;
    return out;
}

}  // namespace

TEST(PlanMessages, a_year_comes_to_what_its_items_come_to) {
    PlanItem built = item(2027, PlanState::Done, 300'000);
    built.facts.funds = {{FundSource::City, 100'000}, {FundSource::District, 200'000}};
    built.progress = {{2026, 10, 20'000, {}}, {2027, 100, 250'000, {}}};
    const PlanItem listed = item(2027, PlanState::Listed, 400'000);
    const PlanItem removed = item(2027, PlanState::Removed, 900'000);
    const auto years = plan_years({built, listed, removed, item(2028, PlanState::Proposed, 1)});
    ASSERT_EQ(years.size(), 3u);
    EXPECT_EQ(years[0], (PlanYear{2028, 1, 0, 1, 0, 0}));
    EXPECT_EQ(years[1], (PlanYear{2027, 2, 1, 700'000, 300'000, 250'000}));
    EXPECT_EQ(years[2], (PlanYear{2026, 0, 0, 0, 0, 20'000}))
        << "money is counted in the year it was spent in";
}

TEST(PlanMessages, the_seeds_474_million_of_2023_stand_in_one_year) {
    std::vector<PlanItem> items;
    for (const std::int64_t yuan : {200'000'000, 174'000'000, 100'000'000})
        items.push_back(item(2023, PlanState::Funded, yuan));
    EXPECT_EQ(plan_years(items)[0].budget_yuan, 474'000'000);
}

TEST(PlanMessages, a_list_reads_back) {
    PlanItem one = item(2027, PlanState::CarriedOver, 5);
    one.standing.carried_from = PlanState::Funded;
    one.carried_from_year = 2026;
    one.index_before = 31.25;
    one.progress = {{2026, 10, 20, "墙"}};
    one.listed_at_ms = 1'795'507'500'000;
    one.community_name = "翠苑一区";
    const auto list = plan_list_of(to_value(PlanList{{one}, plan_years({one})}));
    ASSERT_TRUE(list);
    EXPECT_EQ(list->items, std::vector{one});
    EXPECT_EQ(list->years, plan_years({one}));
    EXPECT_FALSE(plan_list_of(Value::map()));
    EXPECT_FALSE(plan_item_message_of(Value::map({{"id", "x"}, {"state", "dreamt"}})));
}

TEST(PlanMessages, a_card_tells_each_step_with_what_it_changed) {
    PlanItem first = item(2027, PlanState::Proposed, 5);
    PlanItem second = first;
    second.version = 2;
    second.facts.budget_yuan = 6;
    PlanItem third = second;
    third.version = 3;
    third.standing.state = PlanState::Listed;
    const std::vector<PlanVersion> versions{
        {1, PlanDoing::File, {}, {}, "a", 1000, first},
        {2, PlanDoing::Change, {}, {}, "b", 2000, second},
        {3, PlanDoing::Move, PlanMove::ListByReason, "因为", "c", 3000, third}};
    const auto card = plan_card_of(Value::map({{"item", plan_item_tree(third)},
                                               {"versions", plan_versions_tree(versions)},
                                               {"space_receipt", "翠苑 1001"}}));
    ASSERT_TRUE(card);
    EXPECT_EQ(card->item, third);
    ASSERT_EQ(card->steps.size(), 3u);
    EXPECT_EQ(card->steps[0].doing, "file");
    ASSERT_EQ(card->steps[1].diff.size(), 1u);
    EXPECT_EQ(card->steps[1].diff[0], (FieldChange{"budget_yuan", 5, 6}));
    EXPECT_EQ(card->steps[2].doing, "list_by_reason");
    EXPECT_EQ(card->steps[2].reason, "因为");
    EXPECT_EQ(card->space_receipt, "翠苑 1001");
}

}  // namespace kongdi::api
