// SPDX-License-Identifier: Apache-2.0
#include "core/rules/programme_check.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/programme_entries.hpp"

namespace kongdi {

namespace {

using K = ProgrammeKind;
using tests::programme_facts;
using tests::whole_programme_facts;

Error first_error(K kind, const Value& facts) {
    const CheckedProgramme read = programme_facts_of(kind, facts);
    return read.ok() ? Error{ErrorCode::Count_} : read.errors.front();
}
Error with(K kind, std::string_view name, Value value) {
    Value facts = whole_programme_facts(kind);
    facts.set(name, std::move(value));
    return first_error(kind, facts);
}

}  // namespace

TEST(ProgrammeCheck, takes_what_each_kind_says) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(K::Count_); ++i) {
        const K kind = static_cast<K>(i);
        for (const Value& facts : {programme_facts(kind), whole_programme_facts(kind)}) {
            const CheckedProgramme read = programme_facts_of(kind, facts);
            ASSERT_TRUE(read.ok()) << programme_kind_name(kind) << read.errors[0].path;
            EXPECT_EQ(read.facts.if_map()->size(), facts.if_map()->size());
        }
    }
}

TEST(ProgrammeCheck, names_each_field_that_is_missing) {
    for (const ProgrammeField& field : programme_fields())
        for (std::size_t i = 0; i < static_cast<std::size_t>(K::Count_); ++i) {
            const K kind = static_cast<K>(i);
            if (!field.is_needed(kind)) continue;
            EXPECT_TRUE(field.is_of(kind)) << field.name;
            Value facts = programme_facts(kind);
            facts.erase(field.name);
            EXPECT_EQ(first_error(kind, facts),
                      (Error{ErrorCode::FieldMissing, path_step(field.name)}));
        }
}

TEST(ProgrammeCheck, has_each_field_once) {
    std::set<std::string_view> names;
    for (const ProgrammeField& field : programme_fields())
        EXPECT_TRUE(names.insert(field.name).second) << field.name;
}

TEST(ProgrammeCheck, leaves_out_what_is_empty) {
    Value facts = programme_facts(K::Case);
    facts.set("summary", "  ").set("photos", Value::list()).set("note", Value());
    const CheckedProgramme read = programme_facts_of(K::Case, facts);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.facts["summary"], Value());
    EXPECT_EQ(read.facts["photos"], Value());
}

TEST(ProgrammeCheck, names_what_is_wrong) {
    using C = ErrorCode;
    EXPECT_EQ(first_error(K::Case, Value::list()), (Error{C::BodyNotObject}));
    EXPECT_EQ(with(K::Case, "yuan", 1), (Error{C::FieldUnknown, "/yuan"}));
    EXPECT_EQ(with(K::Case, "colour", 1), (Error{C::FieldUnknown, "/colour"}));
    EXPECT_EQ(with(K::Case, "title", 1), (Error{C::FieldType, "/title"}));
    EXPECT_EQ(with(K::Case, "title", std::string(81, 'a')), (Error{C::FieldTooLong, "/title"}));
    EXPECT_EQ(with(K::Case, "title", "a\nb"), (Error{C::FieldFormat, "/title"}));
    EXPECT_EQ(with(K::Case, "community", "33"), (Error{C::CommunityCode, "/community"}));
    EXPECT_EQ(with(K::Case, "year", 1999), (Error{C::FieldRange, "/year"}));
    EXPECT_EQ(with(K::Case, "year", "2023"), (Error{C::FieldType, "/year"}));
    EXPECT_EQ(with(K::Case, "level", "village"), (Error{C::FieldChoice, "/level"}));
    EXPECT_EQ(with(K::Case, "candidate", "7"), (Error{C::FieldFormat, "/candidate"}));
    EXPECT_EQ(with(K::Case, "photos", Value::list({"x"})), (Error{C::FieldFormat, "/photos"}));
    EXPECT_EQ(with(K::Case, "photos", "x"), (Error{C::FieldType, "/photos"}));
    EXPECT_EQ(with(K::Award, "yuan", -1), (Error{C::FieldRange, "/yuan"}));
    EXPECT_EQ(with(K::Award, "paid_on", "2023-02-30"), (Error{C::FieldFormat, "/paid_on"}));
    EXPECT_EQ(with(K::Budget, "last_year", 2022), (Error{C::FieldRange, "/last_year"}));
    EXPECT_EQ(with(K::Certificate, "area_m2", 0), (Error{C::FieldRange, "/area_m2"}));
    EXPECT_EQ(with(K::Land, "households", 0), (Error{C::FieldRange, "/households"}));
    EXPECT_EQ(with(K::Land, "people", 999), (Error{C::FieldRange, "/people"}));
    EXPECT_EQ(with(K::Operation, "contract_ends_on", "2024-02-29"),
              (Error{C::FieldRange, "/contract_ends_on"}));
}

TEST(ProgrammeCheck, names_the_row_of_a_list_that_is_wrong) {
    using C = ErrorCode;
    const auto paper = [](Value name, Value there) {
        return Value::map({{"paper", std::move(name)}, {"there", std::move(there)}});
    };
    EXPECT_EQ(with(K::Certificate, "papers", Value::list({paper("a", true), paper("a", false)})),
              (Error{C::FieldRepeated, "/papers"}));
    EXPECT_EQ(with(K::Certificate, "papers", Value::list({paper("a", true), paper("b", "yes")})),
              (Error{C::FieldType, "/papers/1/there"}));
    EXPECT_EQ(with(K::Certificate, "papers", Value::list({paper(" ", true)})),
              (Error{C::FieldMissing, "/papers/0/paper"}));
    EXPECT_EQ(with(K::Certificate, "papers", Value::list({"a"})),
              (Error{C::FieldType, "/papers/0"}));
    Value year =
        Value::map({{"year", 2024}, {"income_yuan", 5}, {"cost_yuan", 4}, {"subsidy_yuan", 0}});
    EXPECT_EQ(with(K::Operation, "incomes", Value::list({year})), (Error{C::Count_}));
    EXPECT_EQ(with(K::Operation, "incomes", Value::list({year, year})),
              (Error{C::FieldRepeated, "/incomes"}));
    Value more = year;
    more.set("profit", 1);
    EXPECT_EQ(with(K::Operation, "incomes", Value::list({more})),
              (Error{C::FieldUnknown, "/incomes/0/profit"}));
    year.set("cost_yuan", -1);
    EXPECT_EQ(with(K::Operation, "incomes", Value::list({year})),
              (Error{C::FieldRange, "/incomes/0/cost_yuan"}));
    year.erase("cost_yuan");
    EXPECT_EQ(with(K::Operation, "incomes", Value::list({year})),
              (Error{C::FieldMissing, "/incomes/0/cost_yuan"}));
}

}  // namespace kongdi
