// SPDX-License-Identifier: Apache-2.0
#include "core/base/value.hpp"

#include <gtest/gtest.h>

#include "core/base/embedded.hpp"

namespace kongdi {

TEST(Value, tells_what_it_is_and_answers_nothing_else) {
    const Value text("空地");
    EXPECT_NE(text.if_string(), nullptr);
    EXPECT_EQ(text.if_bool(), nullptr);
    EXPECT_EQ(text.if_int(), nullptr);
    EXPECT_EQ(text.if_double(), nullptr);
    EXPECT_EQ(text.if_list(), nullptr);
    EXPECT_EQ(text.if_map(), nullptr);
    EXPECT_TRUE(Value().is_null());
    EXPECT_TRUE(Value(nullptr).is_null());
    EXPECT_TRUE(Value(7).is_number());
    EXPECT_TRUE(Value(7.5).is_number());
    EXPECT_FALSE(Value(true).is_number());
    EXPECT_FALSE(text.is_null());
}

TEST(Value, gives_the_other_value_when_it_is_something_else) {
    EXPECT_EQ(Value(7).int_or(1), 7);
    EXPECT_EQ(Value("7").int_or(1), 1);
    EXPECT_EQ(Value(7).number_or(1), 7.0);
    EXPECT_EQ(Value(7.5).number_or(1), 7.5);
    EXPECT_EQ(Value(7.5).int_or(1), 1);
    EXPECT_EQ(Value("").number_or(1), 1.0);
    EXPECT_EQ(Value(true).bool_or(false), true);
    EXPECT_EQ(Value(1).bool_or(false), false);
    EXPECT_EQ(Value("a").string_or("b"), "a");
    EXPECT_EQ(Value(1).string_or("b"), "b");
}

TEST(Value, is_read_through_levels_that_may_be_absent) {
    const Value tree = Value::map({{"a", Value::map({{"b", Value::list({1, 2})}})}});
    EXPECT_EQ(tree["a"].items("b").size(), 2U);
    EXPECT_TRUE(tree["x"]["y"]["z"].is_null());
    EXPECT_TRUE(tree["x"].items("b").empty());
    EXPECT_EQ(tree.text("a"), "");
    EXPECT_EQ(Value("a").find("a"), nullptr);
}

TEST(Value, members_keep_their_place_when_set_again) {
    Value tree = Value::map({{"a", 1}, {"b", 2}});
    tree.set("a", 3).set("c", 4);
    EXPECT_EQ(tree, Value::map({{"a", 3}, {"b", 2}, {"c", 4}}));
    tree.erase("b");
    tree.erase("b");
    EXPECT_EQ(tree, Value::map({{"a", 3}, {"c", 4}}));
    EXPECT_FALSE(tree == Value::map({{"c", 4}, {"a", 3}}));
}

TEST(Value, setting_and_pushing_make_the_map_or_the_list) {
    Value tree;
    tree.set("a", 1);
    EXPECT_EQ(tree, Value::map({{"a", 1}}));
    tree.push(2);
    EXPECT_EQ(tree, Value::list({2}));
    Value("text").erase("a");
}

TEST(Embedded, the_files_are_sorted_and_found_by_name) {
    const auto files = embedded_files();
    ASSERT_GE(files.size(), 5U);
    for (std::size_t i = 1; i < files.size(); ++i) EXPECT_LT(files[i - 1].name, files[i].name);
    for (const EmbeddedFile& file : files) {
        EXPECT_FALSE(file.text.empty()) << file.name;
        EXPECT_EQ(embedded_file(file.name), file.text);
    }
    EXPECT_TRUE(embedded_file("lang/none.json").empty());
    EXPECT_TRUE(embedded_file("").empty());
}

}  // namespace kongdi
