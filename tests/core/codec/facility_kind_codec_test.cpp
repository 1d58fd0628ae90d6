// SPDX-License-Identifier: Apache-2.0
#include "core/codec/facility_kind_codec.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/codec/json.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using tests::catalogue;

Error refused(std::string_view text) {
    Catalogue out;
    const auto read = read_facility_kinds(parse_own_json(text).value(), out);
    return read ? Error{ErrorCode::Internal, "taken"} : read.error();
}

std::string one_kind(const std::string& fields) {
    return R"({"marks": {"K": {"zh": "k"}}, "classes": [{"code": "elder"}], "facilities": [{)" +
           fields + "}]}";
}

}  // namespace

TEST(FacilityKinds, there_are_eight_classes_and_twenty_kinds) {
    EXPECT_EQ(catalogue().facility_classes.size(), 8U);
    EXPECT_EQ(catalogue().facilities.size(), 20U);
    std::map<std::string, int> of_class;
    for (const FacilityKind& kind : catalogue().facilities) ++of_class[kind.facility_class];
    EXPECT_EQ(of_class.size(), 8U) << "each class has a kind";
}

TEST(FacilityKinds, each_has_words_a_radius_ages_and_marks_that_are_explained) {
    std::set<std::string> marks;
    for (const FacilityMark& mark : catalogue().facility_marks) {
        EXPECT_FALSE(mark.label.in("en").empty()) << mark.code;
        marks.insert(mark.code);
    }
    for (const FacilityKind& kind : catalogue().facilities) {
        EXPECT_EQ(kind.label.by_language.size(), 2U) << kind.code;
        const auto radius = kind.least(Measure::RadiusM);
        ASSERT_TRUE(radius) << kind.code;
        EXPECT_GT(*radius, 0) << kind.code;
        EXPECT_LE(*radius, 2'000) << kind.code;
        EXPECT_EQ(kind.ages.find_first_not_of("CAE*"), std::string::npos) << kind.code;
        for (const Threshold& one : kind.thresholds)
            EXPECT_TRUE(marks.contains(one.mark)) << kind.code << ' ' << one.mark;
    }
}

// domain.md §7, the rows with sources of their own.
TEST(FacilityKinds, the_numbers_and_their_marks_are_those_of_the_field) {
    const auto threshold = [](std::string_view code, Measure measure) {
        const Threshold* one = catalogue().facility(code)->threshold(measure);
        return one != nullptr ? *one : Threshold{};
    };
    EXPECT_EQ(threshold("GOV01", Measure::FloorM2Per100Households),
              (Threshold{Measure::FloorM2Per100Households, {30, 80}, "S25"}));
    EXPECT_EQ(threshold("GOV01", Measure::AdvisedFloorAreaM2).bounds, (Bounds{800, {}}));
    EXPECT_EQ(threshold("EDU02", Measure::Persons),
              (Threshold{Measure::Persons, {4500, 7500}, "S28"}));
    EXPECT_EQ(threshold("SPO01", Measure::SiteAreaM2),
              (Threshold{Measure::SiteAreaM2, {150, {}}, "S8"}));
    EXPECT_EQ(threshold("CON02", Measure::RadiusM), (Threshold{Measure::RadiusM, {70, {}}, "S54"}));
    EXPECT_EQ(catalogue().facility("CON02")->threshold(Measure::Persons), nullptr);
    EXPECT_EQ(catalogue().facility("COM01")->tier, Tier::T15);
    EXPECT_EQ(catalogue().facility("CON03")->tier, Tier::Plot);
}

TEST(FacilityKinds, layers_to_import_find_them_by_code_name_or_their_own_word) {
    EXPECT_EQ(catalogue().facility_called("ELD02")->code, "ELD02");
    EXPECT_EQ(catalogue().facility_called("老年食堂")->code, "ELD02");
    EXPECT_EQ(catalogue().facility_called("kindergarten")->code, "EDU02");
    EXPECT_EQ(catalogue().facility_called("bank"), nullptr);
    EXPECT_EQ(catalogue().facility_called(""), nullptr);
    std::set<std::string> words;
    for (const FacilityKind& kind : catalogue().facilities)
        for (const std::string& word : kind.also)
            EXPECT_TRUE(words.insert(word).second) << word << " is of two kinds";
}

TEST(FacilityKinds, a_wrong_file_is_refused_with_the_place_named) {
    const std::string good = R"("code": "A", "class": "elder", "tier": "T5", "ages": "*")";
    EXPECT_EQ(refused(one_kind(R"("class": "elder")")),
              (Error{ErrorCode::FieldMissing, "/facilities/0/code"}));
    EXPECT_EQ(refused(one_kind(R"("code": "A", "class": "x")")),
              (Error{ErrorCode::FieldChoice, "/facilities/0/class"}));
    EXPECT_EQ(refused(one_kind(R"("code": "A", "class": "elder", "tier": "T9")")),
              (Error{ErrorCode::FieldChoice, "/facilities/0/tier"}));
    EXPECT_EQ(refused(one_kind(good)),
              (Error{ErrorCode::FieldMissing, "/facilities/0/thresholds/radius_m"}));
    EXPECT_EQ(refused(one_kind(good + R"(, "thresholds": {"radius_m": [9, 8, "K"]})")),
              (Error{ErrorCode::FieldRange, "/facilities/0/thresholds/radius_m"}));
    EXPECT_EQ(refused(one_kind(good + R"(, "thresholds": {"radius_m": [8, 9, "?"]})")),
              (Error{ErrorCode::FieldChoice, "/facilities/0/thresholds/radius_m"}));
    EXPECT_EQ(refused(one_kind(good + R"(, "thresholds": {"width": [8, 9, "K"]})")),
              (Error{ErrorCode::FieldChoice, "/facilities/0/thresholds/width"}));
}

TEST(FacilityKinds, the_interface_tells_values_in_force_defaults_and_history) {
    const std::vector<ThresholdChange> changes{
        {"CON02", Measure::RadiusM, {70, {}}, {90, 120}, "新小区", "planner", 1'000}};
    const Value tree = facility_kinds_tree(catalogue(), changes);
    for (const Value& kind : tree.items("facilities"))
        for (const Value& one : kind.items("thresholds")) {
            const bool changed = kind.text("code") == "CON02" && one.text("measure") == "radius_m";
            EXPECT_EQ(one["confirmed"].bool_or(!changed), changed);
            if (!changed) continue;
            EXPECT_EQ(one["low"].number_or(0), 90);
            EXPECT_EQ(one["high"].number_or(0), 120);
            EXPECT_EQ(one["default"]["low"].number_or(0), 70);
        }
    ASSERT_EQ(tree.items("history").size(), 1U);
    const Value& change = tree.items("history")[0];
    EXPECT_EQ(change.text("reason"), "新小区");
    EXPECT_EQ(change.text("by"), "planner");
    EXPECT_EQ(change["before"]["low"].number_or(0), 70);
    EXPECT_TRUE(change["before"]["high"].is_null());
}

TEST(FacilityKinds, bounds_are_read_as_they_are_written) {
    for (const Bounds& bounds : {Bounds{5, {}}, Bounds{0, 10}, Bounds{2.5, 2.5}})
        EXPECT_EQ(*bounds_of(bounds_tree(bounds), "/x"), bounds);
    EXPECT_EQ(bounds_of(Value(), "/x").error(), (Error{ErrorCode::FieldMissing, "/x"}));
    EXPECT_EQ(bounds_of(Value::map({{"low", "5"}}), "/x").error(),
              (Error{ErrorCode::FieldType, "/x/low"}));
    EXPECT_EQ(bounds_of(Value::map({{"low", 5}, {"high", 4}}), "/x").error(),
              (Error{ErrorCode::FieldRange, "/x"}));
}

}  // namespace kongdi
