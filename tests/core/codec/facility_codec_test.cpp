// SPDX-License-Identifier: Apache-2.0
#include "core/codec/facility_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/random.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

FacilityFacts canteen() {
    return {"ELD02",
            Tier::T5,
            "翠苑老年食堂",
            "330106001051",
            {120.1551, 30.2741},
            180.5,
            {},
            48,
            "10:30-13:00",
            {Accessibility::StepFree, Accessibility::AccessibleToilet},
            {std::string(64, 'a')}};
}

Errors errors_of(std::string_view field, Value value) {
    Value tree = facility_facts_tree(canteen());
    tree.set(field, std::move(value));
    return facility_facts_of(tree, catalogue()).errors;
}

FacilityFacts random_facts(tests::Random& random) {
    FacilityFacts out = canteen();
    out.kind = random.pick(catalogue().facilities).code;
    out.tier = static_cast<Tier>(random.below(3));
    if (random.once_in(2)) out.community.clear();
    out.point = {random.real(119, 121), random.real(29, 31)};
    if (random.once_in(2)) out.floor_area_m2.reset();
    if (random.once_in(2)) out.site_area_m2 = random.real(1, 9'000);
    if (random.once_in(2)) out.seats.reset();
    if (random.once_in(3)) out.accessibility.clear();
    return out;
}

}  // namespace

TEST(FacilityCodec, gives_back_what_was_written) {
    tests::Random random(3);
    for (int i = 0; i < 300; ++i) {
        const FacilityFacts facts = random_facts(random);
        const std::string text = write_json(facility_facts_tree(facts));
        const CheckedFacility read = facility_facts_of(*parse_json(text), catalogue());
        ASSERT_TRUE(read.ok()) << read.errors[0].path;
        EXPECT_EQ(read.facts, facts);
        EXPECT_EQ(stored_facility_facts(*parse_json(text)), facts);
    }
}

TEST(FacilityCodec, has_the_tier_of_its_kind_unless_said) {
    Value tree = facility_facts_tree(canteen());
    tree.set("kind", "COM01");
    tree.erase("tier");
    EXPECT_EQ(facility_facts_of(tree, catalogue()).facts.tier, Tier::T15);
}

TEST(FacilityCodec, names_each_field_that_is_wrong) {
    const auto is = [](ErrorCode code, std::string path) { return Errors{{code, path}}; };
    EXPECT_EQ(errors_of("kind", Value()), is(ErrorCode::FieldMissing, "/kind"));
    EXPECT_EQ(errors_of("kind", "XXX"), is(ErrorCode::FieldChoice, "/kind"));
    EXPECT_EQ(errors_of("tier", "T7"), is(ErrorCode::FieldChoice, "/tier"));
    EXPECT_EQ(errors_of("name", " 　"), is(ErrorCode::FieldMissing, "/name"));
    EXPECT_EQ(errors_of("name", std::string(81, 'x')), is(ErrorCode::FieldTooLong, "/name"));
    EXPECT_EQ(errors_of("name", "a\nb"), is(ErrorCode::FieldFormat, "/name"));
    EXPECT_EQ(errors_of("community", "123"), is(ErrorCode::CommunityCode, "/community"));
    EXPECT_EQ(errors_of("point", Value()), is(ErrorCode::FieldMissing, "/point"));
    EXPECT_EQ(errors_of("point", Value::map({{"lon", 200}, {"lat", 30}})),
              is(ErrorCode::CoordinatesRange, "/point"));
    EXPECT_EQ(errors_of("floor_area_m2", 0), is(ErrorCode::FieldRange, "/floor_area_m2"));
    EXPECT_EQ(errors_of("floor_area_m2", "12"), is(ErrorCode::FieldType, "/floor_area_m2"));
    EXPECT_EQ(errors_of("seats", -1), is(ErrorCode::FieldRange, "/seats"));
    EXPECT_EQ(errors_of("seats", 1.5), is(ErrorCode::FieldType, "/seats"));
    EXPECT_EQ(errors_of("accessibility", Value::list({"wings"})),
              is(ErrorCode::FieldChoice, "/accessibility"));
    EXPECT_EQ(errors_of("accessibility", Value::list({"lift", "lift"})),
              is(ErrorCode::FieldRepeated, "/accessibility"));
    EXPECT_EQ(errors_of("photos", Value::list({"no"})), is(ErrorCode::FieldFormat, "/photos"));
    EXPECT_EQ(facility_facts_of(Value(3), catalogue()).errors, is(ErrorCode::BodyNotObject, ""));
}

TEST(FacilityCodec, the_diff_of_two_versions_names_what_changed_and_nothing_else) {
    FacilityFacts after = canteen();
    EXPECT_TRUE(facility_diff(canteen(), after).empty());
    after.seats = 60;
    after.opening_hours = "11:00-13:00";
    const std::vector<FieldChange> expected{{"seats", 48, 60},
                                            {"opening_hours", "10:30-13:00", "11:00-13:00"}};
    EXPECT_EQ(facility_diff(canteen(), after), expected);
}

TEST(FacilityCodec, a_history_tells_each_version_with_its_diff) {
    FacilityFacts after = canteen();
    after.seats.reset();
    const Value tree = facility_versions_tree(
        {{1, FacilityMove::File, FacilityState::Filed, canteen(), "li", "", 0},
         {2, FacilityMove::Verify, FacilityState::Verified, canteen(), "wang", "", 1},
         {3, FacilityMove::Change, FacilityState::Changed, after, "li", "旧桌子搬走了", 2}});
    const Value::List& versions = *tree.if_list();
    EXPECT_TRUE(versions[0].items("diff").empty());
    EXPECT_TRUE(versions[1].items("diff").empty());
    ASSERT_EQ(versions[2].items("diff").size(), 1U);
    EXPECT_EQ(versions[2].items("diff")[0].text("field"), "seats");
    EXPECT_TRUE(versions[2].items("diff")[0]["after"].is_null());
    EXPECT_EQ(versions[2].text("state"), "changed");
}

}  // namespace kongdi
