// SPDX-License-Identifier: Apache-2.0
// A record as it is sent, and the schema that is published for it.
#include <gtest/gtest.h>

#include "core/codec/record_codec.hpp"
#include "core/rules/record_fields.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;
using tests::RecordBuilder;

const std::string kHashA(64, 'a');

Errors errors_of(const Value& tree) { return check_record(tree, tests::context()).errors; }

}  // namespace

TEST(RecordTree, of_a_checked_record_is_the_tree_it_was_read_from) {
    RecordBuilder whole;
    whole.photo(kHashA)
        .fix(120.1, 30.2)
        .with("mode", "assisted")
        .with("/body/description", "空了三年")
        .with("/body/of_a_newer_phone", 2.5)
        .with("/photos/0/blurred", true)
        .with("also_newer", "x");
    for (const RecordBuilder& builder :
         {RecordBuilder(), RecordBuilder::service_checkup(), whole}) {
        const Value tree = parse_own_json(builder.bytes()).value();
        const CheckedRecord checked = check_record(tree, tests::context());
        ASSERT_EQ(checked.errors, Errors{});
        EXPECT_EQ(record_tree(checked.record), tree) << write_json(record_tree(checked.record));
        EXPECT_EQ(write_record(checked.record), builder.bytes());
        EXPECT_EQ(read_record(write_record(checked.record), tests::context()).record,
                  checked.record);
    }
}

TEST(RecordTree, fields_nobody_knows_are_kept_at_every_level) {
    Value tree = RecordBuilder().photo(kHashA).build();
    for (const std::string_view path : {"/new", "/body/new", "/photos/0/new", "/consent/survey/new",
                                        "/body/place/new", "/body/place/point/new"})
        tests::set_path(tree, path, "kept");
    const CheckedRecord checked = read_record(write_json(tree), tests::context());
    ASSERT_EQ(checked.errors, Errors{});
    EXPECT_EQ(record_tree(checked.record), tree);
}

TEST(CheckPage, says_of_a_pages_answers_what_the_record_check_will_say) {
    Value body = Value::map({{"space_type", "I99"}, {"floor_area", 60}});
    const Questionnaire& questionnaire = *tests::catalogue().questionnaire("idle_space");
    Errors pages;
    const AnswerLogic logic(questionnaire, body, "2026-11-24");
    for (const QuestionPage& page : questionnaire.pages) {
        const Errors errors = check_page(page, body, {}, logic);
        pages.insert(pages.end(), errors.begin(), errors.end());
    }
    EXPECT_EQ(pages, (Errors{{FieldMissing, "/body/place"},
                             {FieldChoice, "/body/space_type"},
                             {FieldType, "/body/floor_area"}}));
    EXPECT_EQ(errors_of(RecordBuilder().with("body", body).build()), pages);
}

TEST(RecordSchema, never_refuses_a_record_that_the_check_accepts) {
    tests::Random random(60);
    int accepted = 0;
    int refused_by_both = 0;
    for (int i = 0; i < 6'000; ++i) {
        const bool checkup = random.once_in(2);
        RecordBuilder builder = checkup ? RecordBuilder::service_checkup() : RecordBuilder();
        const RecordKind kind = checkup ? RecordKind::ServiceCheckup : RecordKind::IdleSpace;
        const Questionnaire& questionnaire =
            *tests::catalogue().questionnaire(record_kind_name(kind));
        for (const QuestionPage& page : questionnaire.pages)
            for (const Question& question : page.questions)
                if (question.kind != QuestionKind::Photo && random.once_in(2))
                    builder.with("/body/" + question.name,
                                 tests::right_answer(question, {}, random));
        Value tree = builder.build();
        if (random.once_in(2)) tests::spoil(tree, random);
        const Value schema = record_schema(kind, tests::catalogue());
        const bool good = errors_of(tree).empty();
        const bool fits = tests::fits(schema, tree);
        if (good) {
            ASSERT_TRUE(fits) << write_json(tree);
            ++accepted;
        } else if (!fits) {
            ++refused_by_both;
        }
    }
    EXPECT_GT(accepted, 2'000);
    EXPECT_GT(refused_by_both, 1'000);
}

TEST(RecordTree, a_seat_comes_back_and_none_is_not_there) {
    RecordBuilder builder;
    EXPECT_EQ(record_tree(check_record(builder.build(), tests::context()).record).find("seat"),
              nullptr);
    const std::string seat(64, 'a');
    builder.with("seat", seat);
    const Record record = check_record(builder.build(), tests::context()).record;
    EXPECT_EQ(record_tree(record)["seat"].string_or(""), seat);
}

TEST(RecordSchema, asks_for_the_fields_that_the_check_asks_for) {
    for (int i = 0; i < static_cast<int>(RecordKind::Count_); ++i) {
        const Value schema = record_schema(static_cast<RecordKind>(i), tests::catalogue());
        std::size_t required = 0;
        for (const RecordField& field : kRecordFields) {
            EXPECT_NE(schema["properties"].find(field.name), nullptr) << field.name;
            if (field.required) ++required;
        }
        EXPECT_EQ(schema.items("required").size(), required);
        EXPECT_EQ(schema.text("$schema"), "https://json-schema.org/draft/2020-12/schema");
    }
}

}  // namespace kongdi
