// SPDX-License-Identifier: Apache-2.0
#include "server/changes/cell_texts.hpp"

#include <gtest/gtest.h>

namespace kongdi::server::tests {

namespace {

TEST(CellTexts, a_day_is_read_as_spreadsheets_and_people_write_it) {
    for (const char* said : {"2027-03-01", "2027/3/1", "2027.3.1", "2027/03/01 00:00:00",
                             "2027年3月1日", "2027年03月01日"})
        EXPECT_EQ(day_of_cell(said), "2027-03-01") << said;
}

TEST(CellTexts, what_may_be_another_day_is_none) {
    for (const char* said :
         {"", "soon", "3/1/2027", "1.3.2027", "27-03-01", "2027-03", "2027-02-30", "2027-3-1x",
          "2027-03-01 08:00", "46447", "99999999999-1-1", "2027-03-01T00:00:00Z", "-", "/ / /"})
        EXPECT_EQ(day_of_cell(said), std::nullopt) << said;
}

TEST(CellTexts, words_stand_between_the_marks_of_either_keyboard) {
    using Words = std::vector<std::string_view>;
    EXPECT_EQ(words_of_cell("a;b"), (Words{"a", "b"}));
    EXPECT_EQ(words_of_cell(" a ；b、c; "), (Words{"a", "b", "c"}));
    EXPECT_EQ(words_of_cell(";；、"), Words{});
    EXPECT_EQ(words_of_cell(""), Words{});
}

TEST(CellTexts, a_code_that_a_spreadsheet_shortened_is_the_same_code) {
    EXPECT_TRUE(is_same_code("330106001051", "330106001051"));
    EXPECT_TRUE(is_same_code("3.30106E+11", "330106001051"));
    EXPECT_FALSE(is_same_code("3.30108E+11", "330106001051"));
    EXPECT_FALSE(is_same_code("330106001052", "330106001051"));
    EXPECT_FALSE(is_same_code("", "330106001051"));
}

}  // namespace

}  // namespace kongdi::server::tests
