// SPDX-License-Identifier: Apache-2.0
#include "core/codec/words.hpp"

#include <gtest/gtest.h>

namespace kongdi {
namespace {

constexpr std::string_view kFile =
    R"({"home.title":"今天想做什么?","home.queue":"{count} 条等待发送","odd":"{{x} {missing}","open":"a {b"})";

TEST(Words, finds_a_key) { EXPECT_EQ(Words(Language::Zh, kFile)("home.title"), "今天想做什么?"); }

TEST(Words, a_key_nobody_translated_is_its_own_text) {
    const Words words(Language::Zh, kFile);
    EXPECT_EQ(words("home.nothing"), "home.nothing");
    EXPECT_FALSE(words.has("home.nothing"));
    EXPECT_TRUE(words.has("home.title"));
}

TEST(Words, fills_in_arguments) {
    EXPECT_EQ(Words(Language::Zh, kFile)("home.queue", {{"count", 2}}), "2 条等待发送");
}

TEST(Words, two_braces_are_one_and_an_unknown_name_stays) {
    const Words words(Language::Zh, kFile);
    EXPECT_EQ(words("odd", {{"x", 1}}), "{x} {missing}");
    EXPECT_EQ(words("open", {{"b", 1}}), "a {b");
}

TEST(Words, a_file_that_is_no_json_has_no_keys) {
    EXPECT_EQ(Words(Language::En, "nonsense")("home.title"), "home.title");
}

TEST(Words, picks_the_first_language_it_knows) {
    EXPECT_EQ(language_of("fr-FR,en-GB,zh-CN"), Language::En);
    EXPECT_EQ(language_of("zh-Hant-TW"), Language::Zh);
    EXPECT_EQ(language_of("fr"), Language::Zh);
    EXPECT_EQ(language_of(""), Language::Zh);
}

TEST(Words, each_language_file_has_its_words_and_its_tag) {
    EXPECT_EQ(Words(Language::Zh)("app.name"), "空地");
    EXPECT_EQ(Words(Language::En)("app.name"), "Kongdi");
    EXPECT_EQ(language_tag(Language::Zh), "zh-CN");
    EXPECT_EQ(language_code(Language::En), "en");
}

}  // namespace
}  // namespace kongdi
