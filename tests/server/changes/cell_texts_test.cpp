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

TEST(CellTexts, a_text_that_a_spreadsheet_took_for_a_number_is_the_same_text) {
    const std::string text = "33010620240001234";
    EXPECT_TRUE(is_text_as_number("3.30106E+16", text));
    EXPECT_TRUE(is_text_as_number("33010620240001200", text)) << "fifteen digits are kept";
    EXPECT_FALSE(is_text_as_number("33010620240001235", text));
    EXPECT_FALSE(is_text_as_number("33010620240101200", text));
    EXPECT_FALSE(is_text_as_number("3.30107E+16", text));
    EXPECT_TRUE(is_text_as_number("7", "007"));
    EXPECT_TRUE(is_text_as_number("0", "000"));
    EXPECT_FALSE(is_text_as_number("8", "007"));
    EXPECT_FALSE(is_text_as_number("", "0"));
    EXPECT_TRUE(is_text_as_number("2024.1", "2024.10"));
    EXPECT_TRUE(is_text_as_number("-1.5", "-1.50"));
    EXPECT_FALSE(is_text_as_number("2024", "2024-17"));
}

TEST(CellTexts, what_a_spreadsheet_shows_in_place_of_a_text_is_none) {
    for (const char* cell : {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "##", "########", "Err:502",
                             "3.30106E+16", "1E+05"})
        EXPECT_TRUE(is_lost_text(cell)) << cell;
    for (const char* cell :
         {"", "#", "#rows", "# N/A", "3号#", "Err:", "Err:x", "E+1", "1E5", "1E+", "A1E+05", "N/A"})
        EXPECT_FALSE(is_lost_text(cell)) << cell;
    std::string field = "2024-17";
    EXPECT_FALSE(take_text("#N/A", field));
    EXPECT_EQ(field, "2024-17");
    EXPECT_TRUE(take_text("'#N/A", field)) << "somebody who means it";
    field = "#N/A";
    EXPECT_TRUE(take_text("#N/A", field)) << "as it stands";
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
