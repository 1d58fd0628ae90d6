// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/lines.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace kongdi::widgets {
namespace {

// A hanzi is 10 wide, a Latin letter 5.
float advance(void*, LetterCode c) { return c < 0x2000 ? 5.0f : 10.0f; }

std::vector<std::string> broken(std::string_view text, float width) {
    std::vector<std::string> out;
    for (const Line& line : break_lines(text, width, advance, nullptr))
        out.emplace_back(text.substr(line.begin, line.end - line.begin));
    return out;
}

using Lines = std::vector<std::string>;

TEST(Lines, hanzi_break_anywhere) {
    EXPECT_EQ(broken("一二三四五六", 30), (Lines{"一二三", "四五六"}));
}

TEST(Lines, a_full_stop_never_starts_a_line) {
    EXPECT_EQ(broken("一二三。四五六", 30), (Lines{"一二", "三。四", "五六"}));
    for (const std::string& line : broken("一二三。四五六,七八九!", 30)) {
        EXPECT_FALSE(line.starts_with("。"));
        EXPECT_FALSE(line.starts_with(","));
        EXPECT_FALSE(line.starts_with("!"));
    }
}

TEST(Lines, an_opening_bracket_never_ends_a_line) {
    for (const std::string& line : broken("一二《三四五六》七八", 30))
        EXPECT_FALSE(line.ends_with("《"));
}

TEST(Lines, words_and_numbers_stay_whole) {
    EXPECT_EQ(broken("the quick brown fox", 50), (Lines{"the quick", "brown fox"}));
    EXPECT_EQ(broken("面积60平方米", 30), (Lines{"面积60", "平方米"}));
    for (const std::string& line : broken("共有12345处", 40))
        EXPECT_TRUE(line.find("12345") != std::string::npos ||
                    line.find_first_of("12345") == std::string::npos);
}

TEST(Lines, a_word_wider_than_the_line_is_broken_anywhere) {
    EXPECT_EQ(broken("abcdefghij", 25), (Lines{"abcde", "fghij"}));
}

TEST(Lines, blanks_at_a_break_belong_to_no_line) {
    EXPECT_EQ(broken("ab cd", 14), (Lines{"ab", "cd"}));
}

TEST(Lines, a_line_end_ends_a_line_and_an_empty_line_stays) {
    EXPECT_EQ(broken("一\n\n二", 100), (Lines{"一", "", "二"}));
}

TEST(Lines, an_empty_text_is_one_empty_line) { EXPECT_EQ(broken("", 30), (Lines{""})); }

TEST(Lines, one_hanzi_is_not_left_alone_on_the_last_line) {
    EXPECT_EQ(broken("一二三四", 30), (Lines{"一二", "三四"}));
}

TEST(Lines, broken_utf8_is_measured_and_never_read_past_its_end) {
    EXPECT_EQ(broken("\xE4\xB8", 100).size(), 1u);
    EXPECT_EQ(broken("\xFF\xC0一", 100).size(), 1u);
}

std::string in_reading_order(std::string_view text) {
    std::vector<PlacedLetter> line;
    for (std::size_t at = 0; at < text.size();) line.push_back({next_letter(text, at), 10});
    put_in_reading_order(line);
    std::string out;
    for (const PlacedLetter& placed : line) append_letter(out, placed.letter.code);
    return out;
}

TEST(Lines, words_of_arabic_beside_each_other_are_read_from_right_to_left) {
    EXPECT_EQ(in_reading_order("مرحبا بالعالم"), "بالعالم مرحبا");
    EXPECT_EQ(in_reading_order("好 שלום עולם abc"), "好 עולם שלום abc");
    EXPECT_EQ(in_reading_order("שלום 12 עולם"), "שלום 12 עולם");
    EXPECT_EQ(in_reading_order("plain 空地"), "plain 空地");
}

TEST(Lines, a_line_never_breaks_inside_a_cluster) {
    EXPECT_EQ(broken("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 10),
              (Lines{"👨‍👩‍👧", "👨‍👩‍👧", "👨‍👩‍👧"}));
    EXPECT_EQ(broken("e\u0301e\u0301", 5), (Lines{"e\u0301", "e\u0301"}));
}

TEST(Lines, one_letter_wider_than_the_line_has_a_line_of_its_own) {
    const auto wide = [](void*, LetterCode) { return 500.0f; };
    const std::vector<Line> lines = break_lines("一二", 30, wide, nullptr);
    ASSERT_EQ(lines.size(), 2u);
    for (const Line& line : lines) EXPECT_LE(line.width, 30.01f);
}

TEST(Lines, control_characters_take_no_room) {
    const std::string_view text("一\0\a\r二", 9);
    EXPECT_EQ(break_lines(text, 20, advance, nullptr).size(), 1u);
}

TEST(Lines, whatever_the_text_no_line_is_wider_and_no_letter_is_lost) {
    std::mt19937 random(7);
    const std::vector<std::string> pieces{"一",   "空", "。", ",", "《", "》", " ", "a",
                                          "word", "12", "㎡", "!", "(",  ")",  "—", "\n"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 24; ++i) text += pieces[random() % pieces.size()];
        const auto width = static_cast<float>(40 + random() % 80);
        std::string seen;
        for (const Line& line : break_lines(text, width, advance, nullptr)) {
            float w = 0;
            std::string_view words =
                std::string_view(text).substr(line.begin, line.end - line.begin);
            for (std::size_t at = 0; at < words.size();)
                w += advance(nullptr, next_letter(words, at).code);
            EXPECT_LE(w, width + 0.1f) << text;
            EXPECT_NEAR(w, line.width, 0.1f) << text;
            seen += words;
        }
        std::string all;
        for (const char c : text)
            if (c != ' ' && c != '\n') all += c;
        std::erase(seen, ' ');
        EXPECT_EQ(seen, all);
    }
}

}  // namespace
}  // namespace kongdi::widgets
