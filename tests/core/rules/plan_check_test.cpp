// SPDX-License-Identifier: Apache-2.0
#include "core/rules/plan_check.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "core/codec/plan_codec.hpp"
#include "core/lifecycle/plan_steps.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

constexpr const char* kId = "01a20c90-b5a0-7000-8000-000000000001";

Catalogue catalogue() {
    Catalogue out;
    for (const char* code : {"ELD01", "ELD02", "CHI01"}) {
        FacilityKind kind;
        kind.code = code;
        out.facilities.push_back(kind);
    }
    return out;
}

PlanFacts whole() {
    PlanFacts out;
    out.year = 2027;
    out.title = "老锅炉房改社区食堂";
    out.community = "330106001051";
    out.kinds = {"ELD02", "ELD01"};
    out.space = kId;
    out.way = AcquisitionWay::Vacate;
    out.source_index_run = kId;
    out.owner = "翠苑街道办事处";
    out.budget_yuan = 474'000'000;
    out.funds = {{FundSource::City, 1}, {FundSource::Company, 2}};
    out.starts_on = "2027-03-01";
    out.ends_on = "2027-10-31";
    out.photos_before = {std::string(64, 'a')};
    out.photos_after = {std::string(64, 'b')};
    return out;
}

}  // namespace

TEST(PlanCheck, a_whole_item_has_no_mistake_and_reads_back_as_it_was_written) {
    EXPECT_EQ(check_plan_facts(whole(), catalogue()), Errors{});
    const CheckedPlan read = plan_facts_of(plan_facts_tree(whole()), catalogue());
    EXPECT_EQ(read.errors, Errors{});
    EXPECT_EQ(read.facts, whole());
}

TEST(PlanCheck, each_mistake_names_its_field) {
    struct Case {
        const char* path;
        ErrorCode code;
        std::function<void(PlanFacts&)> spoil;
    };
    const std::vector<Case> cases{
        {"/title", ErrorCode::FieldMissing, [](PlanFacts& f) { f.title = "  "; }},
        {"/title", ErrorCode::FieldTooLong, [](PlanFacts& f) { f.title = std::string(81, 'x'); }},
        {"/title", ErrorCode::FieldFormat, [](PlanFacts& f) { f.title = "a\nb"; }},
        {"/year", ErrorCode::FieldRange, [](PlanFacts& f) { f.year = 1999; }},
        {"/year", ErrorCode::FieldRange, [](PlanFacts& f) { f.year = 2101; }},
        {"/community", ErrorCode::FieldMissing, [](PlanFacts& f) { f.community.clear(); }},
        {"/community", ErrorCode::CommunityCode, [](PlanFacts& f) { f.community = "7"; }},
        {"/kinds", ErrorCode::FieldMissing, [](PlanFacts& f) { f.kinds.clear(); }},
        {"/kinds", ErrorCode::FieldChoice, [](PlanFacts& f) { f.kinds = {"ELD99"}; }},
        {"/kinds", ErrorCode::FieldRepeated,
         [](PlanFacts& f) {
             f.kinds = {"ELD01", "ELD01"};
         }},
        {"/kinds", ErrorCode::FieldRange,
         [](PlanFacts& f) { f.kinds = std::vector<std::string>(11, "ELD01"); }},
        {"/space", ErrorCode::FieldFormat, [](PlanFacts& f) { f.space = "here"; }},
        {"/source_index_run", ErrorCode::FieldFormat,
         [](PlanFacts& f) { f.source_index_run = "last"; }},
        {"/owner", ErrorCode::FieldTooLong, [](PlanFacts& f) { f.owner = std::string(61, 'x'); }},
        {"/budget_yuan", ErrorCode::FieldRange, [](PlanFacts& f) { f.budget_yuan = -1; }},
        {"/budget_yuan", ErrorCode::FieldRange,
         [](PlanFacts& f) { f.budget_yuan = kMostPlanYuan + 1; }},
        {"/funds/city", ErrorCode::FieldRange, [](PlanFacts& f) { f.funds[0].yuan = -1; }},
        {"/funds", ErrorCode::FieldRepeated,
         [](PlanFacts& f) { f.funds[1].source = FundSource::City; }},
        {"/starts_on", ErrorCode::FieldFormat, [](PlanFacts& f) { f.starts_on = "2027-02-29"; }},
        {"/ends_on", ErrorCode::FieldFormat, [](PlanFacts& f) { f.ends_on = "soon"; }},
        {"/ends_on", ErrorCode::FieldRange, [](PlanFacts& f) { f.ends_on = "2027-02-28"; }},
        {"/photos_before", ErrorCode::FieldFormat,
         [](PlanFacts& f) { f.photos_before = {"photo"}; }},
        {"/photos_after", ErrorCode::FieldRepeated,
         [](PlanFacts& f) { f.photos_after.push_back(f.photos_after[0]); }},
    };
    for (const Case& one : cases) {
        PlanFacts facts = whole();
        one.spoil(facts);
        EXPECT_EQ(check_plan_facts(facts, catalogue()), (Errors{{one.code, one.path}})) << one.path;
    }
}

TEST(PlanCheck, what_has_the_wrong_type_is_told_by_its_field) {
    for (const auto& [name, value] :
         std::vector<std::pair<const char*, Value>>{{"year", "2027"},
                                                    {"title", 7},
                                                    {"kinds", "ELD01"},
                                                    {"way", "dig"},
                                                    {"budget_yuan", "35万"},
                                                    {"budget_yuan", 1.5},
                                                    {"funds", Value::list()},
                                                    {"photos_before", "none"}}) {
        Value tree = plan_facts_tree(whole());
        tree.set(name, value);
        const CheckedPlan read = plan_facts_of(tree, catalogue());
        ASSERT_FALSE(read.ok()) << name;
        EXPECT_EQ(read.errors[0].path, "/" + std::string(name));
    }
    Value tree = plan_facts_tree(whole());
    tree.set("funds", Value::map({{"lottery", 7}, {"city", "7"}}));
    EXPECT_EQ(plan_facts_of(tree, catalogue()).errors,
              (Errors{{ErrorCode::FieldChoice, "/funds/lottery"},
                      {ErrorCode::FieldType, "/funds/city"}}));
    tree.erase("year");
    EXPECT_EQ(plan_facts_of(tree, catalogue()).errors[0],
              (Error{ErrorCode::FieldMissing, "/year"}));
}

}  // namespace kongdi
