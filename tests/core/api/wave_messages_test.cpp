// SPDX-License-Identifier: Apache-2.0
#include "core/api/wave_messages.hpp"

#include <gtest/gtest.h>

#include "core/api/facility_messages.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi::api {

namespace {

Wave autumn() {
    Wave out;
    out.id = "01a20c90-b5a0-7000-8000-000000000384";
    out.number = 12;
    out.state = WaveState::Open;
    out.plan = {"下半年",          "service_checkup", 1, 1'795'507'200'000,
                1'799'507'200'000, {.5, .8, .8},      {}};
    out.households = 400;
    out.by = "planner";
    out.changed_at_ms = 1'795'507'200'000;
    return out;
}

Facility canteen() {
    Facility out;
    out.id = "01a20c90-b5a0-7000-8000-000000000101";
    out.version = 2;
    out.state = FacilityState::Verified;
    out.facts.kind = "ELD02";
    out.facts.name = "食堂";
    out.facts.point = {120.1551, 30.2741};
    out.facts.seats = 48;
    out.filed_by = "li";
    out.filed_at_ms = 1'795'507'200'000;
    out.stated_by = "li";
    out.verified_by = "wang";
    out.verified_at_ms = 1'795'507'200'001;
    out.verified_version = 2;
    out.changed_at_ms = 1'795'507'200'001;
    return out;
}

}  // namespace

TEST(WaveMessages, a_wave_is_read_as_it_is_written) {
    EXPECT_EQ(*wave_of(wave_tree(autumn())), autumn());
    EXPECT_EQ(wave_of(Value::map()).error(), (Error{ErrorCode::FieldMissing, "/id"}));
    EXPECT_EQ(wave_list_of(Value::map()).error(), (Error{ErrorCode::FieldMissing, "/waves"}));
}

TEST(WaveMessages, progress_tells_what_is_kept_back_from_what_is_nought) {
    const Value row = Value::map({{"community", "330106001051"},
                                  {"name", "翠苑一区"},
                                  {"estate", "renewal"},
                                  {"households", 60},
                                  {"answered", 15},
                                  {"share", 0.25},
                                  {"goal", 0.8},
                                  {"expected", 0.4},
                                  {"behind", true},
                                  {"by_mode", Value::map({{"self", 15}, {"session", 0}})},
                                  {"by_age", Value::map({{"75_up", Value()}})}});
    const auto progress = wave_progress_of(Value::map({{"wave", wave_tree(autumn())},
                                                       {"answered", 15},
                                                       {"behind", 1},
                                                       {"communities", Value::list({row})}}));
    ASSERT_TRUE(progress);
    const CommunityProgress& one = progress->communities.at(0);
    EXPECT_EQ(one.estate, EstateKind::Renewal);
    EXPECT_TRUE(one.behind);
    EXPECT_EQ(one.by_mode, (Split{{"self", 15}, {"session", 0}}));
    EXPECT_EQ(one.by_age, (Split{{"75_up", std::nullopt}}));
}

TEST(FacilityMessages, a_facility_is_read_as_it_is_written) {
    EXPECT_EQ(*facility_of(facility_tree(canteen())), canteen());
    EXPECT_EQ(facility_of(Value::map({{"id", "x"}, {"state", "?"}})).error(),
              (Error{ErrorCode::FieldChoice, "/state"}));
    EXPECT_EQ(facility_list_of(Value::map()).error(), (Error{ErrorCode::FieldMissing, "/total"}));
}

TEST(FacilityMessages, a_card_has_each_version_with_its_diff) {
    FacilityFacts larger = canteen().facts;
    larger.seats = 60;
    Value tree = facility_tree(canteen());
    tree.set("versions",
             facility_versions_tree(
                 {{1, FacilityMove::File, FacilityState::Filed, canteen().facts, "li", "", 5},
                  {2, FacilityMove::Change, FacilityState::Filed, larger, "li", "新桌子", 6}}));
    const auto card = facility_card_of(tree);
    ASSERT_TRUE(card);
    ASSERT_EQ(card->versions.size(), 2u);
    EXPECT_EQ(card->versions[1].version.facts, larger);
    EXPECT_EQ(card->versions[1].version.reason, "新桌子");
    EXPECT_EQ(card->versions[1].diff, (std::vector<FieldChange>{{"seats", 48, 60}}));
}

}  // namespace kongdi::api
