// SPDX-License-Identifier: Apache-2.0
#include "core/matching/suitability.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"

namespace kongdi {

namespace {

using R = SpaceRule;

const Catalogue& catalogue() {
    static const Catalogue out = *load_catalogue();
    return out;
}
const MatchingRules& rules() {
    static const MatchingRules out = *load_matching_rules(catalogue());
    return out;
}

/// A room of the community of a thousand m² that has everything.
MatchSpace good_room() {
    return {.id = "room",
            .type = "I01",
            .area_low_dm2 = 100'000,
            .has = {"step_free", "water", "sewer", "power", "flue", "daylight", "fire_exits",
                    "fire_sign_off", "outdoor_space"},
            .ownership = Ownership::Clear};
}

Suitability judged(const MatchSpace& space, std::string_view kind) {
    return judge(space, *catalogue().space_type(space.type), *catalogue().facility(kind), rules());
}

bool refuses(const Suitability& out, SpaceRule rule) {
    return std::find(out.refused_by.begin(), out.refused_by.end(), rule) != out.refused_by.end();
}
bool asks(const Suitability& out, SpaceRule rule) {
    return std::find(out.to_clarify.begin(), out.to_clarify.end(), rule) != out.to_clarify.end();
}

void take(std::vector<std::string>& from, std::string_view fact) {
    from.erase(std::find(from.begin(), from.end(), fact));
}

OwnersVote vote(std::int64_t in_favour) {
    return {VoteMatter::Special, {90, 9'000}, {80, 8'000}, {in_favour, in_favour * 100}};
}

}  // namespace

TEST(Suitability, a_good_room_holds_what_is_typical_of_it_and_nothing_is_to_be_clarified) {
    const Suitability out = judged(good_room(), "ELD01");
    EXPECT_TRUE(out.fits);
    EXPECT_EQ(out.suitability, 1);
    EXPECT_EQ(out.size_fit, 1);
    EXPECT_EQ(out.least_dm2, 35'000);
    EXPECT_TRUE(out.refused_by.empty());
    EXPECT_TRUE(out.to_clarify.empty());
}

TEST(Suitability, what_is_possible_counts_less_than_what_is_typical) {
    const Suitability typical = judged(good_room(), "CUL02");
    const Suitability possible = judged(good_room(), "HEA02");
    const Suitability poor = judged(good_room(), "COM02");
    EXPECT_TRUE(typical.fits && possible.fits && poor.fits);
    EXPECT_GT(typical.suitability, possible.suitability);
    EXPECT_GT(possible.suitability, poor.suitability);
    EXPECT_GT(poor.suitability, 0);
}

TEST(Suitability, the_lower_end_of_the_area_must_hold_the_kind_to_the_last_hundredth) {
    MatchSpace space = good_room();
    space.area_low_dm2 = 35'000;
    EXPECT_TRUE(judged(space, "ELD01").fits);
    space.area_low_dm2 = 34'999;
    const Suitability out = judged(space, "ELD01");
    EXPECT_EQ(out.refused_by, (std::vector{R::LeastArea}));
    EXPECT_NEAR(out.size_fit, 0.99997, 1e-5);
}

TEST(Suitability, an_estimate_of_a_resident_counts_by_its_lower_end) {
    Space report;
    report.id = "r";
    report.type = "I01";
    report.floor_area = FloorArea{583, 349.8, 932.8, "estimate"};
    report.facts = {"lift"};
    const MatchSpace space = match_space_of(report);
    EXPECT_EQ(space.area_low_dm2, 34'980);
    EXPECT_TRUE(refuses(judged(space, "ELD01"), R::LeastArea));
    // What was not ticked is not known not to be so; a lift does for steps.
    const Suitability out = judged(space, "HEA02");
    EXPECT_TRUE(out.fits);
    EXPECT_FALSE(asks(out, R::StepFree));
    EXPECT_TRUE(asks(out, R::Sewer));
    EXPECT_TRUE(asks(out, R::Ownership));
}

TEST(Suitability, what_was_found_on_site_goes_before_what_was_reported) {
    Space report;
    report.type = "I02";
    report.facts = {"flue", "water"};
    const MatchSpace space = match_space_of(report, {{"power"}, {"flue"}});
    EXPECT_EQ(space.has, (std::vector<std::string>{"power", "water"}));
    EXPECT_EQ(space.lacks, std::vector<std::string>{"flue"});
    EXPECT_TRUE(refuses(judged(space, "ELD02"), R::Flue));
    EXPECT_FALSE(asks(judged(space, "ELD02"), R::Flue));
}

TEST(Suitability, every_fact_that_a_rule_asks_for_can_be_noted_on_site) {
    for (const KindDemands& kind : rules().kinds)
        for (const SpaceRule rule : kind.needs)
            EXPECT_NE(std::find(kSiteFacts.begin(), kSiteFacts.end(), space_rule_name(rule)),
                      kSiteFacts.end())
                << space_rule_name(rule);
    for (const TypeTraits& type : rules().types)
        for (const SpaceRule rule : type.needs)
            EXPECT_NE(std::find(kSiteFacts.begin(), kSiteFacts.end(), space_rule_name(rule)),
                      kSiteFacts.end())
                << space_rule_name(rule);
}

TEST(Suitability, what_staff_noted_of_the_owners_counts) {
    Space report;
    report.type = "I05";
    EXPECT_EQ(match_space_of(report).common_parts, Known::Unknown);
    EXPECT_FALSE(match_space_of(report).vote);
    const MatchSpace space = match_space_of(
        report, {}, {.common_parts = false, .vote = vote(60), .voted_kinds = {"CON01"}});
    EXPECT_EQ(space.common_parts, Known::No);
    EXPECT_EQ(space.vote, vote(60));
    EXPECT_EQ(space.voted_kinds, std::vector<std::string>{"CON01"});
    EXPECT_EQ(match_space_of(report, {}, {.common_parts = true}).common_parts, Known::Yes);
}

TEST(Suitability, nobody_proposes_a_service_with_a_least_area_into_what_nobody_measured) {
    MatchSpace space = good_room();
    space.area_low_dm2.reset();
    EXPECT_EQ(judged(space, "ELD01").refused_by, (std::vector{R::AreaKnown}));
    EXPECT_TRUE(judged(space, "COM03").fits) << "a shop of no least area";
    EXPECT_EQ(judged(space, "COM03").size_fit, 1);
}

TEST(Suitability, a_service_station_of_600_square_metres_fits_and_fits_better_with_800) {
    MatchSpace space = good_room();
    space.area_low_dm2 = 60'000;
    EXPECT_TRUE(judged(space, "GOV01").fits);
    EXPECT_DOUBLE_EQ(judged(space, "GOV01").size_fit, 0.75);
    space.area_low_dm2 = 80'000;
    EXPECT_EQ(judged(space, "GOV01").size_fit, 1);
}

TEST(Suitability, no_nursery_and_no_elder_care_in_a_basement) {
    MatchSpace space = good_room();
    space.type = "I07";
    for (const char* kind : {"EDU01", "ELD01", "ELD02"}) {
        EXPECT_FALSE(judged(space, kind).fits) << kind;
        EXPECT_TRUE(refuses(judged(space, kind), R::AboveGround)) << kind;
    }
    EXPECT_TRUE(judged(space, "SPO02").fits) << "sport may";
    EXPECT_FALSE(refuses(judged(space, "CUL02"), R::AboveGround));
}

TEST(Suitability, a_shop_in_a_basement_is_one_though_its_type_does_not_say_so) {
    MatchSpace space = good_room();
    EXPECT_FALSE(refuses(judged(space, "ELD01"), R::AboveGround));
    space.has.emplace_back("below_ground");
    for (const char* kind : {"EDU01", "ELD01", "ELD02"})
        EXPECT_EQ(judged(space, kind).refused_by, (std::vector{R::AboveGround})) << kind;
    EXPECT_TRUE(judged(space, "CUL02").fits);
}

TEST(Suitability, a_canteen_needs_a_flue_that_is_there_missing_or_to_be_looked_for) {
    MatchSpace space = good_room();
    EXPECT_TRUE(judged(space, "ELD02").fits);
    EXPECT_FALSE(asks(judged(space, "ELD02"), R::Flue));
    take(space.has, "flue");
    EXPECT_TRUE(judged(space, "ELD02").fits);
    EXPECT_EQ(judged(space, "ELD02").to_clarify, (std::vector{R::Flue}));
    space.lacks = {"flue"};
    EXPECT_EQ(judged(space, "ELD02").refused_by, (std::vector{R::Flue}));
    EXPECT_TRUE(judged(space, "CUL02").fits) << "a reading room needs none";
}

TEST(Suitability, steps_refuse_only_where_there_is_no_lift_either) {
    MatchSpace space = good_room();
    take(space.has, "step_free");
    space.lacks = {"step_free"};
    EXPECT_EQ(judged(space, "ELD01").to_clarify, (std::vector{R::StepFree}));
    space.lacks = {"step_free", "lift"};
    EXPECT_EQ(judged(space, "ELD01").refused_by, (std::vector{R::StepFree}));
}

TEST(Suitability, each_fact_that_a_kind_needs_is_asked_for_and_refuses_when_it_is_missing) {
    std::size_t asked = 0;
    for (const KindDemands& demands : rules().kinds) {
        for (const SpaceRule need : demands.needs) {
            MatchSpace nothing_known = good_room();
            nothing_known.has.clear();
            EXPECT_TRUE(asks(judged(nothing_known, demands.kind), need)) << demands.kind;
            MatchSpace lacking = nothing_known;
            lacking.lacks = {"step_free", "lift"};
            if (need != R::StepFree) lacking.lacks = {std::string(space_rule_name(need))};
            EXPECT_TRUE(refuses(judged(lacking, demands.kind), need))
                << demands.kind << " " << space_rule_name(need);
            EXPECT_FALSE(asks(judged(good_room(), demands.kind), need)) << demands.kind;
            ++asked;
        }
    }
    EXPECT_GT(asked, 30U);
}

TEST(Suitability, a_roof_needs_its_load_and_rail_looked_at_whatever_comes_there) {
    MatchSpace roof = good_room();
    roof.type = "I08";
    roof.vote = vote(60);
    EXPECT_EQ(judged(roof, "SPO01").to_clarify, (std::vector{R::LoadAndRail}));
    roof.lacks = {"load_and_rail"};
    EXPECT_EQ(judged(roof, "SPO01").refused_by, (std::vector{R::LoadAndRail}));
}

TEST(Suitability, common_parts_wait_for_the_vote_of_their_owners_and_fall_with_it) {
    MatchSpace shed = good_room();
    shed.type = "I05";  // theirs
    EXPECT_EQ(judged(shed, "CON01").to_clarify, (std::vector{R::OwnersVote}));
    shed.vote = vote(60);
    EXPECT_TRUE(judged(shed, "CON01").to_clarify.empty());
    shed.vote = vote(59);
    EXPECT_EQ(judged(shed, "CON01").refused_by, (std::vector{R::OwnersVote}));
    shed.vote->matter = VoteMatter::Ordinary;
    EXPECT_EQ(judged(shed, "CON01").to_clarify, (std::vector{R::OwnersVote}))
        << "an ordinary vote decides another matter";
    shed.vote.reset();
    shed.common_parts = Known::No;  // looked up: the city's
    EXPECT_TRUE(judged(shed, "CON01").to_clarify.empty());

    shed.common_parts = Known::Unknown;
    shed.vote = vote(59);
    shed.voted_kinds = {"SPO01"};
    EXPECT_EQ(judged(shed, "CON01").to_clarify, (std::vector{R::OwnersVote}))
        << "they voted on another use";
    shed.voted_kinds.push_back("CON01");
    EXPECT_EQ(judged(shed, "CON01").refused_by, (std::vector{R::OwnersVote}));

    MatchSpace corner = good_room();
    corner.type = "I09";  // theirs or the city's
    EXPECT_TRUE(asks(judged(corner, "SPO01"), R::OwnersVote));
    MatchSpace room = good_room();
    room.common_parts = Known::Yes;
    EXPECT_TRUE(asks(judged(room, "CUL02"), R::OwnersVote));
}

TEST(Suitability, disputed_property_is_not_built_on) {
    MatchSpace space = good_room();
    space.ownership = Ownership::Disputed;
    EXPECT_EQ(judged(space, "ELD01").refused_by, (std::vector{R::Ownership}));
    space.ownership = Ownership::Unknown;
    EXPECT_EQ(judged(space, "ELD01").to_clarify, (std::vector{R::Ownership}));
}

TEST(Suitability, schools_kindergartens_and_homes_are_built_not_fitted_in) {
    for (const char* kind : {"EDU02", "EDU03", "ELD03"}) {
        MatchSpace space = good_room();
        space.type = "I13";
        space.area_low_dm2 = 2'000'000;
        EXPECT_TRUE(refuses(judged(space, kind), R::KindSuitsIdle)) << kind;
    }
}

TEST(Suitability, rooms_want_a_roof_and_grounds_want_the_open) {
    MatchSpace ground = good_room();
    ground.type = "I11";
    EXPECT_TRUE(refuses(judged(ground, "ELD01"), R::Indoor));
    EXPECT_TRUE(judged(ground, "SPO02").fits);
    EXPECT_TRUE(refuses(judged(good_room(), "SPO01"), R::Indoor));
    MatchSpace pillars = good_room();
    pillars.type = "I06";
    pillars.vote = vote(60);
    EXPECT_EQ(judged(pillars, "CUL02").to_clarify, (std::vector{R::Indoor}))
        << "to be closed in first";
    EXPECT_TRUE(judged(pillars, "SPO01").to_clarify.empty());
}

TEST(Suitability, a_type_takes_no_kind_that_the_table_does_not_name) {
    MatchSpace house = good_room();
    house.type = "I04";
    EXPECT_TRUE(refuses(judged(house, "GOV01"), R::TypeSuits));
    EXPECT_EQ(judged(house, "GOV01").suitability, 0);
    MatchSpace nowhere = good_room();
    nowhere.type = "I99";
    EXPECT_FALSE(
        judge(nowhere, SpaceType{.code = "I99"}, *catalogue().facility("CUL02"), rules()).fits);
}

TEST(Suitability, every_rule_of_the_table_has_a_name_of_its_own) {
    for (const SpaceRuleRow& row : space_rules()) {
        EXPECT_EQ(space_rule_from_name(row.name), row.rule);
        EXPECT_EQ(space_rule_name(row.rule), row.name);
    }
    EXPECT_FALSE(space_rule_from_name("nothing"));
}

TEST(Suitability, converting_costs_what_the_kind_takes_in_whole_thousands) {
    const TypeTraits& traits = *rules().type("I01");
    EXPECT_EQ(conversion_yuan(good_room(), traits, 35'000), 525'000);
    EXPECT_EQ(conversion_yuan(good_room(), traits, 35'001), 526'000);
    EXPECT_EQ(conversion_yuan(good_room(), traits, 0), 1'500'000) << "all of it";
}

}  // namespace kongdi
