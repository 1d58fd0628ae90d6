// SPDX-License-Identifier: Apache-2.0
// What is read in one pass says the same as the reader that checks what comes in.
#include "server/exports/json_items.hpp"

#include <gtest/gtest.h>

#include "core/codec/json.hpp"
#include "tests/support/random.hpp"
#include "tests/support/record_builder.hpp"

namespace kongdi::server::tests {

namespace {

using kongdi::tests::Random;
using kongdi::tests::RecordBuilder;

std::string read_both(std::string_view text) {
    JsonItems items;
    const auto read = items.read(text);
    const auto tree = parse_own_json(text);
    if (read.has_value() != tree.has_value())
        return tree ? "refuses what is JSON" : "takes what is none";
    if (!read) return std::string(error_row(read.error().code).name);
    return items.root().value() == *tree ? write_json(*tree) : "another value";
}

/// JSON with blanks, escapes and all ways to write a number.
class Texts {
public:
    explicit Texts(std::uint64_t seed) : m_random(seed) {}

    std::string value(int depth) {
        const auto kind = m_random.below(depth > 0 ? 8 : 6);
        std::string out = blank();
        switch (kind) {
            case 0: out += number(); break;
            case 1: out += "null"; break;
            case 2: out += m_random.once_in(2) ? "true" : "false"; break;
            case 3:
            case 4: out += text(); break;
            case 5: out += number(); break;
            case 6: {
                out += "[";
                const std::size_t n = m_random.below(4);
                for (std::size_t i = 0; i < n; ++i) out += (i > 0 ? "," : "") + value(depth - 1);
                out += blank() + "]";
                break;
            }
            default: {
                out += "{";
                const std::size_t n = m_random.below(4);
                for (std::size_t i = 0; i < n; ++i)
                    out += (i > 0 ? "," : "") + blank() + "\"" + std::to_string(i) + tail() +
                           blank() + ":" + value(depth - 1);
                out += blank() + "}";
            }
        }
        return out + blank();
    }

    std::string cut_or_changed(std::string text) {
        if (text.empty()) return text;
        const std::size_t at = m_random.below(text.size());
        if (m_random.once_in(3)) return text.substr(0, at);
        text[at] = "{}[],:\"\\019-+eE.u \n"[m_random.below(19)];
        return text;
    }

private:
    std::string blank() { return m_random.once_in(6) ? " \n" : ""; }
    std::string tail() {
        constexpr std::array<std::string_view, 12> kPieces{
            "a", "幢",      "\\n",     "\\\"",    "\\\\",           "\\/",
            "é", "\\u00e9", "\\u5e62", "\\u0000", "\\ud83d\\ude00", "\\b\\f\\r\\t"};
        std::string out;
        const std::size_t n = m_random.below(5);
        for (std::size_t i = 0; i < n; ++i) out += m_random.pick(kPieces);
        return out + "\"";
    }
    std::string text() { return "\"" + tail(); }
    std::string number() {
        constexpr std::array<std::string_view, 18> kNumbers{"0",
                                                            "-0",
                                                            "-0.0",
                                                            "60",
                                                            "60.0",
                                                            "6e1",
                                                            "0.1",
                                                            "-1.5E-3",
                                                            "1e400",
                                                            "1e-400",
                                                            "9007199254740993",
                                                            "9223372036854775807",
                                                            "9223372036854775808",
                                                            "-9223372036854775809",
                                                            "18446744073709551616",
                                                            "123456789012345678901234567890",
                                                            "1E+2",
                                                            "4.9e-324"};
        if (m_random.once_in(2)) return std::string(m_random.pick(kNumbers));
        return std::to_string(m_random.real(-1000, 1000));
    }

    Random m_random;
};

}  // namespace

TEST(JsonItems, read_the_same_values_as_the_reader_that_checks) {
    Texts texts(1);
    int taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = texts.value(4);
        const std::string both = read_both(text);
        ASSERT_TRUE(both != "another value" && !both.starts_with("refuses") &&
                    !both.starts_with("takes"))
            << both << ": " << text;
        taken += both == "body_not_json" ? 0 : 1;
    }
    EXPECT_GT(taken, 10'000) << "most of them are JSON";
}

TEST(JsonItems, refuse_what_was_cut_or_changed_as_the_reader_that_checks_does) {
    Texts texts(2);
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = texts.cut_or_changed(texts.value(3));
        const std::string both = read_both(text);
        // It alone looks at letters, and for a name that comes twice.
        const auto checked = parse_own_json(text);
        if (!checked && checked.error().code != ErrorCode::BodyNotJson) continue;
        ASSERT_TRUE(both != "another value" && !both.starts_with("refuses") &&
                    !both.starts_with("takes"))
            << both << ": " << text;
        refused += both == "body_not_json" ? 1 : 0;
    }
    EXPECT_GT(refused, 2'000);
}

TEST(JsonItems, of_records_are_what_was_sent) {
    JsonItems items;
    for (const RecordBuilder& one :
         {RecordBuilder(), RecordBuilder::service_checkup(), RecordBuilder::first_checkup()}) {
        const std::string bytes = one.bytes();
        ASSERT_TRUE(items.read(bytes));
        EXPECT_EQ(write_json(items.root().value()), bytes);
        EXPECT_EQ(items.root()["id"].string_or(""), one.build().text("id"));
    }
}

TEST(JsonItems, are_none_behind_what_could_not_be_read) {
    JsonItems items;
    ASSERT_TRUE(items.read(R"({"a":[1,"x"]})"));
    EXPECT_EQ(items.root()["a"].children().size(), 2u);
    EXPECT_EQ(items.root()["b"].children().size(), 0u);
    EXPECT_FALSE(items.read(R"({"a":[1,)"));
    EXPECT_EQ(items.root()["a"].children().size(), 0u);
    EXPECT_FALSE(items.read(std::string(65, '[') + std::string(65, ']')));
    EXPECT_TRUE(items.read(std::string(64, '[') + std::string(64, ']')));
}

}  // namespace kongdi::server::tests
