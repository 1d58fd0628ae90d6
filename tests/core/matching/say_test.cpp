// SPDX-License-Identifier: Apache-2.0
#include "core/matching/say.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/codec/words.hpp"
#include "core/matching/suitability.hpp"

namespace kongdi {

namespace {

MatchingProblem problem() {
    return {.spaces = {{"a", 10}, {"b", 10}},
            .kinds = {"CUL02", "ELD02"},
            .communities = {"one", "two"},
            .offers = {{0, 0, 8, 10, {{0, 50, 50}, {1, 20, 20.4}}, {}, {SpaceRule::Flue}},
                       {0, 1, 8, 10, {{0, 30, 15}}},
                       {1, 0, 8, 10, {{0, 90, 90}}, {SpaceRule::LeastArea}}}};
}

}  // namespace

TEST(Say, tells_what_it_gives_what_came_second_and_what_is_open) {
    const std::vector<Said> said = say(problem(), explain(problem(), {0})[0]);
    ASSERT_EQ(said.size(), 4U);
    EXPECT_EQ(said[0], (Said{"matching.says.gives_several",
                             {{"people", SaidAs::Number, 70},
                              {"community", SaidAs::Community, "one"},
                              {"count", SaidAs::Number, 2}}}));
    EXPECT_EQ(said[1],
              (Said{"matching.lost.refused",
                    {{"other", SaidAs::Space, "b"},
                     {"rules", SaidAs::Texts, Value::list({"matching.refused.least_area"})}}}));
    EXPECT_EQ(said[2], (Said{"matching.lost.smaller_gain",
                             {{"other", SaidAs::Kind, "ELD02"}, {"less", SaidAs::Number, 40}}}));
    EXPECT_EQ(said[3], (Said{"matching.clarify.flue", {}}));
}

TEST(Say, says_when_there_was_nothing_else) {
    MatchingProblem single = problem();
    single.offers.resize(1);
    const std::vector<Said> said = say(single, explain(single, {0})[0]);
    EXPECT_EQ(said[1].key, "matching.says.no_other_space");
    EXPECT_EQ(said[2].key, "matching.says.no_other_kind");
}

TEST(Say, every_key_that_it_may_name_has_words) {
    std::set<std::string> keys = {"matching.says.gives", "matching.says.gives_several",
                                  "matching.says.no_other_space", "matching.says.no_other_kind"};
    for (std::size_t i = 0; i < static_cast<std::size_t>(LostBy::Count_); ++i)
        keys.insert(text_key(static_cast<LostBy>(i)));
    for (std::size_t i = 0; i < static_cast<std::size_t>(VoteTest::Count_); ++i)
        keys.insert(text_key(static_cast<VoteTest>(i)));
    for (std::size_t i = 0; i < static_cast<std::size_t>(ComplexTest::Count_); ++i)
        keys.insert(text_key(static_cast<ComplexTest>(i)));
    for (const SpaceRuleRow& row : space_rules()) {
        keys.insert(refused_key(row.rule));
        const bool may_be_open = row.rule >= SpaceRule::Ownership || row.rule == SpaceRule::Indoor;
        if (may_be_open) keys.insert(clarify_key(row.rule));
    }
    for (const Language language : {Language::Zh, Language::En}) {
        const Words words(language);
        for (const std::string& key : keys)
            EXPECT_TRUE(words.has(key)) << language_code(language) << key;
    }
}

}  // namespace kongdi
