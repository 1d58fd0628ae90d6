// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/random.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi {

namespace {

struct Utf8Case {
    std::string_view what;
    std::string bytes;
    bool well_formed;
};

std::string encoded(char32_t code_point) {
    std::string out;
    append_code_point(out, code_point);
    return out;
}

bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

TEST(Text, an_address_holds_only_unreserved_characters) {
    EXPECT_EQ(percent_encoded("aZ09-_.~"), "aZ09-_.~");
    EXPECT_EQ(percent_encoded("翠 &=/?\"<"), "%E7%BF%A0%20%26%3D%2F%3F%22%3C");
}

}  // namespace

// After RFC 3629 and table 3-7 of the Unicode standard.
TEST(Utf8, what_is_well_formed_is_in_and_nothing_else) {
    for (const Utf8Case& row : {
             Utf8Case{"nothing", "", true},
             Utf8Case{"ASCII", "bike shed", true},
             Utf8Case{"Chinese", "翠苑一区的车棚", true},
             Utf8Case{"an emoji of four bytes", "\xF0\x9F\x9A\xB2", true},
             Utf8Case{"a rare character of plane 2", "\xF0\xA0\xAE\xB7", true},
             Utf8Case{"NUL as itself", std::string("\0", 1), true},
             Utf8Case{"the last code point", "\xF4\x8F\xBF\xBF", true},
             Utf8Case{"a noncharacter", "\xEF\xBF\xBF", true},
             Utf8Case{"just before the surrogates", "\xED\x9F\xBF", true},
             Utf8Case{"just after the surrogates", "\xEE\x80\x80", true},
             Utf8Case{"overlong slash of two bytes", "\xC0\xAF", false},
             Utf8Case{"overlong slash of three bytes", "\xE0\x80\xAF", false},
             Utf8Case{"overlong slash of four bytes", "\xF0\x80\x80\xAF", false},
             Utf8Case{"overlong NUL", "\xC0\x80", false},
             Utf8Case{"highest overlong of two bytes", "\xC1\xBF", false},
             Utf8Case{"highest overlong of three bytes", "\xE0\x9F\xBF", false},
             Utf8Case{"highest overlong of four bytes", "\xF0\x8F\xBF\xBF", false},
             Utf8Case{"first high surrogate", "\xED\xA0\x80", false},
             Utf8Case{"last low surrogate", "\xED\xBF\xBF", false},
             Utf8Case{"a pair of surrogates (CESU-8)", "\xED\xA0\xBD\xED\xB8\x80", false},
             Utf8Case{"just past the last code point", "\xF4\x90\x80\x80", false},
             Utf8Case{"five bytes", "\xF8\x88\x80\x80\x80", false},
             Utf8Case{"six bytes", "\xFC\x84\x80\x80\x80\x80", false},
             Utf8Case{"FE", "\xFE", false},
             Utf8Case{"FF", "\xFF", false},
             Utf8Case{"a continuation alone", "\x80", false},
             Utf8Case{"two of two cut off", "\xC3", false},
             Utf8Case{"three of three cut off", "\xE7\xA9", false},
             Utf8Case{"four of four cut off", "\xF0\x9F\x9A", false},
             Utf8Case{"a letter inside a sequence", "\xE7\x61\xBA", false},
             Utf8Case{"a letter at the end of a sequence", "\xF0\x9F\x9A\x61", false},
             Utf8Case{"one too many", "\xC3\xA9\xA9", false},
             Utf8Case{"GB18030", "\xBF\xD5\xB5\xD8", false},
             Utf8Case{"UTF-16", std::string("\xFF\xFE\x7A\x7A", 4), false},
         }) {
        EXPECT_EQ(is_utf8(row.bytes), row.well_formed) << row.what;
        EXPECT_TRUE(is_utf8(repaired_utf8(row.bytes))) << row.what;
        EXPECT_EQ(repaired_utf8(row.bytes) == row.bytes, row.well_formed) << row.what;
    }
}

TEST(Utf8, every_scalar_value_is_written_and_read_back) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (!is_scalar(c)) continue;
        const std::string bytes = encoded(c);
        ASSERT_TRUE(is_utf8(bytes)) << static_cast<std::uint32_t>(c);
        std::string_view rest = bytes;
        ASSERT_EQ(take_code_point(rest), c);
        ASSERT_TRUE(rest.empty());
        ASSERT_EQ(code_point_count(bytes), 1U);
    }
}

TEST(Utf8, each_broken_byte_becomes_one_replacement_and_the_rest_stays) {
    EXPECT_EQ(repaired_utf8("空\xFF地"), "空\uFFFD地");
    EXPECT_EQ(repaired_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(repaired_utf8("ab\xE7\xA9"), "ab\uFFFD\uFFFD");
}

TEST(Utf8, random_bytes_are_repaired_to_well_formed_text) {
    tests::Random random(5);
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes;
        for (std::size_t n = random.below(12); n > 0; --n)
            bytes +=
                static_cast<char>(random.once_in(2) ? 0x80 + random.below(128) : random.below(256));
        ASSERT_TRUE(is_utf8(repaired_utf8(bytes)));
        if (is_utf8(bytes)) {
            ASSERT_EQ(repaired_utf8(bytes), bytes);
        }
    }
}

TEST(Text, characters_are_counted_as_code_points) {
    EXPECT_EQ(code_point_count(""), 0U);
    EXPECT_EQ(code_point_count("闲置车棚"), 4U);
    EXPECT_EQ(code_point_count("a\xF0\x9F\x9A\xB2z"), 3U);
    EXPECT_EQ(first_code_points("闲置车棚", 2), "闲置");
    EXPECT_EQ(first_code_points("闲置", 5), "闲置");
    EXPECT_EQ(first_code_points("闲置", 0), "");
}

TEST(Text, control_characters_other_than_tab_and_line_feed_are_found) {
    for (char32_t c = 0; c < 0x100; ++c) {
        const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
        EXPECT_EQ(has_control_characters("空" + encoded(c) + "地"), control)
            << static_cast<std::uint32_t>(c);
    }
    EXPECT_FALSE(has_control_characters(""));
}

TEST(Text, white_space_at_both_ends_goes_and_inside_stays) {
    struct Case {
        std::string_view text;
        std::string_view trimmed;
    };
    for (const Case& row : {
             Case{"", ""}, Case{" \t\r\n\u3000 ", ""}, Case{"空地", "空地"},
             Case{"\u3000 空 \u3000 地 \u3000", "空 \u3000 地"}, Case{"\n a b \n", "a b"},
             Case{"　", ""}, Case{"ﾀ", "ﾀ"},  // shares its last byte with U+3000
         })
        EXPECT_EQ(trimmed(row.text), row.trimmed) << row.text;
}

TEST(Text, naughty_strings_survive_counting_cutting_and_the_way_through_json) {
    const auto path = tests::shared_data("bad_input/blns/blns.json");
    if (path.empty()) return;
    const Result<Value> tree = parse_own_json(tests::file_bytes(path));
    ASSERT_TRUE(tree.has_value());
    ASSERT_GT(tree->if_list()->size(), 400U);
    for (const Value& one : *tree->if_list()) {
        const std::string text(one.string_or("?"));
        ASSERT_TRUE(is_utf8(text));
        EXPECT_EQ(repaired_utf8(text), text);
        EXPECT_LE(code_point_count(text), text.size());
        for (const std::size_t count : {0, 1, 7, 100}) {
            const std::string_view front = first_code_points(text, count);
            EXPECT_TRUE(is_utf8(front));
            EXPECT_EQ(code_point_count(front), std::min(count, code_point_count(text)));
        }
        EXPECT_TRUE(is_utf8(trimmed(text)));
        const Result<Value> again = parse_own_json(write_json(one));
        ASSERT_TRUE(again.has_value()) << text;
        EXPECT_EQ(*again, one);
    }
}

}  // namespace kongdi
