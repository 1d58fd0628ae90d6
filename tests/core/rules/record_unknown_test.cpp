// SPDX-License-Identifier: Apache-2.0
// Members of a record that nobody asked for: a newer phone may send a word or a number, and nobody
// a name's number, a list or a way.
#include <gtest/gtest.h>

#include "core/question/members.hpp"
#include "core/rules/record_check.hpp"
#include "tests/support/print_error.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi {

namespace {

using enum ErrorCode;
using tests::RecordBuilder;

/// Every map of a record.
const std::vector<std::string> kMaps{"",
                                     "/body",
                                     "/body/place",
                                     "/body/place/point",
                                     "/body/place/fix",
                                     "/body/floor_area",
                                     "/photos/0",
                                     "/consent/survey"};

Value whole_record() {
    RecordBuilder builder;
    builder.photo(std::string(64, 'a')).fix(120.1, 30.2);
    builder.with("/body/floor_area", Value::map({{"value", 60}, {"source", "estimate"}}));
    return builder.build();
}

Errors errors_with(const std::string& path, const Value& value) {
    Value tree = whole_record();
    tests::set_path(tree, path, value);
    return check_record(tree, tests::context()).errors;
}

}  // namespace

TEST(UnknownMembers, a_number_of_somebody_is_refused_wherever_it_stands) {
    ASSERT_EQ(check_record(whole_record(), tests::context()).errors, Errors{});
    for (const std::string& map : kMaps)
        for (const Value& number :
             {Value("13800138000"), Value("电话 138 0013 8000"), Value(std::int64_t{13800138000}),
              Value(13800138000.5), Value(std::int64_t{-13800138000}), Value("11010519491231002X"),
              Value(std::int64_t{110105194912310038})}) {
            const std::string path = map + "/contact";
            EXPECT_EQ(errors_with(path, number), (Errors{{PersonalNumber, path}}));
        }
    EXPECT_EQ(errors_with("/body/13800138000", true),
              (Errors{{PersonalNumber, "/body/13800138000"}}));
}

TEST(UnknownMembers, a_list_or_an_object_is_refused_wherever_it_stands) {
    const Value track = Value::list({Value::list({120.1, 30.2}), Value::list({120.2, 30.2})});
    for (const std::string& map : kMaps)
        for (const Value& value :
             {track, Value::list(), Value::map(), Value::map({{"phone", "13800138000"}})}) {
            const std::string path = map + "/track";
            EXPECT_EQ(errors_with(path, value), (Errors{{FieldUnknown, path}}));
        }
}

TEST(UnknownMembers, of_a_newer_phone_pass_when_they_are_a_word_or_a_number) {
    const std::string digits = "13800138000";
    for (const std::string& map : kMaps)
        for (const Value& value :
             {Value(), Value(true), Value(7), Value(2.5), Value(""), Value("large"),
              Value(std::string(question::kLongestUnknown, 'x')),
              // Times, identifiers and hashes are no numbers of somebody, whatever digits they
              // have.
              Value(std::int64_t{1'795'507'200'000}), Value("2026-11-24T08:00:00Z"),
              Value("330106001051"), Value("01932f5e-7c00-7000-8000-13800138000a"),
              Value("a" + digits + "bcdef0123456789abcde"),
              Value("a" + digits + "b" + std::string(51, 'c')),
              Value("110105194912310021")}) {  // its check digit is wrong
            EXPECT_EQ(errors_with(map + "/newer", value), Errors{}) << map;
        }
}

TEST(UnknownMembers, are_few_short_and_named_as_fields_are) {
    const std::string long_text(question::kLongestUnknown + 1, 'x');
    EXPECT_EQ(errors_with("/body/newer", long_text), (Errors{{FieldTooLong, "/body/newer"}}));
    EXPECT_EQ(errors_with("/body/" + long_text, 1), (Errors{{FieldUnknown, "/body/" + long_text}}));
    EXPECT_EQ(errors_with("/body/王小明", true), (Errors{{FieldUnknown, "/body/王小明"}}));
    Value tree = RecordBuilder().build();
    for (std::size_t i = 0; i < question::kMostUnknown + 1; ++i)
        tests::set_path(tree, "/body/lon_" + std::to_string(i), 120.1);
    EXPECT_EQ(check_record(tree, tests::context()).errors, (Errors{{FieldUnknown, "/body/lon_8"}}));
}

}  // namespace kongdi
