// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/clusters.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kongdi::widgets {
namespace {

using Clusters = std::vector<std::string>;

Clusters clusters(std::string_view text) {
    Clusters out;
    for (std::size_t at = 0; at < text.size();) {
        const Cluster cluster = next_cluster(text, at);
        EXPECT_EQ(cluster.end, at);
        out.emplace_back(text.substr(cluster.begin, cluster.end - cluster.begin));
    }
    return out;
}

std::vector<std::uint32_t> code_points(std::string_view text) {
    std::vector<std::uint32_t> out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

TEST(Clusters, hanzi_and_latin_letters_stand_alone) {
    EXPECT_EQ(clusters("空地ab"), (Clusters{"空", "地", "a", "b"}));
}

TEST(Clusters, a_family_is_one_letter) {
    EXPECT_EQ(clusters("👨‍👩‍👧家"), (Clusters{"👨‍👩‍👧", "家"}));
}

TEST(Clusters, a_colour_of_skin_belongs_to_its_hand) {
    EXPECT_EQ(clusters("👍🏽👍"), (Clusters{"👍🏽", "👍"}));
}

TEST(Clusters, halves_of_flags_go_in_pairs) {
    EXPECT_EQ(clusters("🇨🇳🇫🇷🇨"), (Clusters{"🇨🇳", "🇫🇷", "🇨"}));
}

TEST(Clusters, a_flag_of_tags_is_one_letter) {
    EXPECT_EQ(clusters("🏴󠁧󠁢󠁳󠁣󠁴󠁿a"),
              (Clusters{"🏴󠁧󠁢󠁳󠁣󠁴󠁿", "a"}));
}

TEST(Clusters, a_key_cap_is_one_letter) {
    EXPECT_EQ(clusters("1️⃣2"), (Clusters{"1️⃣", "2"}));
}

TEST(Clusters, marks_belong_to_the_letter_before_them) {
    EXPECT_EQ(clusters("e\u0301a"), (Clusters{"e\u0301", "a"}));
    EXPECT_EQ(clusters("e\u0302\u0301"), (Clusters{"e\u0302\u0301"}));  // Vietnamese ế in parts
    EXPECT_EQ(clusters("กำที่"), (Clusters{"กำ", "ที่"}));
    EXPECT_EQ(clusters("葛\U000E0100城"), (Clusters{"葛\U000E0100", "城"}));
}

TEST(Clusters, devanagari_conjuncts_stay_together) {
    EXPECT_EQ(clusters("हिन्दी"), (Clusters{"हि", "न्दी"}));
}

TEST(Clusters, parts_of_a_hangul_syllable_are_one_letter) {
    EXPECT_EQ(clusters("\u1112\u1161\u11AB글"), (Clusters{"\u1112\u1161\u11AB", "글"}));
}

TEST(Clusters, a_word_of_arabic_or_hebrew_is_one_letter) {
    EXPECT_EQ(clusters("مرحبا بك ok"), (Clusters{"مرحبا", " ", "بك", " ", "o", "k"}));
    EXPECT_EQ(clusters("שָׁלוֹם"), (Clusters{"שָׁלוֹם"}));
}

TEST(Clusters, a_joiner_between_hanzi_joins_nothing_that_follows) {
    EXPECT_EQ(clusters("一\u200D二"), (Clusters{"一\u200D", "二"}));
}

TEST(Clusters, a_heap_of_marks_and_an_endless_word_are_cut) {
    std::string heap = "e";
    for (int i = 0; i < 1000; ++i) heap += "\u0301";
    for (const std::string& one : clusters(heap)) EXPECT_LE(one.size(), 64u);
    std::string word;
    for (int i = 0; i < 1000; ++i) word += "ب";
    for (const std::string& one : clusters(word)) EXPECT_LE(one.size(), 96u);
}

TEST(Clusters, bytes_that_are_no_text_are_one_sign_a_sequence) {
    using Points = std::vector<std::uint32_t>;
    EXPECT_EQ(code_points("a\xE4\xB8z"), (Points{'a', 0xFFFD, 'z'}));          // cut short
    EXPECT_EQ(code_points("\xED\xA0\x80!"), (Points{0xFFFD, '!'}));            // half a pair
    EXPECT_EQ(code_points("\xC0\x80\xE0\x80\x80"), (Points{0xFFFD, 0xFFFD}));  // overlong
    EXPECT_EQ(code_points("\xF4\x90\x80\x80\xFF"), (Points{0xFFFD, 0xFFFD}));  // too large
    EXPECT_EQ(code_points("\x80"), (Points{0xFFFD}));
    EXPECT_EQ(code_points("\xEF\xBF\xBD"), (Points{0xFFFD}));
}

TEST(Clusters, control_characters_and_lone_joiners_are_invisible) {
    for (const std::uint32_t c :
         {0x00u, 0x07u, 0x0Du, 0x7Fu, 0x9Fu, 0x200Du, 0xFE0Fu, 0xFEFFu, 0x202Eu, 0xE0041u})
        EXPECT_TRUE(is_invisible(c)) << c;
    for (const std::uint32_t c : {'a' + 0u, 0x20u, 0x4E00u, 0x1F600u, 0xFFFDu})
        EXPECT_FALSE(is_invisible(c)) << c;
}

}  // namespace
}  // namespace kongdi::widgets
