// SPDX-License-Identifier: Apache-2.0
#include "core/rules/checkup_of.hpp"

#include <gtest/gtest.h>

#include "core/rules/record_check.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

Checkup read(const tests::RecordBuilder& builder) {
    const CheckedRecord checked = check_record(builder.build(), tests::context());
    EXPECT_TRUE(checked.ok());
    return checkup_of(checked.record);
}

}  // namespace

TEST(Checkup, says_of_each_service_what_was_answered) {
    auto builder = tests::RecordBuilder::service_checkup();
    builder
        .with("/body/services",
              parse_own_json(R"({"ELD02": ["yes", "6_10", 4, 5], "EDU01": ["none_here"],
                                 "HEA02": ["no", "16_up", "dont_know", "dont_know"],
                                 "COM01": [null, null, 1]})")
                  .value())
        .with("/body/age_band", "60_74")
        .with("/body/household", Value::list({"age_0_3", "age_60_up"}));
    const Checkup expected{
        .ratings = {{"ELD02", ServiceUse::Yes, 1, 4, 5},
                    {.facility = "EDU01", .use = ServiceUse::NoneHere},
                    {.facility = "HEA02", .use = ServiceUse::No, .minutes_band = 3},
                    {.facility = "COM01", .satisfaction = 1}},
        .age_band = "60_74",
        .household = {"age_0_3", "age_60_up"}};
    EXPECT_EQ(read(builder), expected);
}

TEST(Checkup, of_the_first_version_is_still_read) {
    auto builder = tests::RecordBuilder::first_checkup();
    builder.with("/body/satisfaction",
                 Value::map({{"ELD02", 2}, {"EDU01", "dont_know"}, {"COM01", "none_here"}}));
    const Checkup expected{.ratings = {{.facility = "ELD02", .satisfaction = 2},
                                       {.facility = "EDU01"},
                                       {.facility = "COM01", .use = ServiceUse::NoneHere}}};
    EXPECT_EQ(read(builder), expected);
}

}  // namespace kongdi
