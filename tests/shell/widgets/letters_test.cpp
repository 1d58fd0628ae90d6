// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/letters.hpp"

#include <imgui.h>

#include "core/base/text.hpp"
#include "shell/widgets/brush.hpp"
#include "tests/shell/widgets/stage_fixture.hpp"

namespace kongdi::widgets {
namespace {

std::vector<Letter> letters_of(std::string_view text) {
    std::vector<Letter> out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_letter(text, at));
    return out;
}

std::string text_of(LetterCode code) {
    std::string out;
    append_letter(out, code);
    return out;
}

/// `count` different hanzi from `from` on.
std::string hanzi(int count, char32_t from = 0x4E00) {
    std::string out;
    for (int i = 0; i < count; ++i) append_code_point(out, from + static_cast<char32_t>(i));
    return out;
}

TEST(Letters, a_cluster_has_one_code_and_keeps_its_text) {
    const Stage stage([] {});
    const std::vector<Letter> letters = letters_of("👨‍👩‍👧空👨‍👩‍👧");
    ASSERT_EQ(letters.size(), 3u);
    EXPECT_EQ(letters[0].code, letters[2].code);
    EXPECT_EQ(text_of(letters[0].code), "👨‍👩‍👧");
    EXPECT_EQ(letters[1].code, 0x7A7A);
}

TEST(Letters, a_letter_of_the_private_area_is_not_taken_for_a_cluster) {
    const Stage stage([] {});
    const std::vector<Letter> letters = letters_of("👨‍👩‍👧\uE000\uF8FF");
    EXPECT_EQ(text_of(letters[1].code), "\uE000");
    EXPECT_EQ(text_of(letters[2].code), "\uF8FF");
}

TEST(Letters, nothing_is_drawn_for_control_characters) {
    const Stage stage([] {});
    for (const Letter& letter : letters_of(std::string_view("\0\a\r\u200D\uFEFF", 9)))
        EXPECT_EQ(letter.code, 0);
}

TEST(Letters, hostile_clusters_fill_a_table_and_no_more) {
    std::string text;
    for (char32_t i = 0; i < 10000; ++i) append_code_point(text, 0x20000 + i);
    std::vector<Letter> letters;
    Stage stage([&] { letters = letters_of(text); });
    ASSERT_EQ(letters.size(), 10000u);
    EXPECT_EQ(text_of(letters[4095].code), "\U00020FFF");
    EXPECT_EQ(letters[4096].code, 0xFFFD);
    // The next screen has the table for itself.
    text = "𠮷👍🏽";
    stage.again();
    stage.again();
    EXPECT_EQ(text_of(letters.at(0).code), "𠮷");
    EXPECT_EQ(text_of(letters.at(1).code), "👍🏽");
}

TEST(Letters, a_letter_is_drawn_once) {
    Stage stage([] { paragraph("一二三一二三"); });
    EXPECT_EQ(platform::native::letters_drawn(), 3);
    stage.again();
    stage.again();
    EXPECT_EQ(platform::native::letters_drawn(), 3);
}

TEST(Letters, a_letter_without_ink_is_not_tried_again) {
    // No letter of the native loader has ink.
    Stage stage([] { paragraph("\U0010FFFD"); });
    const int drawn = platform::native::letters_drawn();
    for (int i = 0; i < 5; ++i) stage.again();
    EXPECT_EQ(platform::native::letters_drawn(), drawn);
}

TEST(Letters, what_lies_outside_the_window_is_measured_and_not_drawn) {
    const std::string text = hanzi(5000);
    const Stage stage([&] { paragraph(text); });
    EXPECT_GT(platform::native::letters_drawn(), 300);
    EXPECT_LT(platform::native::letters_drawn(), 1500);
}

TEST(Letters, the_budget_of_a_frame_is_kept_and_all_letters_come) {
    const std::string text = hanzi(400);
    bool show = false;
    Stage stage([&] {
        if (show) paragraph(text);
    });
    platform::native::set_letter_cost(3);  // ms a batch: two of them reach the budget of 4
    show = true;
    int before = 0;
    int frames = 0;
    for (bool wait = true; wait; ++frames) {
        const platform::Frame frame = platform::draw_frame(stage, frames * 16.0);
        const int made = platform::native::letters_drawn() - before;
        before = platform::native::letters_drawn();
        EXPECT_LE(made, 2 * static_cast<int>(kLetterBatch));
        wait = frame.letters_wait;
        ASSERT_LT(frames, 20);
    }
    EXPECT_EQ(before, 400);
    EXPECT_EQ(frames, 4);  // 128 letters a frame
}

TEST(Letters, a_text_does_not_move_when_its_letters_come) {
    const std::string text = hanzi(200) + "👨‍👩‍👧 مرحبا and Latin words";
    bool show = false;
    Stage stage([&] {
        if (show) paragraph(text);
    });
    platform::native::set_letter_cost(5);
    show = true;
    platform::Frame frame = platform::draw_frame(stage, 0);
    ASSERT_TRUE(frame.letters_wait);
    const Rect first = last_tree().back().rect;
    for (int i = 1; frame.letters_wait; ++i) frame = platform::draw_frame(stage, i * 16.0);
    EXPECT_EQ(last_tree().back().rect.h, first.h);
    EXPECT_EQ(last_tree().back().name, text);  // what is read aloud is the text itself
}

TEST(Letters, a_word_wider_than_its_line_is_kept_inside_it) {
    std::string word;
    for (int i = 0; i < 48; ++i) word += "ب";
    TextBlock block;
    const Stage stage([&] { block = layout_text(word, TextStyle::Body, 100); });
    ASSERT_EQ(block.lines.size(), 1u);
    EXPECT_LE(block.lines[0].width, 100.01f);
}

TEST(Letters, a_megabyte_is_neither_laid_out_nor_drawn_as_a_whole) {
    std::string text;
    while (text.size() < 1'000'000) text += "空地";
    TextBlock block;
    const Stage stage([&] { block = layout_text(text, TextStyle::Body, 358); });
    EXPECT_LE(block.lines.back().end, 32u * 1024u);
    EXPECT_GT(block.lines.back().end, 30000u);
    EXPECT_LT(text_width(text, TextStyle::Body), 32.0f * 1024 * 17);
}

}  // namespace
}  // namespace kongdi::widgets
