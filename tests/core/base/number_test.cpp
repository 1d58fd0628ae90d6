// SPDX-License-Identifier: Apache-2.0
#include "core/base/number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

std::string decimal(double value) {
    std::string out;
    append_decimal(out, value);
    return out;
}

/// What strtod reads of a text, and how much of it; on the page it is the browser's.
std::pair<double, std::ptrdiff_t> read(const char* text) {
    char* end = nullptr;
    const double value = std::strtod(text, &end);
    return {value, end - text};
}

}  // namespace

TEST(Number, has_a_short_form) {
    EXPECT_EQ(decimal(0.1), "0.1");
    EXPECT_EQ(decimal(-0.25), "-0.25");
    EXPECT_EQ(decimal(60), "60.0");
    EXPECT_EQ(decimal(1e15), "1e+15");
    EXPECT_EQ(decimal(1e-7), "1e-07");
    EXPECT_EQ(decimal(0.1 + 0.2), "0.30000000000000004");
}

TEST(Number, of_any_bits_is_read_back_as_it_was_written) {
    kongdi::tests::Random random(11);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random.next();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        const std::string text = decimal(value);
        const auto [again, length] = read(text.c_str());
        EXPECT_EQ(again, value) << text;
        EXPECT_EQ(length, static_cast<std::ptrdiff_t>(text.size())) << text;
    }
}

TEST(Number, is_read_as_far_as_it_goes) {
    using Pair = std::pair<double, std::ptrdiff_t>;
    EXPECT_EQ(read("12.50 m"), Pair(12.5, 5));
    EXPECT_EQ(read(".5"), Pair(0.5, 2));
    EXPECT_EQ(read("5."), Pair(5, 2));
    EXPECT_EQ(read("-3e2x"), Pair(-300, 4));
    EXPECT_EQ(read("1e"), Pair(1, 1));
    EXPECT_EQ(read("1e+"), Pair(1, 1));
    EXPECT_EQ(read("1.2.3"), Pair(1.2, 3));
    EXPECT_EQ(read("."), Pair(0, 0));
    EXPECT_EQ(read("-"), Pair(0, 0));
    EXPECT_EQ(read(""), Pair(0, 0));
    EXPECT_EQ(read("1e999"), Pair(HUGE_VAL, 5));
    // Halfway between two numbers: the even one.
    EXPECT_EQ(read("9007199254740993"), Pair(9007199254740992.0, 16));
    EXPECT_EQ(read("0.1000000000000000055511151231257827").first, 0.1);
    EXPECT_EQ(read("2.2250738585072011e-308").first, 2.2250738585072011e-308);
}

}  // namespace kongdi
