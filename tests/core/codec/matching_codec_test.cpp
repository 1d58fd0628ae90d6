// SPDX-License-Identifier: Apache-2.0
#include "core/codec/matching_codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/embedded.hpp"
#include "core/codec/catalogue_codec.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

const Catalogue& catalogue() {
    static const Catalogue out = *load_catalogue();
    return out;
}
Value matching_file() { return *parse_own_json(embedded_file("planning/matching.json")); }
Value types_file() { return *parse_own_json(embedded_file("catalogue/space_types.json")); }

std::string refused_at(const Value& matching) {
    const auto rules = matching_rules_of(matching, types_file(), catalogue());
    return rules ? "taken" : rules.error().path;
}

Value& row(Value& file, std::string_view list, std::size_t at) {
    return (*file.find(list)->if_list())[at];
}

}  // namespace

TEST(MatchingCodec, the_file_names_every_kind_every_type_and_the_five_ways) {
    const auto rules = load_matching_rules(catalogue());
    ASSERT_TRUE(rules) << rules.error().path;
    EXPECT_EQ(rules->kinds.size(), 20U);
    EXPECT_EQ(rules->types.size(), 15U);
    for (const WayDemands& way : rules->ways)
        for (const LocalText* text : {&way.label, &way.rights, &way.certificate, &way.consent})
            EXPECT_EQ(text->by_language.size(), 2U) << acquisition_way_name(way.way);
    for (const TypeTraits& type : rules->types) {
        EXPECT_FALSE(type.ways.empty()) << type.type;
        EXPECT_TRUE(type.ways.front().usual) << type.type;
        EXPECT_GT(type.yuan_per_m2.value, 0) << type.type;
        EXPECT_EQ(type.below_ground, type.type == "I07");
    }
}

TEST(MatchingCodec, what_is_typical_and_usual_is_said_once_by_the_types_of_space) {
    const auto rules = load_matching_rules(catalogue());
    for (const SpaceType& type : catalogue().space_types) {
        const TypeTraits& traits = *rules->type(type.code);
        for (const std::string& kind : type.fits)
            EXPECT_TRUE(std::any_of(
                traits.fits.begin(), traits.fits.end(),
                [&](const TypeFit& fit) { return fit.kind == kind && fit.fit == Fit::Typical; }));
    }
    EXPECT_EQ(rules->type("I05")->common_parts, Known::Yes);
    EXPECT_EQ(rules->type("I09")->common_parts, Known::Unknown);
    EXPECT_EQ(rules->type("I01")->common_parts, Known::No);
    EXPECT_EQ(rules->type("I13")->ways[0].way, AcquisitionWay::Swap);
    EXPECT_EQ(rules->type("I13")->ways[1].way, AcquisitionWay::Expropriate);
}

TEST(MatchingCodec, no_basement_holds_what_must_not_lie_in_one) {
    const auto rules = load_matching_rules(catalogue());
    for (const TypeFit& fit : rules->type("I07")->fits)
        EXPECT_TRUE(rules->kind(fit.kind)->below_ground) << fit.kind;
}

TEST(MatchingCodec, a_mistake_is_refused_where_it_stands) {
    EXPECT_EQ(refused_at(matching_file()), "taken");
    Value file = matching_file();
    row(file, "kinds", 3).set("code", "EDU99");
    EXPECT_EQ(refused_at(file), "/kinds/3/code");
    file = matching_file();
    row(file, "kinds", 1).set("code", "GOV01");
    EXPECT_EQ(refused_at(file), "/kinds/1/code");
    file = matching_file();
    row(file, "kinds", 2).set("setting", "underwater");
    EXPECT_EQ(refused_at(file), "/kinds/2/setting");
    file = matching_file();
    row(file, "kinds", 0).set("needs", Value::list({"water", "least_area"}));
    EXPECT_EQ(refused_at(file), "/kinds/0/needs/1");
    file = matching_file();
    file.find("kinds")->if_list()->pop_back();
    EXPECT_EQ(refused_at(file), "/kinds/CON03");
    file = matching_file();
    file.find("types")->if_list()->pop_back();
    EXPECT_EQ(refused_at(file), "/types/I15");
    file = matching_file();
    row(file, "types", 0).set("possible", Value::list({"GOV01"}));
    EXPECT_EQ(refused_at(file), "/types/0/possible/0") << "it is typical already";
    file = matching_file();
    row(file, "types", 4).set("ways_also", Value::list({"vacate"}));
    EXPECT_EQ(refused_at(file), "/types/4/ways_also/0") << "it is usual already";
    file = matching_file();
    row(file, "types", 5).set("yuan_per_m2", Value::list({-1, "D"}));
    EXPECT_EQ(refused_at(file), "/types/5/yuan_per_m2");
    file = matching_file();
    row(file, "types", 5).set("yuan_per_m2", Value::list({100, "S999"}));
    EXPECT_EQ(refused_at(file), "/types/5/yuan_per_m2");
    file = matching_file();
    file.find("suitability")->set("poor", Value::list({0.9, "D"}));
    EXPECT_EQ(refused_at(file), "/suitability/possible") << "poor is not better than possible";
    file = matching_file();
    std::swap(row(file, "ways", 0), row(file, "ways", 1));
    EXPECT_EQ(refused_at(file), "/ways/0/code");
    file = matching_file();
    file.find("complex")->set("least_m2", "many");
    EXPECT_EQ(refused_at(file), "/complex/least_m2");
    file = matching_file();
    file.find("complex")->set("priority", Value::list({"ELD01", "XYZ"}));
    EXPECT_EQ(refused_at(file), "/complex/priority/1");
    EXPECT_EQ(refused_at(Value()), "/suitability/poor");
}

}  // namespace kongdi
