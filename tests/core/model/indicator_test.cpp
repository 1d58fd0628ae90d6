// SPDX-License-Identifier: Apache-2.0
#include "core/model/indicator.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/api/indicator_messages.hpp"
#include "core/codec/json.hpp"

namespace kongdi {

namespace {

CommunityFacts a_community() {
    CommunityFacts facts;
    facts.code = "330106001051";
    facts.name = "翠苑一区社区";
    add_spaces(facts, ReportState::Submitted, 6, 4, 4 * 125'000);
    add_spaces(facts, ReportState::Verified, 8, 3, 3 * 200'000);
    add_spaces(facts, ReportState::Withdrawn, 9, 9, 9'000'000);
    facts.residents = 4'000;
    facts.elders = 1'010;
    facts.facilities = 3;
    return facts;
}

IndicatorValue of(std::string_view name, const CommunityFacts& facts, bool for_public = false) {
    return value_of(*indicator(name), facts, for_public);
}

}  // namespace

TEST(Indicator, counts_what_was_not_withdrawn) {
    const CommunityFacts facts = a_community();
    EXPECT_EQ(of("idle_spaces", facts).value, 14);
    EXPECT_EQ(of("open_reports", facts).value, 6);
    EXPECT_EQ(of("verified_spaces", facts).value, 8);
    EXPECT_EQ(of("spaces_per_1000", facts).value, 3.5);
    EXPECT_EQ(of("idle_area_low", facts).value, 110);
    EXPECT_EQ(of("residents", facts).value, 4000);
    EXPECT_EQ(of("elders_share", facts).value, 25);
    EXPECT_EQ(of("facilities", facts).value, 3);
}

TEST(Indicator, what_no_layer_says_is_missing_and_not_nothing) {
    CommunityFacts facts = a_community();
    facts.residents.reset();
    facts.facilities.reset();
    for (const char* name : {"residents", "elders_share", "spaces_per_1000", "facilities"})
        EXPECT_EQ(of(name, facts).kind, ValueKind::Missing) << name;
    facts.residents = 0;
    EXPECT_EQ(of("residents", facts).kind, ValueKind::Shown);
    EXPECT_EQ(of("spaces_per_1000", facts).kind, ValueKind::Missing);
}

TEST(Indicator, fewer_than_five_are_kept_back_from_the_public_and_none_is_not) {
    for (std::int64_t n = 0; n < 10; ++n) {
        CommunityFacts facts;
        facts.residents = 100;
        facts.elders = n;
        add_spaces(facts, ReportState::Submitted, n, n, n * 10'000);
        const auto wanted = n == 0 || n >= 5 ? ValueKind::Shown : ValueKind::KeptBack;
        for (const char* name : {"idle_spaces", "open_reports", "verified_spaces", "elders_share",
                                 "spaces_per_1000", "idle_area_low"}) {
            EXPECT_EQ(of(name, facts, true).kind, wanted) << name << ' ' << n;
            EXPECT_EQ(of(name, facts, false).kind, ValueKind::Shown) << name << ' ' << n;
        }
    }
    CommunityFacts facts;
    facts.facilities = 2;
    EXPECT_EQ(of("facilities", facts, true).kind, ValueKind::Shown) << "they are no people";
}

TEST(Indicator, what_is_kept_back_does_not_follow_from_what_is_shown) {
    CommunityFacts facts;
    add_spaces(facts, ReportState::Submitted, 2, 0, 0);
    add_spaces(facts, ReportState::Verified, 30, 30, 0);
    EXPECT_EQ(of("idle_spaces", facts, true).kind, ValueKind::Shown);
    EXPECT_EQ(of("open_reports", facts, true).kind, ValueKind::KeptBack);
    EXPECT_EQ(of("verified_spaces", facts, true).kind, ValueKind::KeptBack);
    facts.residents = 40;
    facts.elders = 37;
    EXPECT_EQ(of("elders_share", facts, true).kind, ValueKind::KeptBack) << "three are younger";
}

TEST(Indicator, two_looks_of_the_public_do_not_tell_the_one_report_between) {
    CommunityFacts facts;
    facts.residents = 2'000;
    add_spaces(facts, ReportState::Submitted, 11, 11, 11 * 1'234'500);
    add_spaces(facts, ReportState::Verified, 12, 12, 12 * 1'234'500);
    CommunityFacts later = facts;
    add_spaces(later, ReportState::Submitted, 1, 1, 80'000);
    for (const char* name :
         {"idle_spaces", "open_reports", "verified_spaces", "spaces_per_1000", "idle_area_low"})
        EXPECT_EQ(of(name, facts, true).value, of(name, later, true).value) << name;
    EXPECT_EQ(of("idle_spaces", facts, true).value, 20);
    EXPECT_EQ(of("open_reports", facts, true).value, 10);
    EXPECT_EQ(of("spaces_per_1000", facts, true).value, 10);
    EXPECT_EQ(of("idle_area_low", facts, true).value, 2'800);
    EXPECT_EQ(of("idle_area_low", facts).value, 2'839) << "staff see what there is";
    facts = {};
    add_spaces(facts, ReportState::Submitted, 5, 5, 5 * 125'000);
    EXPECT_EQ(of("idle_area_low", facts, true).value, 60) << "of ten square metres at the least";
}

TEST(Indicator, each_has_a_name_of_its_own) {
    std::set<std::string_view> names;
    for (const IndicatorRow& row : indicators()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_EQ(indicator(row.name), &row);
        EXPECT_FALSE(row.unit.empty());
    }
    EXPECT_EQ(indicator("happiness"), nullptr);
}

TEST(Indicator, a_map_of_it_reads_back_and_its_classes_know_nothing_of_what_is_kept_back) {
    std::vector<CommunityFacts> communities(4, a_community());
    communities[1].code = "330106001052";
    communities[1].open_reports = 1;
    communities[2].code = "330106001053";
    communities[2].open_reports = communities[2].verified_spaces = 20;
    communities[3].code = "330106001054";
    const api::IndicatorMap map = api::indicator_map(*indicator("open_reports"), communities, true,
                                                     ClassMethod::EqualSteps, 2);
    EXPECT_EQ(map.classes, (std::vector<ValueClass>{{5, 12.5, 2}, {12.5, 20, 1}}));
    EXPECT_EQ(map.communities[1].value.kind, ValueKind::KeptBack);
    const std::string text = write_json(api::to_value(map));
    const auto read = api::indicator_map_of(*parse_json(text));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(write_json(api::to_value(*read)), text);
    EXPECT_EQ(read->communities[0].name, "翠苑一区社区");
    EXPECT_FALSE(api::indicator_map_of(Value::map({{"name", "x"}})).has_value());
}

}  // namespace kongdi
