// SPDX-License-Identifier: Apache-2.0
#include "core/model/money.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/random.hpp"

namespace kongdi {

TEST(Money, adds_the_two_subsidies_of_2023_without_loss) {
    const auto first = parse_money("3.5", MoneyUnit::Yi);
    const auto second = parse_money("1.24", MoneyUnit::Yi);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first + *second, 474'000'000);
    EXPECT_EQ(format_money(*first + *second, MoneyUnit::Yi), "4.74");
    EXPECT_EQ(format_money(*first + *second, MoneyUnit::Wan), "47400");
}

TEST(Money, gives_a_third_of_batch_four_as_the_reply_prints_it) {
    EXPECT_EQ(permille(33, 73), 452);
    EXPECT_EQ(format_permille(452), "45.2");
    EXPECT_EQ(permille(1, 2000), 1);  // half a tenth goes up
    EXPECT_EQ(permille(1, 2001), 0);
    EXPECT_EQ(permille(73, 73), 1000);
    EXPECT_EQ(format_permille(1000), "100.0");
    EXPECT_EQ(permille(0, 9), 0);
    EXPECT_FALSE(permille(1, 0));
    EXPECT_FALSE(permille(-1, 5));
    EXPECT_FALSE(permille(std::numeric_limits<std::int64_t>::max(), 5));
    EXPECT_EQ(permille(1, std::numeric_limits<std::int64_t>::max()), 0);
}

TEST(Money, writes_as_many_decimals_as_it_takes) {
    EXPECT_EQ(format_money(0, MoneyUnit::Yi), "0");
    EXPECT_EQ(format_money(1, MoneyUnit::Yi), "0.00000001");
    EXPECT_EQ(format_money(35'000, MoneyUnit::Wan), "3.5");
    EXPECT_EQ(format_money(-120'500, MoneyUnit::Wan), "-12.05");
    EXPECT_EQ(format_money(9'999, MoneyUnit::Yuan), "9999");
    EXPECT_EQ(money_unit_for(9'999), MoneyUnit::Yuan);
    EXPECT_EQ(money_unit_for(10'000), MoneyUnit::Wan);
    EXPECT_EQ(money_unit_for(99'999'999), MoneyUnit::Wan);
    EXPECT_EQ(money_unit_for(-100'000'000), MoneyUnit::Yi);
    EXPECT_EQ(format_money(std::numeric_limits<std::int64_t>::min(), MoneyUnit::Yi),
              "-92233720368.54775808");
}

TEST(Money, reads_back_what_it_wrote) {
    tests::Random random(121);
    for (int i = 0; i < 5'000; ++i) {
        const std::int64_t yuan = random.between(0, 9'007'199'254'740'992 >> random.below(53));
        for (const MoneyUnit unit : {MoneyUnit::Yuan, MoneyUnit::Wan, MoneyUnit::Yi})
            EXPECT_EQ(parse_money(format_money(yuan, unit), unit), yuan);
    }
}

TEST(Money, reads_nothing_but_whole_yuan) {
    for (const char* text : {"", ".", "1.", ".5", "1.2.3", "-1", "+1", "1,000", "1e8", " 1", "四"})
        EXPECT_FALSE(parse_money(text, MoneyUnit::Yi)) << text;
    EXPECT_FALSE(parse_money("0.5", MoneyUnit::Yuan));
    EXPECT_FALSE(parse_money("1.00001", MoneyUnit::Wan));
    EXPECT_EQ(parse_money("1.0001", MoneyUnit::Wan), 10'001);
    EXPECT_EQ(parse_money("1.50", MoneyUnit::Wan), 15'000);
    EXPECT_EQ(parse_money("9007199254740992", MoneyUnit::Yuan), 9'007'199'254'740'992);
    EXPECT_FALSE(parse_money("9007199254740993", MoneyUnit::Yuan));
    EXPECT_FALSE(parse_money("90071992.54740993", MoneyUnit::Yi));
}

}  // namespace kongdi
