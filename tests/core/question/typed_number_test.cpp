// SPDX-License-Identifier: Apache-2.0
#include "core/question/typed_number.hpp"

#include <gtest/gtest.h>

namespace kongdi::question {
namespace {

TEST(TypedNumber, is_read_however_a_person_types_it) {
    EXPECT_EQ(typed_number("60"), Value(60));
    EXPECT_EQ(typed_number("６０．５"), Value(60.5));
    EXPECT_EQ(typed_number(" 60,5 "), Value(60.5));
    EXPECT_EQ(typed_number("-3"), Value(-3));
    EXPECT_TRUE(typed_number("  ").is_null());
}

TEST(TypedNumber, what_is_no_number_stays_as_it_was_typed) {
    for (const char* text : {"about 60", "1.2.3", "--", "0x10", "nan", "1e9", "六十"})
        EXPECT_EQ(typed_number(text), Value(text)) << text;
}

}  // namespace
}  // namespace kongdi::question
