// SPDX-License-Identifier: Apache-2.0
// A city small enough to be matched by hand, from the drawing to the words.
#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"
#include "core/matching/explain.hpp"
#include "core/matching/offers.hpp"
#include "server/matching/solve.hpp"

namespace kongdi::server {

namespace {

// A letter is a house of that community, a digit an idle space; a step is 100 m.
const std::vector<std::string> kCity = {
    "aaaa.......bbbb",
    "aa1a...2...bb3b",
    "aaaa......4bbbb",
};
constexpr double kPeopleOfAHouse = 100;
constexpr double kEldersOfAHouse = 20;

/// Whom each space would reach: within 300 m elder care and the canteen, within 500 m culture.
std::vector<NewlyReached> reach_of_all() {
    std::vector<NewlyReached> out;
    const auto each = [](auto visit) {
        for (std::size_t y = 0; y < kCity.size(); ++y)
            for (std::size_t x = 0; x < kCity[y].size(); ++x)
                visit(kCity[y][x], static_cast<int>(x), static_cast<int>(y));
    };
    struct Kind {
        const char* code;
        int steps;
        double people;
    };
    for (const Kind& kind : {Kind{"ELD01", 3, kEldersOfAHouse}, Kind{"ELD02", 3, kEldersOfAHouse},
                             Kind{"CUL02", 5, kPeopleOfAHouse}})
        each([&](char space, int space_x, int space_y) {
            if (space < '1' || space > '9') return;
            for (const char community : {'a', 'b'}) {
                double people = 0;
                each([&](char house, int x, int y) {
                    const int dx = x - space_x, dy = y - space_y;
                    if (house == community && dx * dx + dy * dy <= kind.steps * kind.steps)
                        people += kind.people;
                });
                out.push_back(
                    {std::string(1, space), kind.code, std::string(1, community), people});
            }
        });
    return out;
}

const Catalogue& catalogue() {
    static const Catalogue out = *load_catalogue();
    return out;
}

std::vector<MatchSpace> spaces() {
    const std::vector<std::string> all = {"step_free", "water",      "sewer",         "power",
                                          "daylight",  "fire_exits", "fire_sign_off", "flue"};
    MatchSpace room{.id = "1", .type = "I01", .area_low_dm2 = 40'000, .has = all};
    MatchSpace boiler{.id = "2", .type = "I04", .area_low_dm2 = 30'000, .has = all};
    MatchSpace basement{.id = "3", .type = "I07", .area_low_dm2 = 90'000, .has = all};
    MatchSpace shop{.id = "4", .type = "I02", .area_low_dm2 = 36'000, .has = all};
    for (MatchSpace* one : {&room, &boiler, &basement, &shop}) one->ownership = Ownership::Clear;
    room.has.pop_back();  // nobody has looked for a flue
    return {room, boiler, basement, shop};
}

Matching matched(const std::vector<MatchSpace>& all, const MatchingLimits& limits = {}) {
    static const MatchingRules rules = *load_matching_rules(catalogue());
    const std::vector<KindWeight> weights = {{"ELD01", 2}, {"ELD02", 2}};
    return *solve_matching(offers_of(all, catalogue(), catalogue().facilities, rules, weights,
                                     reach_of_all(), limits));
}

std::string in_words(const MatchingProblem& problem, std::size_t place) {
    const Offer& offer = problem.offers[place];
    return problem.kinds[offer.kind] + " in " + problem.spaces[offer.space].id;
}
std::vector<std::string> in_words(const Matching& matching) {
    std::vector<std::string> out;
    for (const std::size_t place : matching.choice)
        out.push_back(in_words(matching.problem, place));
    return out;
}

using Words = std::vector<std::string>;

Explanation explained(const Matching& matching, const std::string& words) {
    for (const Explanation& one : explain(matching.problem, matching.choice))
        if (in_words(matching.problem, one.offer) == words) return one;
    ADD_FAILURE() << words << " is not chosen";
    return {};
}

}  // namespace

TEST(SmallCity, gets_culture_and_a_canteen_on_both_sides_and_nothing_between) {
    const Matching matching = matched(spaces());
    EXPECT_EQ(in_words(matching), (Words{"CUL02 in 1", "ELD02 in 1", "CUL02 in 4", "ELD02 in 4"}));
    // Room 1: 11 houses, culture is typical of it, a canteen possible: 1100 + 2 × 220 × 0.6.
    // Shop 4: 11 houses within 500 m, 7 within 300 m, both typical: 1100 + 2 × 140.
    EXPECT_EQ(matching.outcome.gain, 1100 + 264 + 1100 + 280);
    EXPECT_EQ(matching.outcome.projects, 2);
    EXPECT_EQ(matching.end, SolveEnd::Optimal);
}

TEST(SmallCity, puts_a_single_project_where_it_gives_most) {
    EXPECT_EQ(in_words(matched(spaces(), {.most_projects = 1})),
              (Words{"CUL02 in 4", "ELD02 in 4"}));
}

TEST(SmallCity, a_thin_budget_buys_what_is_worth_most) {
    // Culture takes 250 m², at 1500 yuan in the room and 2000 in the shop; a canteen 80 m².
    EXPECT_EQ(in_words(matched(spaces(), {.budget_yuan = 499'999})),
              (Words{"CUL02 in 1", "ELD02 in 1"}));
    EXPECT_EQ(in_words(matched(spaces(), {.budget_yuan = 535'000})),
              (Words{"CUL02 in 1", "ELD02 in 4"}));
    EXPECT_EQ(in_words(matched(spaces(), {.budget_yuan = 119'999})), Words{});
}

TEST(SmallCity, says_why_the_boiler_house_and_the_basement_lost) {
    const Matching matching = matched(spaces());
    const Explanation culture = explained(matching, "CUL02 in 4");
    EXPECT_EQ(culture.gain, 1100);
    EXPECT_EQ(culture.people, 1100);
    EXPECT_EQ(culture.adds, 1100);
    ASSERT_EQ(culture.gives.size(), 1U);
    EXPECT_EQ(matching.problem.communities[culture.gives[0].community], "b");

    // The basement lies in the middle of b and would reach all of it, were it none.
    ASSERT_EQ(culture.other_spaces.size(), 2U);
    EXPECT_EQ(in_words(matching.problem, culture.other_spaces[0].offer), "CUL02 in 3");
    EXPECT_EQ(culture.other_spaces[0].why, LostBy::Refused);
    EXPECT_EQ(culture.other_spaces[0].refused_by, (std::vector{SpaceRule::TypeSuits}));
    // The boiler house reaches four houses of b.
    EXPECT_EQ(in_words(matching.problem, culture.other_spaces[1].offer), "CUL02 in 2");
    EXPECT_EQ(culture.other_spaces[1].gain, 400);
    EXPECT_EQ(culture.other_spaces[1].why, LostBy::SmallerGain);
    EXPECT_EQ(culture.other_spaces[1].total_less_by, 700);

    // Day care would take all of the shop, where a canteen lies already.
    ASSERT_EQ(culture.other_kinds.size(), 1U);
    EXPECT_EQ(in_words(matching.problem, culture.other_kinds[0].offer), "ELD01 in 4");
    EXPECT_EQ(culture.other_kinds[0].why, LostBy::NoRoom);
    EXPECT_EQ(in_words(matching.problem, *culture.other_kinds[0].held_by), "ELD02 in 4");

    EXPECT_EQ(explained(matching, "ELD02 in 1").to_clarify, (std::vector{SpaceRule::Flue}));
    const Explanation canteen = explained(matching, "ELD02 in 4");
    ASSERT_EQ(canteen.other_spaces.size(), 1U);
    EXPECT_EQ(canteen.other_spaces[0].refused_by,
              (std::vector{SpaceRule::TypeSuits, SpaceRule::AboveGround}));
}

TEST(SmallCity, says_that_the_budget_or_the_number_of_projects_stood_against_it) {
    const Matching poor = matched(spaces(), {.budget_yuan = 499'999});
    const Explanation room = explained(poor, "CUL02 in 1");
    ASSERT_EQ(room.other_spaces.size(), 1U);  // of a: only the boiler house
    EXPECT_EQ(in_words(poor.problem, room.other_spaces[0].offer), "CUL02 in 2");
    EXPECT_EQ(room.other_spaces[0].why, LostBy::Budget);
    EXPECT_EQ(room.other_spaces[0].over_budget_yuan, 875'000 + 120'000 - 499'999);

    const Matching single = matched(spaces(), {.most_projects = 1});
    const Explanation shop = explained(single, "CUL02 in 4");
    EXPECT_EQ(in_words(single.problem, shop.other_spaces[1].offer), "CUL02 in 2");
    EXPECT_EQ(shop.other_spaces[1].why, LostBy::Projects) << "the canteen stays in the shop";
}

TEST(SmallCity, a_shop_whose_flue_is_known_to_be_missing_gets_no_canteen) {
    std::vector<MatchSpace> all = spaces();
    all[3].has.pop_back();
    all[3].lacks = {"flue"};
    const Matching matching = matched(all);
    EXPECT_EQ(in_words(matching), (Words{"CUL02 in 1", "ELD02 in 1", "CUL02 in 4"}));
    const Explanation culture = explained(matching, "CUL02 in 4");
    ASSERT_EQ(culture.other_kinds.size(), 2U);
    for (const Alternative& one : culture.other_kinds) {
        if (in_words(matching.problem, one.offer) != "ELD02 in 4") continue;
        EXPECT_EQ(one.why, LostBy::Refused);
        EXPECT_EQ(one.refused_by, (std::vector{SpaceRule::Flue}));
    }
}

}  // namespace kongdi::server
