// SPDX-License-Identifier: Apache-2.0
// What is wrong with a record, and where: the list of bad input, looped over.
#include "core/rules/record_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/codec/record_codec.hpp"
#include "core/rules/meeting_rules.hpp"
#include "core/rules/record_fields.hpp"
#include "tests/support/meeting_plans.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;
using tests::RecordBuilder;

const std::string kHashA(64, 'a');
const std::string kHashB(64, 'b');

Errors errors_of(const Value& tree) { return check_record(tree, tests::context()).errors; }
Errors errors_of(const RecordBuilder& builder) { return errors_of(builder.build()); }
Errors errors_of_bytes(std::string_view bytes) {
    return read_record(bytes, tests::context()).errors;
}

/// The bytes of a right record with one piece of text replaced.
std::string bytes_with(std::string_view piece, std::string_view other) {
    std::string bytes = RecordBuilder().with("/body/description", "空了三年").bytes();
    bytes.replace(bytes.find(piece), piece.size(), other);
    return bytes;
}

/// A record that is right but for a field in which lists stand so deep.
std::string bytes_so_deep(std::size_t levels) {
    return bytes_with("\"mode\"", "\"deep\":" + std::string(levels - 1, '[') +
                                      std::string(levels - 1, ']') + ",\"mode\"");
}

}  // namespace

TEST(Record, of_either_kind_with_nothing_wrong_passes) {
    EXPECT_EQ(errors_of(RecordBuilder()), Errors{});
    EXPECT_EQ(errors_of(RecordBuilder::service_checkup()), Errors{});
    EXPECT_EQ(errors_of(RecordBuilder::first_checkup()), Errors{});
    EXPECT_EQ(errors_of(RecordBuilder().photo(kHashA).photo(kHashB).fix(120.1, 30.2)), Errors{});
    EXPECT_EQ(errors_of_bytes(RecordBuilder().bytes()), Errors{});
}

TEST(Record, bytes_that_are_no_record_at_all_are_refused_by_what_is_wrong_with_them) {
    struct Case {
        std::string_view what;
        std::string bytes;
        ErrorCode code;
    };
    const std::string right = RecordBuilder().bytes();
    for (const Case& row : {
             Case{"nothing", "", BodyNotJson},
             Case{"white space", " \n", BodyNotJson},
             Case{"a form", "id=1&kind=idle_space", BodyNotJson},
             Case{"cut off", right.substr(0, right.size() - 1), BodyNotJson},
             Case{"two records", right + right, BodyNotJson},
             Case{"something after a NUL", right + std::string("\0x", 2), BodyNotJson},
             Case{"a comma too many", bytes_with("\"mode\"", ",\"mode\""), BodyNotJson},
             Case{"a number past all doubles", bytes_with("30.2741", "1e400"), BodyNotJson},
             Case{"NaN", bytes_with("30.2741", "NaN"), BodyNotJson},
             Case{"a lone surrogate", bytes_with("空了三年", "\\ud83d"), BodyNotJson},
             Case{"a raw line end in a text", bytes_with("空了三年", "a\nb"), BodyNotJson},
             Case{"GB18030", bytes_with("空了三年", "\xBF\xD5\xC1\xCB"), BodyNotUtf8},
             Case{"a surrogate as UTF-8", bytes_with("空了三年", "\xED\xA0\xBD"), BodyNotUtf8},
             Case{"a cut character", bytes_with("空了三年", "\xE7\xA9"), BodyNotUtf8},
             Case{"a list", "[" + right + "]", BodyNotObject},
             Case{"a text", "\"idle_space\"", BodyNotObject},
             Case{"null", "null", BodyNotObject},
             Case{"a number", "7", BodyNotObject},
             Case{"a name twice", bytes_with("\"mode\"", "\"id\":1,\"mode\""), BodyDuplicateKey},
             Case{"a name twice further down", bytes_with("\"lon\"", "\"lat\":1,\"lon\""),
                  BodyDuplicateKey},
             Case{"33 levels", bytes_so_deep(33), BodyTooDeep},
             Case{"many thousand levels", std::string(60'000, '['), BodyTooDeep},
             Case{"one byte too many", right + std::string(kMaxRecordBytes + 1 - right.size(), ' '),
                  BodyTooLarge},
         })
        EXPECT_EQ(errors_of_bytes(row.bytes), (Errors{{row.code, ""}})) << row.what;
}

TEST(Record, as_large_and_as_deep_as_allowed_passes) {
    const std::string right = RecordBuilder().bytes();
    EXPECT_EQ(errors_of_bytes(right + std::string(kMaxRecordBytes - right.size(), ' ')), Errors{});
    EXPECT_EQ(errors_of_bytes(bytes_so_deep(32)), (Errors{{FieldUnknown, "/deep"}}));
}

TEST(Record, ten_thousand_names_are_read_and_a_last_one_that_repeats_is_found) {
    std::string bytes = "{";
    for (int i = 0; i < 7'000; ++i) bytes += "\"" + std::to_string(i) + "\":1,";
    EXPECT_EQ(errors_of_bytes(bytes + "\"0\":1}"), (Errors{{BodyDuplicateKey, ""}}));
    EXPECT_EQ(errors_of_bytes(bytes + "\"z\":1}").front(), (Error{FieldMissing, "/id"}));
}

TEST(Record, a_field_of_a_type_it_does_not_have_is_named) {
    // A type that each field does not have, in turn.
    const std::vector<Value> odd{Value(true), Value(7),      Value(7.5),
                                 Value("x"),  Value::list(), Value::map()};
    for (const RecordField& field : kRecordFields) {
        const std::string path = "/" + std::string(field.name);
        int refused = 0;
        for (const Value& value : odd) {
            RecordBuilder builder;
            builder.with(field.name, value);
            const Errors errors = errors_of(builder);
            const bool typed =
                std::find(errors.begin(), errors.end(), Error{FieldType, path}) != errors.end();
            const bool same_type =
                value.if_string() != nullptr
                    ? field.name == "seat" ||
                          RecordBuilder().build()[field.name].if_string() != nullptr
                : value.if_list() != nullptr ? field.name == "photos"
                : value.if_map() != nullptr
                    ? field.name == "consent" || field.name == "body"
                    : value.if_int() != nullptr && field.name == "questionnaire_version";
            EXPECT_EQ(typed, !same_type) << field.name;
            if (typed) ++refused;
        }
        EXPECT_EQ(refused, 5) << field.name;
    }
}

TEST(Record, a_field_that_is_needed_must_be_there_and_null_is_not_there) {
    for (const RecordField& field : kRecordFields) {
        const Error missing{FieldMissing, "/" + std::string(field.name)};
        for (const RecordBuilder& builder :
             {RecordBuilder().without(field.name), RecordBuilder().with(field.name, Value())}) {
            const Errors errors = errors_of(builder);
            EXPECT_EQ(std::count(errors.begin(), errors.end(), missing), field.required ? 1 : 0)
                << field.name;
            if (!field.required) {
                EXPECT_EQ(errors, Errors{}) << field.name;
            }
        }
    }
}

TEST(Record, each_bad_field_is_refused_with_its_code_at_its_path) {
    struct Case {
        std::string_view what;
        RecordBuilder record;
        Errors errors;
    };
    const auto with = [](std::string_view field, Value value) {
        return RecordBuilder().with(field, std::move(value));
    };
    const auto photo_with = [](std::string_view field, Value value) {
        return RecordBuilder().photo(kHashA).with("/photos/0/" + std::string(field),
                                                  std::move(value));
    };
    const std::vector<Case> cases{
        {"id of version 4",
         with("id", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f"),
         {{FieldFormat, "/id"}}},
        {"unknown kind", with("kind", "gossip"), {{KindUnknown, "/kind"}}},
        {"kind in capitals", with("kind", "Idle_Space"), {{KindUnknown, "/kind"}}},
        {"no kind", RecordBuilder::service_checkup().without("kind"), {{FieldMissing, "/kind"}}},
        {"unknown questionnaire",
         with("questionnaire", "gossip"),
         {{QuestionnaireUnknown, "/questionnaire"}}},
        {"questionnaire of another kind",
         with("questionnaire", "service_checkup"),
         {{QuestionnaireUnknown, "/questionnaire"}}},
        {"no questionnaire",
         RecordBuilder().without("questionnaire"),
         {{FieldMissing, "/questionnaire"}}},
        {"version to come",
         with("questionnaire_version", 999),
         {{QuestionnaireUnknown, "/questionnaire_version"}}},
        {"version 0",
         with("questionnaire_version", 0),
         {{QuestionnaireUnknown, "/questionnaire_version"}}},
        {"community of 9 digits", with("community", "330106001"), {{CommunityCode, "/community"}}},
        {"community of letters", with("community", "cuiyuan"), {{CommunityCode, "/community"}}},
        {"no date", with("created_at", "today"), {{FieldFormat, "/created_at"}}},
        {"a date without zone",
         with("created_at", "2026-11-24T07:00:00"),
         {{FieldFormat, "/created_at"}}},
        {"30 February", with("created_at", "2026-02-30T07:00:00Z"), {{FieldFormat, "/created_at"}}},
        {"next year", with("created_at", "2027-11-24T07:00:00Z"), {{DateFuture, "/created_at"}}},
        {"past the slack of clocks",
         with("created_at", format_time(tests::kNowMs + kClockSlackMs + 1)),
         {{DateFuture, "/created_at"}}},
        {"device with hyphens",
         with("device", "00112233-4455-6677-8899-aabbccddeeff"),
         {{FieldFormat, "/device"}}},
        {"unknown mode", with("mode", "by_mail"), {{FieldChoice, "/mode"}}},
        {"no place", RecordBuilder().without("/body/place"), {{FieldMissing, "/body/place"}}},
        {"outside the world",
         with("/body/place/point/lon", 200),
         {{CoordinatesRange, "/body/place/point/lon"}}},
        {"north of the pole",
         with("/body/place/point/lat", 91),
         {{CoordinatesRange, "/body/place/point/lat"}}},
        {"unknown type", with("/body/space_type", "I99"), {{FieldChoice, "/body/space_type"}}},
        {"a photo not listed",
         with("/body/photo", Value::list({kHashA})),
         {{PhotoListed, "/body/photo/0"}}},
        {"a photo of 12 MB and a byte",
         photo_with("bytes", 12'000'001),
         {{PhotoTooLarge, "/photos/0/bytes"}}},
        {"a photo of no bytes", photo_with("bytes", 0), {{FieldRange, "/photos/0/bytes"}}},
        {"a photo without width",
         photo_with("width", Value()),
         {{FieldMissing, "/photos/0/width"}}},
        {"a photo wide as text", photo_with("width", "12"), {{FieldType, "/photos/0/width"}}},
        {"a photo of 20 001 pixels",
         photo_with("height", 20'001),
         {{FieldRange, "/photos/0/height"}}},
        {"a hash too short",
         photo_with("sha256", "abc"),
         {{FieldFormat, "/photos/0/sha256"}, {PhotoListed, "/body/photo/0"}}},
        {"the photo's hash alone",
         with("photos", Value::list({kHashA})),
         {{FieldType, "/photos/0"}}},
        {"a photo twice",
         RecordBuilder().photo(kHashA).photo(kHashA),
         {{FieldRepeated, "/photos/1/sha256"}, {FieldRepeated, "/body/photo/1"}}},
    };
    for (const Case& row : cases) EXPECT_EQ(errors_of(row.record), row.errors) << row.what;
}

TEST(Record, nine_photos_are_too_many_and_eight_are_not) {
    RecordBuilder builder;
    for (int i = 0; i < 8; ++i)
        builder.with("/body/photo", Value::list())
            .photo(std::string(64, static_cast<char>('0' + i)));
    EXPECT_EQ(errors_of(builder), Errors{});
    builder.with("/body/photo", Value::list()).photo(std::string(64, '8'));
    const Errors errors = errors_of(builder.with("/body/photo", Value::list()));
    EXPECT_EQ(errors, (Errors{{FieldRange, "/photos"}}));
}

TEST(Record, a_clock_that_runs_a_little_ahead_is_allowed) {
    const std::int64_t last = tests::kNowMs + kClockSlackMs;
    EXPECT_EQ(errors_of(RecordBuilder().with("created_at", format_time(last))), Errors{});
}

TEST(Record, several_mistakes_come_in_the_order_of_the_fields) {
    RecordBuilder builder;
    builder.with("/body/space_type", 5)
        .with("mode", "x")
        .with("device", "x")
        .with("consent", Value::map())
        .with("id", 1);
    EXPECT_EQ(errors_of(builder), (Errors{{FieldType, "/id"},
                                          {FieldFormat, "/device"},
                                          {FieldChoice, "/mode"},
                                          {ConsentMissing, "/consent/survey"},
                                          {FieldType, "/body/space_type"}}));
}

TEST(Consent, a_report_without_consent_is_refused) {
    EXPECT_EQ(errors_of(RecordBuilder().without("consent")), (Errors{{FieldMissing, "/consent"}}));
    EXPECT_EQ(errors_of(RecordBuilder().with("consent", Value::map())),
              (Errors{{ConsentMissing, "/consent/survey"}}));
}

TEST(Consent, photos_and_the_phones_position_need_a_consent_of_their_own) {
    const auto only_survey = [](RecordBuilder builder) {
        return builder.with("consent", Value::map()).consent("survey");
    };
    EXPECT_EQ(errors_of(only_survey(RecordBuilder())), Errors{});
    EXPECT_EQ(errors_of(only_survey(RecordBuilder().photo(kHashA))),
              (Errors{{ConsentMissing, "/consent/photo"}}));
    EXPECT_EQ(errors_of(only_survey(RecordBuilder().fix(120, 30))),
              (Errors{{ConsentMissing, "/consent/location"}}));
    EXPECT_EQ(errors_of(only_survey(RecordBuilder().with("/body/place/point/source", "fix"))),
              (Errors{{ConsentMissing, "/consent/location"}}));
    EXPECT_EQ(errors_of(only_survey(RecordBuilder().photo(kHashA).fix(120, 30))),
              (Errors{{ConsentMissing, "/consent/photo"}, {ConsentMissing, "/consent/location"}}));
}

TEST(Consent, is_to_a_text_that_there_was) {
    for (const std::string_view language : {"zh", "en"})
        EXPECT_EQ(
            errors_of(RecordBuilder().with("consent", Value::map()).consent("survey", language)),
            Errors{});
    const auto given = [](std::string_view purpose, Value version, Value hash) {
        return RecordBuilder().with(
            "consent",
            Value::map({{std::string(purpose), Value::map({{"version", std::move(version)},
                                                           {"sha256", std::move(hash)}})}}));
    };
    const std::string hash = sha256(tests::catalogue().consents.front().text.in("zh"));
    EXPECT_EQ(errors_of(given("survey", 1, hash)), Errors{});
    EXPECT_EQ(errors_of(given("survey", 2, hash)), (Errors{{ConsentUnknown, "/consent/survey"}}));
    EXPECT_EQ(errors_of(given("survey", 1, kHashA)), (Errors{{ConsentUnknown, "/consent/survey"}}));
    EXPECT_EQ(errors_of(given("survey", 99, hash)), (Errors{{ConsentUnknown, "/consent/survey"}}));
    EXPECT_EQ(errors_of(given("survey", "1", hash)),
              (Errors{{FieldType, "/consent/survey/version"}}));
    EXPECT_EQ(errors_of(given("survey", Value(), hash)),
              (Errors{{FieldMissing, "/consent/survey/version"}}));
    EXPECT_EQ(errors_of(given("survey", 1, 1)), (Errors{{FieldType, "/consent/survey/sha256"}}));
    EXPECT_EQ(
        errors_of(given("marketing", 1, hash)),
        (Errors{{ConsentUnknown, "/consent/marketing"}, {ConsentMissing, "/consent/survey"}}));
    EXPECT_EQ(errors_of(RecordBuilder().with("/consent/survey", true)),
              (Errors{{FieldType, "/consent/survey"}}));
}

TEST(MeetingAnswers, are_of_a_seat_in_the_hall_or_helped_and_to_one_question) {
    const Questionnaire agenda = agenda_of(tests::meeting_plan(), 4);
    const auto errors_in_hall = [&](const RecordBuilder& builder) {
        return check_record(builder.build(), {tests::catalogue(), tests::kNowMs, &agenda}).errors;
    };
    const auto answer = [] {
        return RecordBuilder::meeting(4).with("/seat", kHashA).with("/body/room", "yes");
    };
    EXPECT_EQ(errors_in_hall(answer()), Errors{});
    EXPECT_EQ(errors_in_hall(answer().with("/mode", "assisted")), Errors{});
    EXPECT_EQ(errors_in_hall(answer().with("/mode", "self")), (Errors{{FieldChoice, "/mode"}}));
    EXPECT_EQ(errors_in_hall(answer().without("/seat")), (Errors{{FieldMissing, "/seat"}}));
    EXPECT_EQ(errors_in_hall(answer().with("/body/content", 3)), (Errors{{FieldRange, "/body"}}));
    EXPECT_EQ(errors_in_hall(answer().with("/body", Value::map())),
              (Errors{{FieldMissing, "/body"}}));
    EXPECT_EQ(errors_in_hall(answer().with("/body/room", "perhaps")),
              (Errors{{FieldChoice, "/body/room"}}));
}

}  // namespace kongdi
