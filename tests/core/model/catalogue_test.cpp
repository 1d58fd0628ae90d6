// SPDX-License-Identifier: Apache-2.0
#include "core/model/catalogue.hpp"

#include <gtest/gtest.h>

#include "core/base/sha256.hpp"

namespace kongdi {

namespace {

Catalogue two_versions() {
    Catalogue out;
    out.questionnaires.push_back({.id = "idle_space", .version = 2});
    out.questionnaires.push_back({.id = "idle_space", .version = 3});
    out.questionnaires.push_back({.id = "idle_space", .version = 1});
    out.questionnaires.push_back({.id = "service_checkup", .version = 9});
    out.consents.push_back(
        {"survey", 1, {}, {{{"zh", "旧"}, {"en", "old"}}}, {sha256("旧"), sha256("old")}});
    out.consents.push_back(
        {"survey", 2, {}, {{{"zh", "新"}, {"en", "new"}}}, {sha256("新"), sha256("new")}});
    return out;
}

}  // namespace

TEST(Catalogue, gives_the_questionnaire_of_a_version_and_the_newest_for_none) {
    const Catalogue lists = two_versions();
    EXPECT_EQ(lists.questionnaire("idle_space")->version, 3);
    EXPECT_EQ(lists.questionnaire("idle_space", 1)->version, 1);
    EXPECT_EQ(lists.questionnaire("idle_space", 4), nullptr);
    EXPECT_EQ(lists.questionnaire("nothing"), nullptr);
}

TEST(Catalogue, knows_each_wording_of_a_consent_by_its_version_and_hash) {
    const Catalogue lists = two_versions();
    EXPECT_EQ(lists.consent("survey")->version, 2);
    EXPECT_EQ(lists.consent("nothing"), nullptr);
    EXPECT_TRUE(lists.knows_consent("survey", 1, sha256("旧")));
    EXPECT_TRUE(lists.knows_consent("survey", 1, sha256("old")));
    EXPECT_TRUE(lists.knows_consent("survey", 2, sha256("new")));
    EXPECT_FALSE(lists.knows_consent("survey", 2, sha256("old")));
    EXPECT_FALSE(lists.knows_consent("survey", 3, sha256("new")));
    EXPECT_FALSE(lists.knows_consent("photo", 1, sha256("old")));
    EXPECT_FALSE(lists.knows_consent("survey", 1, ""));
}

TEST(Catalogue, finds_rows_by_their_code) {
    Catalogue lists;
    lists.space_types.push_back({.code = "I05"});
    lists.facilities.push_back({.code = "ELD01"});
    EXPECT_EQ(lists.space_type("I05"), &lists.space_types[0]);
    EXPECT_EQ(lists.space_type("I99"), nullptr);
    EXPECT_EQ(lists.facility("ELD01"), &lists.facilities[0]);
    EXPECT_EQ(lists.facility("I05"), nullptr);
}

TEST(LocalText, falls_back_to_the_first_language_there_is) {
    const LocalText text{{{"zh", "车棚"}, {"en", "Bike shed"}}};
    EXPECT_EQ(text.in("en"), "Bike shed");
    EXPECT_EQ(text.in("zh"), "车棚");
    EXPECT_EQ(text.in("de"), "车棚");
    EXPECT_EQ(LocalText{}.in("zh"), "");
}

}  // namespace kongdi
