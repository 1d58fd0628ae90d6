// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/base/result.hpp"

namespace kongdi {

TEST(Error, each_code_has_a_row_of_its_own_and_a_name_of_its_own) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < error_table().size(); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        EXPECT_EQ(error_row(code).code, code);
        EXPECT_TRUE(names.insert(error_row(code).name).second) << error_row(code).name;
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::Count_));
}

TEST(Error, names_are_lower_snake_and_the_text_key_follows_from_the_name) {
    for (const ErrorRow& row : error_table()) {
        EXPECT_FALSE(row.name.empty());
        EXPECT_EQ(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                  std::string_view::npos)
            << row.name;
        EXPECT_EQ(row.key, "error." + std::string(row.name));
    }
}

TEST(Error, each_code_becomes_a_4xx_or_5xx_and_only_our_own_troubles_a_5xx) {
    for (const ErrorRow& row : error_table()) {
        EXPECT_GE(row.http_status, 400) << row.name;
        EXPECT_LT(row.http_status, 600) << row.name;
        const bool ours = row.code == ErrorCode::StorageBusy ||
                          row.code == ErrorCode::StorageFull || row.code == ErrorCode::Internal;
        EXPECT_EQ(row.http_status >= 500, ours) << row.name;
    }
}

TEST(Error, two_errors_are_equal_whatever_their_detail_for_the_log_says) {
    const Error one{ErrorCode::FieldType, "/body/place", "a string"};
    const Error other{ErrorCode::FieldType, "/body/place", "a number"};
    EXPECT_EQ(one, other);
    EXPECT_FALSE(one == (Error{ErrorCode::FieldType, "/body"}));
    EXPECT_FALSE(one == (Error{ErrorCode::FieldRange, "/body/place"}));
}

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return Error{ErrorCode::FieldRange, "/number"};
    return number / 2;
}
Result<int> quarter(int number) {
    const int once = KONGDI_TRY(half(number));
    return KONGDI_TRY(half(once));
}
Result<void> is_even(int number) {
    KONGDI_CHECK(half(number));
    return {};
}

}  // namespace

TEST(Result, carries_a_value_or_the_reason_why_there_is_none) {
    EXPECT_EQ(half(6).value(), 3);
    EXPECT_FALSE(half(7).has_value());
    EXPECT_EQ(half(7).error(), (Error{ErrorCode::FieldRange, "/number"}));
    EXPECT_EQ(half(7).value_or(9), 9);
    EXPECT_EQ(half(8).value_or(9), 4);
}

TEST(Result, try_and_check_pass_the_reason_on) {
    EXPECT_EQ(*quarter(12), 3);
    EXPECT_EQ(quarter(6).error().path, "/number");
    EXPECT_TRUE(is_even(4).has_value());
    EXPECT_EQ(is_even(5).error().code, ErrorCode::FieldRange);
}

}  // namespace kongdi
