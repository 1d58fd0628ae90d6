// SPDX-License-Identifier: Apache-2.0
#include "core/codec/csv.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/codec/json.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/csv_reader.hpp"
#include "tests/support/shared_data.hpp"

namespace kongdi {

namespace {

std::string text_field(std::string_view text) {
    std::string out;
    append_csv_text(out, text);
    return out;
}
std::string plain_field(std::string_view text) {
    std::string out;
    append_csv_plain(out, text);
    return out;
}

}  // namespace

TEST(Csv, fields_are_quoted_only_when_they_must_be) {
    struct Case {
        std::string_view text;
        std::string_view field;
    };
    for (const Case& row : {
             Case{"", ""},
             Case{"车棚", "车棚"},
             Case{"a b", "a b"},
             Case{"空了三年，漏水", "空了三年，漏水"},
             Case{"a,b", "\"a,b\""},
             Case{"a;b", "\"a;b\""},
             Case{"a\tb", "\"a\tb\""},
             Case{"甲；乙", "甲；乙"},
             Case{"a\"b", "\"a\"\"b\""},
             Case{"a\nb", "\"a\nb\""},
             Case{"a\rb", "\"a\rb\""},
             Case{" a", "\" a\""},
             Case{"a ", "\"a \""},
             Case{"\"", "\"\"\"\""},
         }) {
        EXPECT_EQ(text_field(row.text), row.field);
        EXPECT_EQ(plain_field(row.text), row.field);
    }
}

TEST(Csv, the_guard_against_formulas_is_taken_off_again) {
    for (const std::string_view text : {"=1+1", "-1", "＝甲", "\ta", "车棚", "'撇号", ""}) {
        std::string field = text_field(text);
        if (field.starts_with('"')) field = field.substr(1, field.size() - 2);
        EXPECT_EQ(without_formula_guard(field), text);
    }
}

TEST(Csv, a_text_is_never_taken_for_a_formula) {
    for (const std::string_view text : {
             "=1+1",
             "=cmd|'/c calc'!A1",
             "+1",
             "-1",
             "-2+3",
             "@SUM(A1)",
             "\t=1",
             "\r=1",
             "\n=1",
             "=HYPERLINK(\"http://a.b\",\"c\")",
             "＝1+1",
             "＋1",
             "－1",
             "＠SUM(A1)",
             "=",
             "-",
         }) {
        const std::string field = text_field(text);
        EXPECT_TRUE(field.starts_with("\"'")) << field;
        const tests::CsvRows rows = tests::read_csv(field);
        ASSERT_EQ(rows.size(), 1U) << field;
        EXPECT_EQ(rows[0], (std::vector<std::string>{"'" + std::string(text)}));
    }
    for (const std::string_view text : {"1-1", "a=b", "车棚 + 泵房", "x@y", "'=1", "－"})
        EXPECT_EQ(text_field(text).starts_with("\"'"), text == "－") << text;
}

TEST(Csv, our_own_numbers_keep_their_sign) {
    EXPECT_EQ(plain_field("-120.5"), "-120.5");
    EXPECT_EQ(plain_field("2026-11-24T08:00:00.000Z"), "2026-11-24T08:00:00.000Z");
}

TEST(Csv, any_text_comes_out_of_the_table_as_it_went_in) {
    tests::Random random(100);
    for (int i = 0; i < 5'000; ++i) {
        std::vector<std::string> fields;
        std::string line;
        for (std::size_t n = 1 + random.below(6); n > 0; --n) {
            if (!fields.empty()) line += ',';
            fields.push_back(tests::random_text(random, 5) + (random.once_in(4) ? "\r\n," : ""));
            append_csv_plain(line, fields.back());
        }
        line += kCsvLineEnd;
        const tests::CsvRows rows = tests::read_csv(line + "end");
        ASSERT_EQ(rows.size(), 2U) << line;
        EXPECT_EQ(rows[0], fields) << line;
    }
}

TEST(Csv, the_tables_of_csv_spectrum_are_written_so_that_they_read_back) {
    const auto folder = tests::shared_data("bad_input/csv-spectrum/json");
    int tables = 0;
    for (const auto& file : tests::files_of(folder, ".json")) {
        const Result<Value> tree = parse_own_json(tests::file_bytes(file));
        ASSERT_TRUE(tree.has_value()) << file;
        if (tree->if_list() == nullptr) continue;  // one is not of the shape of the others
        tests::CsvRows expected;
        std::string text;
        const auto add_row = [&](const std::vector<std::string>& row) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (i > 0) text += ',';
                append_csv_plain(text, row[i]);
            }
            text += kCsvLineEnd;
            expected.push_back(row);
        };
        for (const Value& object : *tree->if_list()) {
            std::vector<std::string> names;
            std::vector<std::string> values;
            for (const Value::Member& member : *object.if_map()) {
                names.push_back(member.first);
                values.emplace_back(member.second.string_or("?"));
            }
            if (expected.empty()) add_row(names);
            add_row(values);
        }
        EXPECT_EQ(tests::read_csv(text), expected) << file;
        // And what others wrote of the same table says the same.
        const auto other = file.parent_path().parent_path() / "csvs" / file.stem();
        EXPECT_EQ(tests::read_csv(tests::file_bytes(other.string() + ".csv")), expected) << file;
        ++tables;
    }
    if (!folder.empty()) {
        EXPECT_EQ(tables, 11);
    }
}

TEST(Csv, the_mark_at_the_front_is_that_of_utf8) { EXPECT_EQ(kUtf8Bom, "\uFEFF"); }

}  // namespace kongdi
