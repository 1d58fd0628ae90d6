// SPDX-License-Identifier: Apache-2.0
#include "core/base/personal_number.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tests/support/random.hpp"

namespace kongdi {

namespace {

using Kind = PersonalNumberKind;

/// The check digit of GB 11643 by its other definition: the sum of a_i 2^(i-1) is 1 modulo 11.
char check_of(const std::string& seventeen) {
    int sum = 0;
    int weight = 2;
    for (auto digit = seventeen.rbegin(); digit != seventeen.rend(); ++digit) {
        sum += (*digit - '0') * weight;
        weight = weight * 2 % 11;
    }
    const int check = (12 - sum % 11) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

struct Case {
    std::string_view text;
    std::optional<PersonalNumber> found;
};

}  // namespace

TEST(PersonalNumber, phones_are_found_as_people_write_them) {
    for (const Case& row : {
             Case{"13800138000", PersonalNumber{Kind::Phone, 0, 11}},
             Case{"打给13800138000王师傅", PersonalNumber{Kind::Phone, 6, 11}},
             Case{"138 0013 8000", PersonalNumber{Kind::Phone, 0, 13}},
             Case{"138-0013-8000。", PersonalNumber{Kind::Phone, 0, 13}},
             Case{"+86 138 0013 8000", PersonalNumber{Kind::Phone, 1, 16}},
             Case{"8613800138000", PersonalNumber{Kind::Phone, 0, 13}},
             Case{"008613800138000", PersonalNumber{Kind::Phone, 0, 15}},
             Case{"１３８００１３８０００", PersonalNumber{Kind::Phone, 0, 33}},
             Case{"300㎡，138　0013　8000", PersonalNumber{Kind::Phone, 9, 17}},
             Case{"19912345678", PersonalNumber{Kind::Phone, 0, 11}},
         })
        EXPECT_EQ(find_personal_number(row.text), row.found) << row.text;
}

TEST(PersonalNumber, identity_cards_are_found_by_their_check_digit) {
    for (const Case& row : {
             // The example of the standard, and one that ends with X.
             Case{"11010519491231002X", PersonalNumber{Kind::Identity, 0, 18}},
             Case{"身份证：440524188001010014", PersonalNumber{Kind::Identity, 12, 18}},
             Case{"110105 19491231 002x", PersonalNumber{Kind::Identity, 0, 20}},
             Case{"110105194912310021", std::nullopt},
             Case{"110105194913310025", std::nullopt},
         })
        EXPECT_EQ(find_personal_number(row.text), row.found) << row.text;
}

TEST(PersonalNumber, other_numbers_may_be_said) {
    for (const std::string_view text :
         {"", "面积约620平方米，3层", "339901001001", "1990-01-01 123", "12345678901",
          "138001380001", "1380013800", "0571-87654321", "2024年11月26日 10:30", "138,001,380.00",
          "x13800138", "138 00 13 8000 a", "1 3 8 0 0 1 3 8 0 0 0", "138/0013/8000", "12800138000"})
        EXPECT_EQ(find_personal_number(text), std::nullopt) << text;
}

TEST(PersonalNumber, one_wrong_digit_of_an_identity_card_makes_it_none) {
    tests::Random random(1643);
    for (int i = 0; i < 2000; ++i) {
        std::string digits = "330106";
        digits += std::to_string(random.between(1900, 2025));
        for (const int most : {12, 28}) {
            const std::string two = std::to_string(random.between(1, most));
            digits += std::string(2 - two.size(), '0') + two;
        }
        digits += std::to_string(random.between(100, 999));
        const char check = check_of(digits);
        const std::string whole = digits + check;
        ASSERT_EQ(find_personal_number("a" + whole + "b"),
                  (PersonalNumber{Kind::Identity, 1, whole.size()}))
            << whole;
        for (const char other : std::string("0123456789X"))
            EXPECT_EQ(find_personal_number(digits + other).has_value(), other == check) << digits;
    }
}

TEST(PersonalNumber, any_bytes_are_looked_through) {
    tests::Random random(7);
    constexpr std::string_view kSigns = "0123456789 -xX.";
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = random.between(0, 40); n > 0; --n)
            text.push_back(kSigns[static_cast<std::size_t>(random.between(0, 14))]);
        const auto found = find_personal_number(text);
        if (!found) continue;
        EXPECT_LE(found->at + found->length, text.size());
        // What was found is found alone, too.
        EXPECT_EQ(find_personal_number(text.substr(found->at, found->length)),
                  (PersonalNumber{found->kind, 0, found->length}));
    }
}

}  // namespace kongdi
