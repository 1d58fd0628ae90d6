// SPDX-License-Identifier: Apache-2.0
// Who may agree to what is kept: people from 14 on themselves, for a child their guardian, where a
// worker helps in a meeting.
#include <gtest/gtest.h>

#include <array>

#include "core/rules/meeting_rules.hpp"
#include "core/rules/record_check.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;
using tests::RecordBuilder;

const std::string kHashA(64, 'a');

/// Where a meeting with the usual agenda is held.
CheckedRecord checked(const RecordBuilder& builder) {
    static const Questionnaire agenda = agenda_of(tests::meeting_plan(), 4);
    return check_record(builder.build(), {tests::catalogue(), tests::kNowMs, &agenda});
}
Errors errors_of(const RecordBuilder& builder) { return checked(builder).errors; }

RecordBuilder answer(std::string_view mode) {
    return RecordBuilder::meeting(4)
        .with("/seat", kHashA)
        .with("/mode", mode)
        .with("/body/room", "yes");
}

/// With consent to these purposes and no other.
RecordBuilder by(RecordBuilder builder, std::initializer_list<std::string_view> purposes) {
    builder.with("consent", Value::map());
    for (const std::string_view purpose : purposes) builder.consent(purpose);
    return builder;
}

}  // namespace

TEST(Guardian, agrees_for_a_child_where_a_worker_helps_in_a_meeting_and_nowhere_else) {
    struct Case {
        const char* what;
        RecordBuilder record;
        Errors errors;
    };
    const Error refused{FieldChoice, "/consent/guardian"};
    const RecordBuilder helped = RecordBuilder().with("/mode", "assisted");
    const std::array<Case, 15> cases{{
        {"a guardian, a worker helps", by(answer("assisted"), {kGuardian}), {}},
        {"of age, a worker helps", by(answer("assisted"), {"survey"}), {}},
        {"of age, on their own phone", by(answer("session"), {"survey"}), {}},
        {"on the child's phone", by(answer("session"), {kGuardian}), {refused}},
        {"by themselves", by(answer("self"), {kGuardian}), {{FieldChoice, "/mode"}, refused}},
        {"both", by(answer("assisted"), {"survey", kGuardian}), {refused}},
        {"the other way round", by(answer("assisted"), {kGuardian, "survey"}), {refused}},
        {"both, on a phone", by(answer("session"), {"survey", kGuardian}), {refused}},
        {"neither", by(answer("assisted"), {}), {{ConsentMissing, "/consent/survey"}}},
        {"to photos, too", by(answer("assisted"), {kGuardian, "photo"}), {refused}},
        {"a report", by(RecordBuilder(), {kGuardian}), {refused}},
        {"a report somebody helped with", by(helped, {kGuardian}), {refused}},
        {"a report, beside the other", by(RecordBuilder(), {"survey", kGuardian}), {refused}},
        {"a check-up",
         by(RecordBuilder::service_checkup().with("/mode", "assisted"), {kGuardian}),
         {refused}},
        {"a remark",
         by(RecordBuilder::missing_facility("ELD02").with("/mode", "assisted"), {kGuardian}),
         {refused}},
    }};
    for (const Case& row : cases) EXPECT_EQ(errors_of(row.record), row.errors) << row.what;
}

TEST(Guardian, agrees_to_the_text_there_is) {
    const auto given = [](Value consent) {
        return errors_of(answer("assisted").with("consent", Value::map({{"guardian", consent}})));
    };
    EXPECT_EQ(given(Value::map({{"version", 1}, {"sha256", kHashA}})),
              (Errors{{ConsentUnknown, "/consent/guardian"}}));
    const ConsentText& other = *tests::catalogue().consent("survey");
    EXPECT_EQ(given(Value::map({{"version", other.version}, {"sha256", other.hashes.front()}})),
              (Errors{{ConsentUnknown, "/consent/guardian"}}));
    EXPECT_EQ(given(true), (Errors{{FieldType, "/consent/guardian"}}));
    EXPECT_EQ(given(Value()), (Errors{{FieldType, "/consent/guardian"}}));
}

TEST(Guardian, leaves_nothing_of_the_child_but_that_they_agreed) {
    const Record record = checked(by(answer("assisted"), {kGuardian})).record;
    ASSERT_EQ(record.consent.size(), 1u);
    EXPECT_EQ(record.consent[0].purpose, kGuardian);
    EXPECT_EQ(record_tree(record)["consent"]["guardian"].if_map()->size(), 2u)
        << "version and hash";
}

TEST(Guardian, is_in_the_schema_of_meetings_and_of_nothing_else) {
    for (int i = 0; i < static_cast<int>(RecordKind::Count_); ++i) {
        const auto kind = static_cast<RecordKind>(i);
        const Value schema = record_schema(kind, tests::catalogue())["properties"]["consent"];
        const auto fits = [&](std::initializer_list<std::string_view> purposes) {
            return tests::fits(schema, by(RecordBuilder(), purposes).build()["consent"]);
        };
        EXPECT_TRUE(fits({"survey"}));
        EXPECT_EQ(fits({kGuardian}), kind == RecordKind::Meeting) << record_kind_name(kind);
        EXPECT_FALSE(fits({"survey", kGuardian})) << record_kind_name(kind);
        EXPECT_FALSE(fits({})) << record_kind_name(kind);
    }
}

TEST(Age, is_said_by_the_newest_text_and_records_with_the_older_ones_still_come_in) {
    const ConsentText& newest = *tests::catalogue().consent("survey");
    EXPECT_EQ(newest.version, 3);
    EXPECT_TRUE(newest.publishes_place);
    for (const std::string_view language : {"zh", "en"}) {
        EXPECT_NE(newest.label.in(language).find("14"), std::string_view::npos);
        EXPECT_NE(newest.text.in(language).substr(0, 20).find("14"), std::string_view::npos)
            << "the first it says";
    }
    int older = 0;
    for (const ConsentText& text : tests::catalogue().consents) {
        if (text.purpose != "survey" || text.version == newest.version) continue;
        for (const std::string& hash : text.hashes) {
            const Value given = Value::map({{"version", text.version}, {"sha256", hash}});
            EXPECT_EQ(errors_of(RecordBuilder().with("/consent/survey", given)), Errors{});
            EXPECT_EQ(errors_of(answer("session").with("/consent/survey", given)), Errors{});
            ++older;
        }
    }
    EXPECT_EQ(older, 4) << "two wordings in two languages";
}

}  // namespace kongdi
