// SPDX-License-Identifier: Apache-2.0
#include "core/codec/json_member.hpp"

#include <gtest/gtest.h>

namespace kongdi {

TEST(JsonMember, is_found_wherever_it_stands_in_the_outermost_map) {
    const std::string_view text = R"({"a":{"version":1},"b":[{"version":2}],"version":3,"c":"x"})";
    EXPECT_EQ(member_of_own_json(text, "version"), Value(3));
    EXPECT_EQ(member_of_own_json(text, "c"), Value("x"));
    EXPECT_EQ(member_of_own_json(R"({"c":true,"d":1.5,"e":-2})", "c"), Value(true));
    EXPECT_EQ(member_of_own_json(R"({"c":true,"d":1.5,"e":-2})", "d"), Value(1.5));
    EXPECT_EQ(member_of_own_json(R"({"c":true,"d":1.5,"e":-2})", "e"), Value(-2));
}

TEST(JsonMember, that_is_none_or_no_single_value_is_null) {
    EXPECT_TRUE(member_of_own_json(R"({"a":1})", "b").is_null());
    EXPECT_TRUE(member_of_own_json(R"({"a":{"b":1}})", "b").is_null());
    EXPECT_TRUE(member_of_own_json(R"({"a":{"b":1}})", "a").is_null());
    EXPECT_TRUE(member_of_own_json(R"({"a":[1]})", "a").is_null());
    EXPECT_TRUE(member_of_own_json(R"({"a":null})", "a").is_null());
    EXPECT_TRUE(member_of_own_json("[1]", "a").is_null());
    EXPECT_TRUE(member_of_own_json("", "a").is_null());
}

TEST(JsonMember, is_found_without_reading_what_follows_it) {
    EXPECT_EQ(member_of_own_json(R"({"version":3,)", "version"), Value(3));
}

}  // namespace kongdi
