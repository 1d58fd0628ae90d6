// SPDX-License-Identifier: Apache-2.0
// Each kind of question with answers that are right and answers that are wrong, and where.
#include "core/question/kinds.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "core/codec/json.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/print_error.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;

const std::string kHashA(64, 'a');
const std::string kHashB(64, 'b');
const std::string kHashC(64, 'c');
const std::vector<PhotoEntry> kPhotos{{kHashA, 1000, 10, 10}, {kHashB, 1000, 10, 10}};

std::vector<Choice> choices(std::initializer_list<const char*> codes) {
    std::vector<Choice> out;
    for (const char* code : codes) out.push_back({code});
    return out;
}

Value json(std::string_view text) { return parse_own_json(text).value(); }

Errors checked(const Question& question, const Value& answer) {
    Errors errors;
    check_answer(question, &answer, "/body/q", AnswerContext{kPhotos}, errors);
    return errors;
}

struct Case {
    std::string_view what;
    Value answer;
    Errors errors = {};
};

void expect_cases(const Question& question, const std::vector<Case>& cases) {
    const Value schema = question_kind(question.kind).schema(question);
    for (const Case& row : cases) {
        EXPECT_EQ(checked(question, row.answer), row.errors) << row.what;
        // What a schema cannot say: whether the record lists the photo, whose number it is.
        const bool beyond = row.errors == Errors{{PhotoListed, "/body/q/0"}} ||
                            row.errors == Errors{{ErrorCode::PersonalNumber, "/body/q"}};
        EXPECT_EQ(tests::fits(schema, row.answer), row.errors.empty() || beyond) << row.what;
    }
}

const Question kMayPhoto{.name = "q", .kind = QuestionKind::Photo, .min = 0, .max = 2};
const Question kPlace{.name = "q", .kind = QuestionKind::Place, .required = true};
const Question kSingle{
    .name = "q", .kind = QuestionKind::SingleChoice, .choices = choices({"I05", "I06"})};
const Question kMultiple{.name = "q",
                         .kind = QuestionKind::MultipleChoice,
                         .choices = choices({"water", "flue", "lift"})};
const Question kPlainNumber{.name = "q", .kind = QuestionKind::Number, .min = 1, .max = 100};
const Question kSourcedNumber{.name = "q",
                              .kind = QuestionKind::Number,
                              .min = 1,
                              .max = 100000,
                              .sources = {{"estimate"}, {"measured"}}};
const Question kText{.name = "q", .kind = QuestionKind::Text, .max_length = 5};
const Question kLines{
    .name = "q", .kind = QuestionKind::Text, .required = true, .max_length = 5, .multiline = true};
const Question kMatrix{
    .name = "q", .kind = QuestionKind::ScaleMatrix, .choices = choices({"ELD02", "EDU01"})};

}  // namespace

TEST(QuestionKinds, a_photo_is_a_list_of_hashes_that_the_record_lists) {
    expect_cases(
        kMayPhoto,
        {
            {"none", Value::list()},
            {"one", Value::list({kHashA})},
            {"two", Value::list({kHashB, kHashA})},
            {"no list", kHashA, {{FieldType, "/body/q"}}},
            {"a map", Value::map(), {{FieldType, "/body/q"}}},
            {"a number in it", Value::list({1}), {{FieldType, "/body/q/0"}}},
            {"null in it", Value::list({Value()}), {{FieldType, "/body/q/0"}}},
            {"no hash", Value::list({"photo.jpg"}), {{FieldFormat, "/body/q/0"}}},
            {"upper case", Value::list({std::string(64, 'A')}), {{FieldFormat, "/body/q/0"}}},
            {"not listed", Value::list({kHashC}), {{PhotoListed, "/body/q/0"}}},
            {"twice", Value::list({kHashA, kHashA}), {{FieldRepeated, "/body/q/1"}}},
            {"three",
             Value::list({kHashA, kHashB, kHashC}),
             {{FieldRange, "/body/q"}, {PhotoListed, "/body/q/2"}}},
        });
}

TEST(QuestionKinds, a_photo_that_is_needed_must_be_there) {
    Question question = kMayPhoto;
    question.required = true;
    expect_cases(question, {{"one", Value::list({kHashA})},
                            {"none", Value::list(), {{FieldMissing, "/body/q"}}}});
    question.min = 2;
    expect_cases(question, {{"two", Value::list({kHashA, kHashB})},
                            {"one", Value::list({kHashA}), {{FieldRange, "/body/q"}}}});
}

TEST(QuestionKinds, a_place_is_a_point_with_its_datum_and_source_and_perhaps_a_fix) {
    const std::string hand = R"({"lon":120.1,"lat":30.2,"datum":"WGS-84","source":"hand"})";
    const auto place = [&hand](std::string_view fix) {
        return json(R"({"point":)" + hand + R"(,"fix":)" + std::string(fix) + "}");
    };
    const auto point = [](std::string_view text) {
        return json(R"({"point":)" + std::string(text) + "}");
    };
    expect_cases(
        kPlace,
        {
            {"by hand", point(hand)},
            {"as Chinese maps show it",
             point(R"({"lon":120.1,"lat":30.2,"datum":"GCJ-02","source":"hand"})")},
            {"as Baidu shows it", point(R"({"lon":-180,"lat":90,"datum":"BD-09","source":"fix"})")},
            {"with accuracy",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":0})")},
            {"accuracy unknown",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":null})")},
            {"fix refused", place("null")},
            {"fix kept",
             place(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":35.5,)"
                   R"("at":"2026-11-24T07:59:00Z"})")},
            {"a member of a newer phone",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","floor":3})")},
            {"a way in place of a point's member",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","track":[[1,2],[3,4]]})"),
             {{FieldUnknown, "/body/q/point/track"}}},
            {"a member that nobody would name so",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","王小明":3})"),
             {{FieldUnknown, "/body/q/point/王小明"}}},
            {"no map", "here", {{FieldType, "/body/q"}}},
            {"a list", Value::list({120.1, 30.2}), {{FieldType, "/body/q"}}},
            {"no point", Value::map(), {{FieldMissing, "/body/q/point"}}},
            {"point null", point("null"), {{FieldMissing, "/body/q/point"}}},
            {"point a list", point("[120.1,30.2]"), {{FieldType, "/body/q/point"}}},
            {"nothing in the point",
             point("{}"),
             {{FieldMissing, "/body/q/point/lon"},
              {FieldMissing, "/body/q/point/lat"},
              {FieldMissing, "/body/q/point/datum"},
              {FieldMissing, "/body/q/point/source"}}},
            {"coordinates as text",
             point(R"({"lon":"120.1","lat":"30.2","datum":"WGS-84","source":"hand"})"),
             {{FieldType, "/body/q/point/lon"}, {FieldType, "/body/q/point/lat"}}},
            {"past the line of dates",
             point(R"({"lon":180.0001,"lat":30.2,"datum":"WGS-84","source":"hand"})"),
             {{CoordinatesRange, "/body/q/point/lon"}}},
            {"past the pole",
             point(R"({"lon":120.1,"lat":-90.0001,"datum":"WGS-84","source":"hand"})"),
             {{CoordinatesRange, "/body/q/point/lat"}}},
            {"metres for degrees",
             point(R"({"lon":13375000,"lat":3536000,"datum":"WGS-84","source":"hand"})"),
             {{CoordinatesRange, "/body/q/point/lon"}, {CoordinatesRange, "/body/q/point/lat"}}},
            {"another datum",
             point(R"({"lon":1,"lat":2,"datum":"NAD27","source":"hand"})"),
             {{FieldChoice, "/body/q/point/datum"}}},
            {"datum a number",
             point(R"({"lon":1,"lat":2,"datum":4326,"source":"hand"})"),
             {{FieldType, "/body/q/point/datum"}}},
            {"another source",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"guess"})"),
             {{FieldChoice, "/body/q/point/source"}}},
            {"source null",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":null})"),
             {{FieldMissing, "/body/q/point/source"}}},
            {"accuracy below nothing",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":-1})"),
             {{FieldRange, "/body/q/point/accuracy_m"}}},
            {"accuracy past half the earth",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":2e7})")},
            {"accuracy of a planet",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":2.1e7})"),
             {{FieldRange, "/body/q/point/accuracy_m"}}},
            {"accuracy as text",
             point(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","accuracy_m":"5 m"})"),
             {{FieldType, "/body/q/point/accuracy_m"}}},
            {"fix no map", place("true"), {{FieldType, "/body/q/fix"}}},
            {"fix without latitude",
             place(R"({"lon":1,"datum":"WGS-84","source":"fix"})"),
             {{FieldMissing, "/body/q/fix/lat"}}},
            {"fix at no time",
             place(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","at":"yesterday"})"),
             {{FieldFormat, "/body/q/fix/at"}}},
            {"fix at a number",
             place(R"({"lon":1,"lat":2,"datum":"WGS-84","source":"fix","at":1795507200})"),
             {{FieldType, "/body/q/fix/at"}}},
        });
}

TEST(QuestionKinds, numbers_that_no_json_has_are_no_place_and_no_number_either) {
    for (const double odd :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const Value point = Value::map({{"lon", odd},
                                        {"lat", odd},
                                        {"datum", "WGS-84"},
                                        {"source", "fix"},
                                        {"accuracy_m", odd}});
        EXPECT_EQ(checked(kPlace, Value::map({{"point", point}})),
                  (Errors{{CoordinatesRange, "/body/q/point/lon"},
                          {CoordinatesRange, "/body/q/point/lat"},
                          {FieldRange, "/body/q/point/accuracy_m"}}));
        EXPECT_EQ(checked(kPlainNumber, odd), (Errors{{FieldRange, "/body/q"}}));
    }
}

TEST(QuestionKinds, a_single_choice_is_one_of_the_codes) {
    expect_cases(kSingle, {
                              {"the first", "I05"},
                              {"the last", "I06"},
                              {"another", "I07", {{FieldChoice, "/body/q"}}},
                              {"empty", "", {{FieldChoice, "/body/q"}}},
                              {"other case", "i05", {{FieldChoice, "/body/q"}}},
                              {"a space after it", "I05 ", {{FieldChoice, "/body/q"}}},
                              {"a number", 5, {{FieldType, "/body/q"}}},
                              {"a list", Value::list({"I05"}), {{FieldType, "/body/q"}}},
                              {"a boolean", true, {{FieldType, "/body/q"}}},
                          });
}

TEST(QuestionKinds, a_multiple_choice_is_a_list_of_different_codes) {
    expect_cases(
        kMultiple,
        {
            {"none", Value::list()},
            {"one", Value::list({"flue"})},
            {"all in any order", Value::list({"lift", "water", "flue"})},
            {"no list", "flue", {{FieldType, "/body/q"}}},
            {"a map of ticks", Value::map({{"flue", true}}), {{FieldType, "/body/q"}}},
            {"unknown", Value::list({"flue", "pool"}), {{FieldChoice, "/body/q/1"}}},
            {"twice", Value::list({"flue", "lift", "flue"}), {{FieldRepeated, "/body/q/2"}}},
            {"a number in it", Value::list({1}), {{FieldType, "/body/q/0"}}},
            {"each mistake at its place",
             Value::list({"pool", Value(), "lift", "lift"}),
             {{FieldChoice, "/body/q/0"}, {FieldType, "/body/q/1"}, {FieldRepeated, "/body/q/3"}}},
        });
}

TEST(QuestionKinds, a_multiple_choice_may_say_how_many) {
    Question question = kMultiple;
    question.max = 2;
    expect_cases(question,
                 {{"two", Value::list({"flue", "lift"})},
                  {"three", Value::list({"flue", "lift", "water"}), {{FieldRange, "/body/q"}}}});
    question.min = 2;
    expect_cases(question, {{"two", Value::list({"flue", "lift"})},
                            {"one", Value::list({"flue"}), {{FieldRange, "/body/q"}}},
                            {"none", Value::list(), {{FieldRange, "/body/q"}}}});
    question.required = true;
    expect_cases(question, {{"none", Value::list(), {{FieldMissing, "/body/q"}}}});
}

TEST(QuestionKinds, a_number_lies_within_its_range) {
    expect_cases(kPlainNumber, {
                                   {"the least", 1},
                                   {"the most", 100},
                                   {"between", 60.5},
                                   {"too little", 0, {{FieldRange, "/body/q"}}},
                                   {"just too little", 0.999, {{FieldRange, "/body/q"}}},
                                   {"too much", 100.001, {{FieldRange, "/body/q"}}},
                                   {"huge", 1e308, {{FieldRange, "/body/q"}}},
                                   {"as text", "60", {{FieldType, "/body/q"}}},
                                   {"a list", Value::list({60}), {{FieldType, "/body/q"}}},
                                   {"a boolean", true, {{FieldType, "/body/q"}}},
                               });
    const Question anything{.name = "q", .kind = QuestionKind::Number};
    expect_cases(anything, {{"without a range", -1e300}, {"text", "1", {{FieldType, "/body/q"}}}});
}

TEST(QuestionKinds, a_number_with_sources_says_how_it_was_come_by) {
    expect_cases(
        kSourcedNumber,
        {
            {"estimated", json(R"({"value":60,"source":"estimate"})")},
            {"measured", json(R"({"value":61.5,"source":"measured"})")},
            {"the number alone", 60, {{FieldType, "/body/q"}}},
            {"no source", json(R"({"value":60})"), {{FieldMissing, "/body/q/source"}}},
            {"no value", json(R"({"source":"estimate"})"), {{FieldMissing, "/body/q/value"}}},
            {"nothing",
             json("{}"),
             {{FieldMissing, "/body/q/value"}, {FieldMissing, "/body/q/source"}}},
            {"value null",
             json(R"({"value":null,"source":"estimate"})"),
             {{FieldMissing, "/body/q/value"}}},
            {"value as text",
             json(R"({"value":"60","source":"estimate"})"),
             {{FieldType, "/body/q/value"}}},
            {"value out of range",
             json(R"({"value":0,"source":"estimate"})"),
             {{FieldRange, "/body/q/value"}}},
            {"another source",
             json(R"({"value":60,"source":"guess"})"),
             {{FieldChoice, "/body/q/source"}}},
            {"source a number",
             json(R"({"value":60,"source":1})"),
             {{FieldType, "/body/q/source"}}},
        });
}

TEST(QuestionKinds, a_text_is_counted_in_characters_and_has_no_control_characters) {
    expect_cases(kText,
                 {
                     {"empty", ""},
                     {"five characters of three bytes", "空了三年了"},
                     {"five emoji", "🚲🚲🚲🚲🚲"},
                     {"a tab", "a\tb"},
                     {"six", "空了三年多了", {{FieldTooLong, "/body/q"}}},
                     {"a line end", "a\nb", {{FieldFormat, "/body/q"}}},
                     {"a carriage return", "a\rb", {{FieldFormat, "/body/q"}}},
                     {"NUL", std::string("a\0b", 3), {{FieldFormat, "/body/q"}}},
                     {"escape", "\x1B[31m", {{FieldFormat, "/body/q"}}},
                     {"delete", "a\x7F", {{FieldFormat, "/body/q"}}},
                     {"a control of the second block", "a\u0085", {{FieldFormat, "/body/q"}}},
                     {"a number", 5, {{FieldType, "/body/q"}}},
                     {"a list", Value::list({"a"}), {{FieldType, "/body/q"}}},
                 });
}

TEST(QuestionKinds, a_text_that_is_needed_is_more_than_white_space) {
    expect_cases(kLines, {
                             {"two lines", "a\nb"},
                             {"one character", "空"},
                             {"white space around", " a \n"},
                             {"empty", "", {{FieldMissing, "/body/q"}}},
                             {"spaces", " \t\n ", {{FieldMissing, "/body/q"}}},
                             {"wide spaces", "\u3000\u3000", {{FieldMissing, "/body/q"}}},
                         });
    const Question unbounded{.name = "q", .kind = QuestionKind::Text};
    expect_cases(
        unbounded,
        {{"2000", std::string(2000, 'a')},
         {"2001", std::string(2001, 'a'), {{FieldTooLong, "/body/q"}}},
         {"a phone", "call 138 0013 8000", {{ErrorCode::PersonalNumber, "/body/q"}}},
         {"an identity card", "11010519491231002X", {{ErrorCode::PersonalNumber, "/body/q"}}},
         {"another number", "330106001001"}});
}

TEST(QuestionKinds, a_scale_matrix_has_steps_from_1_to_5_and_two_words) {
    expect_cases(
        kMatrix,
        {
            {"none", Value::map()},
            {"one row", Value::map({{"ELD02", 1}})},
            {"both rows", Value::map({{"EDU01", 5}, {"ELD02", "dont_know"}})},
            {"there is none here", Value::map({{"EDU01", "none_here"}})},
            {"four as it may be written", json(R"({"ELD02":4.0})")},
            {"no map", Value::list({1, 2}), {{FieldType, "/body/q"}}},
            {"step 0", Value::map({{"ELD02", 0}}), {{FieldRange, "/body/q/ELD02"}}},
            {"step 6", Value::map({{"ELD02", 6}}), {{FieldRange, "/body/q/ELD02"}}},
            {"half a step", Value::map({{"ELD02", 3.5}}), {{FieldType, "/body/q/ELD02"}}},
            {"another word", Value::map({{"ELD02", "good"}}), {{FieldChoice, "/body/q/ELD02"}}},
            {"null", Value::map({{"ELD02", Value()}}), {{FieldType, "/body/q/ELD02"}}},
            {"an unknown row", Value::map({{"ELD99", 3}}), {{FieldChoice, "/body/q/ELD99"}}},
            {"a row with a stroke", Value::map({{"a/b~c", 3}}), {{FieldChoice, "/body/q/a~1b~0c"}}},
        });
    Question needed = kMatrix;
    needed.required = true;
    expect_cases(needed, {{"one row", Value::map({{"ELD02", 3}})},
                          {"none", Value::map(), {{FieldMissing, "/body/q"}}}});
}

TEST(QuestionKinds, an_answer_that_is_absent_or_null_is_missing_only_when_it_is_needed) {
    for (const QuestionKindRow& row : question_kinds()) {
        for (const bool required : {false, true}) {
            const Question question{.name = "q", .kind = row.kind, .required = required};
            const Errors expected = required ? Errors{{FieldMissing, "/body/q"}} : Errors{};
            Errors errors;
            check_answer(question, nullptr, "/body/q", {}, errors);
            EXPECT_EQ(errors, expected) << row.name;
            EXPECT_EQ(checked(question, Value()), expected) << row.name;
        }
    }
}

TEST(QuestionKinds, each_kind_refuses_an_answer_of_a_type_it_does_not_have) {
    const std::vector<Question> questions{kMayPhoto,    kPlace,         kSingle, kMultiple,
                                          kPlainNumber, kSourcedNumber, kText,   kMatrix};
    for (const Question& question : questions) {
        for (const Value& odd : {Value(true), Value::list({Value::list()}), Value(1e99)}) {
            EXPECT_FALSE(checked(question, odd).empty()) << question_kind(question.kind).name;
            EXPECT_FALSE(tests::fits(question_kind(question.kind).schema(question), odd))
                << question_kind(question.kind).name;
        }
    }
}

}  // namespace kongdi
