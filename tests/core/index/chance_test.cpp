// SPDX-License-Identifier: Apache-2.0
#include "core/index/chance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random.hpp"

namespace kongdi {

TEST(Chance, the_own_logarithm_is_that_of_the_library_to_the_last_digits) {
    tests::Random random(1);
    for (int i = 0; i < 100'000; ++i) {
        const double x = std::exp(random.real(-600, 600));
        const double expected = std::log(x);
        ASSERT_NEAR(own_log(x), expected, 4e-16 * std::fabs(expected) + 4e-16) << x;
    }
    EXPECT_EQ(own_log(1), 0);
}

TEST(Chance, deviates_are_those_of_tables) {
    EXPECT_EQ(normal_deviate(0.5), 0);
    EXPECT_NEAR(normal_deviate(0.975), 1.959963984540054, 1e-14);
    EXPECT_NEAR(normal_deviate(0.75), 0.674489750196082, 1e-14);
    EXPECT_NEAR(normal_deviate(1e-10), -6.361340902404056, 1e-13);
    EXPECT_NEAR(normal_deviate(1e-20), -9.262340089798408, 1e-13);
    EXPECT_EQ(normal_deviate(0.1), -normal_deviate(0.9));
}

TEST(Chance, what_lies_below_a_deviate_is_the_share_it_was_asked_for) {
    tests::Random random(2);
    for (int i = 0; i < 100'000; ++i) {
        const double share = random.real(1e-9, 1 - 1e-9);
        const double below = 0.5 * std::erfc(-normal_deviate(share) / std::sqrt(2.0));
        ASSERT_NEAR(below, share, 1e-14) << share;
    }
}

TEST(Chance, a_place_of_the_table_is_the_same_on_every_machine) {
    EXPECT_EQ(chance(1, 2, 3), chance(1, 2, 3));
    EXPECT_NE(chance(1, 2, 3), chance(1, 3, 2));
    EXPECT_NE(chance(1, 2, 3), chance(2, 2, 3));
    EXPECT_EQ(chance(20'241'125, 999, 1247), 0.47119676061610727);
    EXPECT_EQ(normal_deviate(chance(20'241'125, 999, 1247)), -0.072261854209783996);
}

TEST(Chance, the_table_is_spread_evenly_along_rows_and_columns) {
    for (const bool by_row : {true, false}) {
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        double last = 0;
        constexpr int kCount = 200'000;
        for (std::uint64_t i = 0; i < kCount; ++i) {
            const double z = normal_deviate(by_row ? chance(7, 3, i) : chance(7, i, 3));
            sum += z;
            squares += z * z;
            neighbours += z * last;
            last = z;
        }
        EXPECT_NEAR(sum / kCount, 0, 0.01);
        EXPECT_NEAR(squares / kCount, 1, 0.015);
        EXPECT_NEAR(neighbours / kCount, 0, 0.01);
    }
}

}  // namespace kongdi
