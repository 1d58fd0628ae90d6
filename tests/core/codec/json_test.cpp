// SPDX-License-Identifier: Apache-2.0
#include "core/codec/json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <limits>

#include "core/base/text.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/shared_data.hpp"

#if !defined(__EMSCRIPTEN__)
#include <charconv>
#endif

namespace kongdi {

namespace {

std::string written(double value) {
    std::string out;
    append_number(out, value);
    return out;
}

double random_double(tests::Random& random) {
    for (;;) {
        const std::uint64_t bits = random.next();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (std::isfinite(value)) return value;
    }
}

Value random_tree(tests::Random& random, int depth) {
    switch (random.below(depth > 0 ? 9 : 7)) {
        case 0: return {};
        case 1: return random.once_in(2);
        case 2: return random.between(-1'000'000, 1'000'000);
        case 3: return static_cast<std::int64_t>(random.next());
        case 4: return random.real(-180, 180);
        case 5: return random_double(random);
        case 6: return tests::random_text(random, 5);
        case 7: {
            Value list = Value::list();
            for (std::size_t n = random.below(5); n > 0; --n)
                list.push(random_tree(random, depth - 1));
            return list;
        }
        default: {
            Value map = Value::map();
            for (std::size_t n = random.below(5); n > 0; --n)
                map.set(tests::random_text(random, 3), random_tree(random, depth - 1));
            return map;
        }
    }
}

}  // namespace

TEST(Json, what_is_written_reads_back_the_same_and_is_written_the_same_again) {
    tests::Random random(90);
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = write_json(random_tree(random, 5));
        const Result<Value> tree = parse_own_json(text);
        ASSERT_TRUE(tree.has_value()) << text;
        ASSERT_EQ(write_json(*tree), text);
        ASSERT_EQ(*parse_own_json(write_json(*tree)), *tree) << text;
    }
}

TEST(Json, any_double_reads_back_as_itself) {
    tests::Random random(91);
    for (int i = 0; i < 200'000; ++i) {
        const double value = random_double(random);
        ASSERT_EQ(std::strtod(written(value).c_str(), nullptr), value) << written(value);
        ASSERT_EQ(parse_own_json(written(value)).value().number_or(0), value);
    }
    for (const double value :
         {std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(),
          std::numeric_limits<double>::min(), std::numeric_limits<double>::denorm_min()})
        EXPECT_EQ(parse_own_json(written(value)).value().number_or(0), value);
}

TEST(Json, numbers_are_written_as_people_write_them) {
    struct Case {
        double value;
        std::string_view text;
    };
    for (const Case& row :
         {Case{0, "0"}, Case{-0.0, "0"}, Case{60, "60"}, Case{-7, "-7"}, Case{0.1, "0.1"},
          Case{0.1 + 0.2, "0.30000000000000004"}, Case{120.1551, "120.1551"}, Case{1e21, "1e+21"},
          Case{9007199254740991.0, "9007199254740991"}, Case{5e-324, "5e-324"},
          Case{1e-7, "1e-07"}})
        EXPECT_EQ(written(row.value), row.text);
    EXPECT_EQ(write_json(Value(std::numeric_limits<double>::quiet_NaN())), "null");
    EXPECT_EQ(write_json(Value(-std::numeric_limits<double>::infinity())), "null");
    EXPECT_EQ(write_json(Value(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
}

#if !defined(__EMSCRIPTEN__)
TEST(Json, numbers_are_as_short_as_can_be_but_for_one_in_two_hundred) {
    tests::Random random(92);
    int longer = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double value = random.once_in(2) ? random_double(random) : random.real(-180, 180);
        std::array<char, 64> shortest{};
        const auto end = std::to_chars(shortest.data(), shortest.data() + shortest.size(), value,
                                       std::chars_format::scientific);
        const auto digits = [](std::string_view text) {
            const std::string_view front = text.substr(0, text.find('e'));
            std::string out;
            for (const char c : front)
                if (c >= '0' && c <= '9' && !(out.empty() && c == '0')) out += c;
            while (out.ends_with('0')) out.pop_back();
            return out.size();
        };
        const std::size_t least = digits(
            std::string_view(shortest.data(), static_cast<std::size_t>(end.ptr - shortest.data())));
        ASSERT_GE(digits(written(value)), least);
        ASSERT_LE(digits(written(value)), 17U) << written(value);
        if (digits(written(value)) > least) ++longer;
    }
    EXPECT_LT(longer, 500);  // Grisu2 misses the shortest once in a few hundred
}
#endif

TEST(Json, a_whole_number_is_an_integer_however_it_is_written) {
    for (const std::string_view text : {"60", "60.0", "6e1", "6.0E+1", "600e-1"})
        EXPECT_EQ(*parse_own_json(text), Value(60)) << text;
    EXPECT_EQ(*parse_own_json("-0"), Value(0));
    EXPECT_EQ(*parse_own_json("-0.0"), Value(0));
    EXPECT_EQ(*parse_own_json("9007199254740993"), Value(std::int64_t{9007199254740993}));
    EXPECT_NE(parse_own_json("9223372036854775808").value().if_double(), nullptr);
    EXPECT_NE(parse_own_json("1e300").value().if_double(), nullptr);
    EXPECT_EQ(*parse_own_json("0.5"), Value(0.5));
}

TEST(Json, texts_are_escaped_where_they_must_be_and_nowhere_else) {
    EXPECT_EQ(write_json("空地 🚲 é /"), "\"空地 🚲 é /\"");
    EXPECT_EQ(write_json("\"\\\n\t\r\x01\x7F"), "\"\\\"\\\\\\n\\u0009\\u000d\\u0001\\u007f\"");
    EXPECT_EQ(write_json(std::string("\0", 1)), "\"\\u0000\"");
    EXPECT_EQ(*parse_own_json(R"("\ud83d\udeb2\u7a7a\/\b")"), Value("🚲空/\b"));
}

TEST(Json, members_keep_their_order) {
    constexpr std::string_view kText = R"({"b":1,"a":{"z":null,"y":[]},"":{}})";
    EXPECT_EQ(write_json(*parse_own_json(kText)), kText);
}

TEST(Json, the_limits_are_the_last_that_pass) {
    const JsonLimits limits{10, 2};
    EXPECT_TRUE(parse_json("[[1,2,3] ]", limits).has_value());
    EXPECT_EQ(parse_json("[[1,2,3]  ]", limits).error().code, ErrorCode::BodyTooLarge);
    EXPECT_EQ(parse_json("[[[1]]]", limits).error().code, ErrorCode::BodyTooDeep);
    EXPECT_EQ(parse_json("[[{}]]", limits).error().code, ErrorCode::BodyTooDeep);
    EXPECT_EQ(parse_json("{\"a\":[]}", limits).has_value(), true);
}

TEST(Json, what_is_no_json_is_refused_with_the_reason) {
    struct Case {
        std::string bytes;
        ErrorCode code;
    };
    for (const Case& row : {
             Case{"", ErrorCode::BodyNotJson},
             Case{"{", ErrorCode::BodyNotJson},
             Case{"[1,]", ErrorCode::BodyNotJson},
             Case{"{\"a\":1,}", ErrorCode::BodyNotJson},
             Case{"{a:1}", ErrorCode::BodyNotJson},
             Case{"'a'", ErrorCode::BodyNotJson},
             Case{"01", ErrorCode::BodyNotJson},
             Case{"+1", ErrorCode::BodyNotJson},
             Case{".5", ErrorCode::BodyNotJson},
             Case{"1.", ErrorCode::BodyNotJson},
             Case{"0x1", ErrorCode::BodyNotJson},
             Case{"1e400", ErrorCode::BodyNotJson},
             Case{"-1e400", ErrorCode::BodyNotJson},
             Case{"Infinity", ErrorCode::BodyNotJson},
             Case{"true false", ErrorCode::BodyNotJson},
             Case{"/* a */ 1", ErrorCode::BodyNotJson},
             Case{"\"\\ud83d\"", ErrorCode::BodyNotJson},
             Case{"\"\\udeb2\\ud83d\"", ErrorCode::BodyNotJson},
             Case{"\"\\x41\"", ErrorCode::BodyNotJson},
             Case{"\"a\tb\"", ErrorCode::BodyNotJson},
             Case{std::string("1\0", 2), ErrorCode::BodyNotJson},
             Case{std::string("{}\0{", 4), ErrorCode::BodyNotJson},
             Case{"\"\xC0\x80\"", ErrorCode::BodyNotUtf8},
             Case{"\"\xFF\"", ErrorCode::BodyNotUtf8},
             Case{"{\"a\":1,\"a\":1}", ErrorCode::BodyDuplicateKey},
             Case{"[{\"a\":1,\"\\u0061\":2}]", ErrorCode::BodyDuplicateKey},
         }) {
        const Result<Value> tree = parse_own_json(row.bytes);
        ASSERT_FALSE(tree.has_value()) << row.bytes;
        EXPECT_EQ(tree.error().code, row.code) << row.bytes;
    }
}

// The two that name something twice are JSON by its grammar and refused here on purpose.
TEST(Json, the_json_test_suite_is_answered_as_it_asks) {
    const auto folder = tests::shared_data("bad_input/JSONTestSuite/test_parsing");
    int good = 0;
    int bad = 0;
    for (const auto& file : tests::files_of(folder, ".json")) {
        const std::string name = file.filename().string();
        const std::string bytes = tests::file_bytes(file);
        const Result<Value> tree = parse_json(bytes, {bytes.size(), 500});
        if (name.starts_with("y_object_duplicated_key")) {
            EXPECT_EQ(tree.error().code, ErrorCode::BodyDuplicateKey) << name;
        } else if (name.starts_with("y_")) {
            EXPECT_TRUE(tree.has_value()) << name;
            ++good;
        } else if (name.starts_with("n_")) {
            EXPECT_FALSE(tree.has_value()) << name;
            ++bad;
        } else if (tree) {
            EXPECT_EQ(*parse_json(write_json(*tree), {bytes.size() * 2, 500}), *tree) << name;
        }
    }
    if (!folder.empty()) {
        EXPECT_EQ(good, 93);
        EXPECT_EQ(bad, 188);
    }
}

TEST(Json, bytes_changed_at_random_never_do_more_than_fail) {
    tests::Random random(93);
    int parsed = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string bytes = write_json(random_tree(random, 4));
        for (std::size_t n = random.below(3); n > 0 && !bytes.empty(); --n)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        const Result<Value> tree = parse_json(bytes);
        if (!tree) continue;
        ++parsed;
        ASSERT_TRUE(is_utf8(write_json(*tree)));
    }
    EXPECT_GT(parsed, 5'000);
}

}  // namespace kongdi
