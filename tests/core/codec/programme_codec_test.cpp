// SPDX-License-Identifier: Apache-2.0
#include "core/codec/programme_codec.hpp"

#include <gtest/gtest.h>

#include "tests/support/programme_entries.hpp"

namespace kongdi {

using K = ProgrammeKind;
using tests::programme_entry;
using tests::programme_facts;
using tests::whole_programme_facts;

TEST(ProgrammeCodec, an_entry_is_read_as_it_was_written) {
    ProgrammeEntry entry =
        programme_entry(K::Land, ProgrammeState::Issued, whole_programme_facts(K::Land));
    entry.version = 3;
    entry.reason = "户数有变";
    entry.facilities = {{"ELD01", Tier::T5, LandBasis::People, 2, 700.5, {}},
                        {"EDU02", Tier::T15, LandBasis::Shared, 0, {}, {}}};
    entry.community_name = "翠苑一区";
    entry.filed_by = "planner";
    entry.filed_at_ms = 1'795'507'200'000;
    entry.changed_at_ms = 1'795'507'200'001;
    EXPECT_EQ(programme_entry_of(programme_entry_tree(entry)), entry);
}

TEST(ProgrammeCodec, a_step_is_read_as_it_was_written) {
    const ProgrammeStep filed{.kind = K::Case, .facts = programme_facts(K::Case)};
    const ProgrammeStep issued{
        .doing = ProgrammeDoing::Move,
        .move = ProgrammeMove::Issue,
        .reason = "r",
        .facilities = {{"ELD01", Tier::Plot, LandBasis::EachPlot, 1, {}, 30.0}}};
    for (const ProgrammeStep& step : {filed, issued})
        EXPECT_EQ(programme_step_of(programme_step_tree(step)), step);
}

TEST(ProgrammeCodec, versions_tell_what_changed_and_what_went) {
    ProgrammeVersion first{
        .entry = programme_entry(K::Case, ProgrammeState::Draft, whole_programme_facts(K::Case))};
    ProgrammeVersion second = first;
    second.doing = ProgrammeDoing::Change;
    second.entry.facts.set("level", "national");
    second.entry.facts.erase("summary");
    const Value tree = programme_versions_tree({first, second});
    const Value::List& diff = (*tree.if_list())[1].items("diff");
    ASSERT_EQ(diff.size(), 2U);
    EXPECT_EQ(diff[0].text("field"), "level");
    EXPECT_EQ(diff[0].text("before"), "city");
    EXPECT_EQ(diff[1].text("field"), "summary");
    EXPECT_EQ(diff[1]["after"], Value());
}

TEST(ProgrammeCodec, gives_the_tables_as_data) {
    const Value tree = programme_tables_tree();
    const Value::List& kinds = tree.items("kinds");
    ASSERT_EQ(kinds.size(), 7U);
    EXPECT_EQ(kinds[0].text("kind"), "candidate");
    EXPECT_EQ(kinds[0].text("first_state"), "applied");
    EXPECT_EQ(kinds[0].items("moves").size(), 12U);
    EXPECT_EQ(kinds[1].items("fields").size(), 6U);
    EXPECT_EQ(tree.items("usual_papers").size(), 8U);
}

TEST(ProgrammeCodec, shows_by_how_much_a_budget_falls_short) {
    const AwardYears row{.year = 2022,
                         .last_year = 2024,
                         .planned_yuan = 1'200'000'000,
                         .asked_yuan = 1'300'000'000,
                         .classes = {{"city_general", 2, 1'300'000'000}}};
    const Value tree = award_years_tree(std::vector{row});
    EXPECT_EQ((*tree.if_list())[0]["short_yuan"].int_or(0), 100'000'000);
    EXPECT_EQ((*tree.if_list())[0].items("classes")[0]["count"].int_or(0), 2);
    const Value shares = leading_shares_tree(std::vector{LeadingShare{"4", "", 75, 73, 33, 452}});
    EXPECT_EQ((*shares.if_list())[0]["leading_permille"].int_or(0), 452);
}

}  // namespace kongdi
