// SPDX-License-Identifier: Apache-2.0
#include "core/codec/covered_photo_codec.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"

namespace kongdi::tests {

namespace {

struct BadParts {
    const char* what;
    const char* body;
    ErrorCode code;
    const char* path;
};

constexpr BadParts kBad[] = {
    {"nothing", "{}", ErrorCode::FieldMissing, "/parts"},
    {"a word", R"({"parts":"all"})", ErrorCode::FieldType, "/parts"},
    {"a number in place of a part", R"({"parts":[1]})", ErrorCode::FieldType, "/parts/0"},
    {"three edges", R"({"parts":[[0,0,1]]})", ErrorCode::FieldType, "/parts/0"},
    {"five edges", R"({"parts":[[0,0,1,1,1]]})", ErrorCode::FieldType, "/parts/0"},
    {"a word for an edge", R"({"parts":[[0,0,"1",1]]})", ErrorCode::FieldType, "/parts/0"},
    {"left of the picture", R"({"parts":[[-0.1,0,1,1]]})", ErrorCode::FieldRange, "/parts/0"},
    {"below the picture", R"({"parts":[[0,0,1,1.01]]})", ErrorCode::FieldRange, "/parts/0"},
    {"the second backwards", R"({"parts":[[0,0,1,1],[0.5,0,0.2,1]]})", ErrorCode::FieldRange,
     "/parts/1"},
    {"nothing wide", R"({"parts":[[0.5,0,0.5,1]]})", ErrorCode::FieldRange, "/parts/0"},
    {"nothing high", R"({"parts":[[0,0.5,1,0.5]]})", ErrorCode::FieldRange, "/parts/0"},
};

}  // namespace

TEST(CoveredPhotoCodec, each_bad_part_is_named) {
    for (const BadParts& bad : kBad) {
        SCOPED_TRACE(bad.what);
        const auto tree = parse_json(bad.body);
        ASSERT_TRUE(tree);
        const CheckedParts read = picture_parts_of(*tree);
        ASSERT_EQ(read.errors.size(), 1u);
        EXPECT_EQ(read.errors[0].code, bad.code);
        EXPECT_EQ(read.errors[0].path, bad.path);
    }
}

TEST(CoveredPhotoCodec, there_is_an_end_to_how_many_parts_are_taken) {
    Value parts = Value::list();
    for (std::size_t i = 0; i < kMaxPictureParts; ++i) parts.push(Value::list({0, 0, 1, 1}));
    EXPECT_TRUE(picture_parts_of(Value::map({{"parts", parts}})).ok());
    parts.push(Value::list({0, 0, 1, 1}));
    const CheckedParts read = picture_parts_of(Value::map({{"parts", parts}}));
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.errors[0].code, ErrorCode::FieldRange);
}

TEST(CoveredPhotoCodec, a_covering_reads_back_as_it_was_written) {
    const CoveredPhoto photo{std::string(64, 'a'),
                             {{0, 0.125, 0.5, 1}, {0.1, 0.2, 0.3, 0.4}},
                             "ling",
                             1'795'507'200'000};
    EXPECT_EQ(covered_photo_of(covered_photo_tree(photo)), photo);
    const CoveredPhoto whole{std::string(64, 'b'), {}, "ling", 1};
    EXPECT_EQ(covered_photo_of(covered_photo_tree(whole)), whole);
}

}  // namespace kongdi::tests
