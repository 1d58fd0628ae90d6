// SPDX-License-Identifier: Apache-2.0
#include "core/model/scope.hpp"

#include <gtest/gtest.h>

namespace kongdi {

namespace {

constexpr std::string_view kCommunity = "330106001051";

TEST(Scope, nothing_is_implied) {
    EXPECT_FALSE(covers({}, kCommunity));
    EXPECT_FALSE(covers({}, ""));
    EXPECT_TRUE(covers(whole_city(), kCommunity));
    EXPECT_TRUE(covers(whole_city(), ""));
}

TEST(Scope, a_district_a_street_and_a_community_cover_what_lies_in_them) {
    for (const char* area : {"330106", "330106001", "330106001051"})
        EXPECT_TRUE(covers({{area}}, kCommunity)) << area;
    for (const char* area :
         {"330105", "330106002", "330106001052", "", "3", "3301", "city", "33010x"})
        EXPECT_FALSE(covers({{area, "330107"}}, kCommunity)) << area;
    EXPECT_FALSE(covers({{"330106"}}, ""));
}

TEST(Scope, its_text_reads_back_the_same) {
    for (const Scope& scope : {Scope(), whole_city(), Scope{{"330106", "330105001051"}}})
        EXPECT_EQ(scope_from_text(scope_text(scope)), scope);
}

}  // namespace

}  // namespace kongdi
