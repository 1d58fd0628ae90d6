// SPDX-License-Identifier: Apache-2.0
#include "core/codec/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/embedded.hpp"

namespace kongdi {
namespace {

constexpr std::string_view kKeys = "home.queue\nhome.title\nodd\nopen";
constexpr std::string_view kWords = "{count} 条等待发送\n今天想做什么？\n{{x} {missing}\na {b";

TEST(Words, finds_a_key) {
    const Words words(Language::Zh, kKeys, kWords);
    EXPECT_EQ(words("home.title"), "今天想做什么？");
    EXPECT_EQ(words("open"), "a {b");
}

TEST(Words, a_key_nobody_translated_is_its_own_text) {
    const Words words(Language::Zh, kKeys, kWords);
    EXPECT_EQ(words("home.nothing"), "home.nothing");
    EXPECT_FALSE(words.has("home.nothing"));
    EXPECT_TRUE(words.has("home.title"));
}

TEST(Words, fills_in_arguments) {
    EXPECT_EQ(Words(Language::Zh, kKeys, kWords)("home.queue", {{"count", 2}}), "2 条等待发送");
}

TEST(Words, two_braces_are_one_and_an_unknown_name_stays) {
    const Words words(Language::Zh, kKeys, kWords);
    EXPECT_EQ(words("odd", {{"x", 1}}), "{x} {missing}");
    EXPECT_EQ(words("open", {{"b", 1}}), "a {b");
}

TEST(Words, without_a_text_there_are_no_keys) {
    EXPECT_EQ(Words(Language::En, "", "")("home.title"), "home.title");
    EXPECT_FALSE(Words(Language::En, "", "").has(""));
}

TEST(Words, each_key_that_is_carried_inside_is_found) {
    std::string_view keys = embedded_file("words");
    const Words words(Language::En);
    int count = 0;
    for (; !keys.empty(); ++count) {
        const std::size_t end = std::min(keys.find('\n'), keys.size());
        EXPECT_TRUE(words.has(keys.substr(0, end))) << keys.substr(0, end);
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    EXPECT_GT(count, 1000);
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
