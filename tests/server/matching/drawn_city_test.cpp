// SPDX-License-Identifier: Apache-2.0
// One drawn city from its roads to what is built in it: who is reached, the index, the ranking,
// whom idle spaces would newly reach, and the best choice among them. Every number is reckoned by
// hand.
#include <gtest/gtest.h>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"
#include "core/index/ranking.hpp"
#include "core/matching/offers.hpp"
#include "server/matching/solve.hpp"
#include "server/reach/reach.hpp"
#include "tests/server/reach/drawn_roads.hpp"
#include "tests/support/index_city.hpp"

namespace kongdi::server::tests {

namespace {

// A step is 10 m. Houses A and B are the west, C and D the middle, G and H the east: 100 people
// each, 20 of them elders. K is a day-care centre, M a cultural room; U, S and T are idle. All
// stand 10 m beside the road, so that whoever walks d steps along it walks 10·d + 20 m.
const std::vector<std::string_view> kCity = {
    "  A    B         C    D                           G    H  ",
    "+--------------------------------------------------------+",
    "    U  K          M                             S    T    ",
};
constexpr double kPeople = 100;
constexpr double kElders = 20;
constexpr std::size_t kCare = 0, kCulture = 1;  // places of the kinds
constexpr const char* kWest = "330106001051";
constexpr const char* kMiddle = "330106001052";
constexpr const char* kEast = "330106001053";

/// Day care reaches elders whole within 150 m and nobody from 225 m on; 350 m² for 400 people.
/// Culture reaches everybody within 100 m and nobody from 150 m on; its size is not asked.
std::vector<FacilityKind> kinds() {
    FacilityKind care;
    care.code = "ELD01";
    care.ages = "E";
    care.thresholds = {{Measure::RadiusM, {150, {}}},
                       {Measure::Persons, {200, 400}},
                       {Measure::FloorAreaM2, {350, {}}}};
    FacilityKind culture;
    culture.code = "CUL02";
    culture.ages = "*";
    culture.thresholds = {{Measure::RadiusM, {100, {}}}, {Measure::FloorAreaM2, {250, {}}}};
    return {care, culture};
}

/// A standard of the test's own: day care counts double, half of the communities go on the plan.
IndexSettings settings() {
    IndexSettings out = kongdi::tests::plain_index_settings();
    out.weights = {{"ELD01", 2}};
    out.bottom_share = 0.5;
    return out;
}

class DrawnCity : public ::testing::Test {
protected:
    DrawnCity() {
        build("K", kCare, 'K');
        build("M", kCulture, 'M');
    }
    void build(std::string id, std::size_t kind, char letter) {
        m_reach.set_facility({std::move(id), kind, Tier::T5, m_drawn.letters.at(letter)});
    }
    static CityReach reach_of(const DrawnRoads& drawn) {
        const std::vector<ReachCommunity> communities{{kWest, "西", 2 * kPeople, 0},
                                                      {kMiddle, "中", 2 * kPeople, 0},
                                                      {kEast, "东", 2 * kPeople, 0}};
        std::vector<DemandPoint> houses;
        std::uint32_t number = 0;
        for (const char letter : {'A', 'B', 'C', 'D', 'G', 'H'})
            houses.push_back(
                {drawn.letters.at(letter), number++ / 2, kPeople, 0, kPeople - kElders, kElders});
        return CityReach(WalkingNetwork(drawn.lines), kinds(), communities, houses);
    }
    /// With what people say: all are content with day care to 3/4, with culture to one half.
    CityInput input() {
        CityInput out = m_reach.input();
        for (IndexKind& kind : out.kinds) kind.weight = settings().weight_of(kind.code);
        for (CommunityInput& one : out.communities) {
            one.services[kCare].satisfaction = kongdi::tests::ratings_of({4, 4, 4, 4, 4});
            one.services[kCulture].satisfaction = kongdi::tests::ratings_of({3, 3, 3, 3, 3});
        }
        return out;
    }
    CityIndex index() { return city_index(input(), settings()); }

    /// A room of 600 m² in the east, a shop of 250 m² in the west, a bike shed as large as a hall.
    static std::vector<MatchSpace> spaces() {
        const std::vector<std::string> all = {"step_free", "water",      "sewer", "power",
                                              "daylight",  "fire_exits", "flue",  "fire_sign_off"};
        std::vector<MatchSpace> out{{.id = "S", .type = "I01", .area_low_dm2 = 60'000, .has = all},
                                    {.id = "T", .type = "I05", .area_low_dm2 = 90'000, .has = all},
                                    {.id = "U", .type = "I02", .area_low_dm2 = 25'000, .has = all}};
        for (MatchSpace& one : out) one.ownership = Ownership::Clear;
        return out;
    }
    /// For the communities on the plan only.
    std::vector<NewlyReached> newly_reached() {
        const CityIndex now = index();
        std::vector<NewlyReached> out;
        for (const MatchSpace& space : spaces())
            for (const std::size_t kind : {kCare, kCulture})
                for (const Gain& gain : m_reach.gains(m_drawn.letters.at(space.id[0]), kind))
                    if (gain.reached > 0 && now.communities[gain.community].bottom)
                        out.push_back({space.id, kinds()[kind].code,
                                       now.communities[gain.community].code, gain.reached});
        return out;
    }
    Matching matched(const MatchingLimits& limits = {}) {
        static const Catalogue catalogue = *load_catalogue();
        static const MatchingRules rules = *load_matching_rules(catalogue);
        const std::vector<KindWeight> weights = {{"ELD01", 2}, {"CUL02", 1}};
        return *solve_matching(
            offers_of(spaces(), catalogue, kinds(), rules, weights, newly_reached(), limits));
    }
    static std::string in_words(const Matching& matching) {
        std::string out;
        for (const std::size_t place : matching.choice) {
            const Offer& offer = matching.problem.offers[place];
            out += (out.empty() ? "" : ", ") + matching.problem.kinds[offer.kind] + " in " +
                   matching.problem.spaces[offer.space].id;
        }
        return out;
    }

    const DrawnRoads m_drawn{kCity};
    CityReach m_reach = reach_of(m_drawn);
};

constexpr double kNear = 1e-3;

}  // namespace

TEST_F(DrawnCity, who_is_reached_and_what_room_there_is) {
    const CityInput city = input();
    ASSERT_EQ(city.communities.size(), 3u);
    const Service& west_care = city.communities[0].services[kCare];
    const Service& middle_care = city.communities[1].services[kCare];
    const Service& east_care = city.communities[2].services[kCare];
    // From K: A 5 steps, 70 m; B 20 m; C 10 steps, 120 m: all within 150 m. D 15 steps, 170 m:
    // (225 - 170) / (225 - 150) = 11/15 of its 20 elders. G is 450 m away.
    EXPECT_EQ(west_care.need, 40);
    EXPECT_NEAR(west_care.reached, 40, kNear);
    EXPECT_NEAR(middle_care.reached, 20 + 20 * 11.0 / 15, kNear);
    EXPECT_EQ(east_care.reached, 0);
    // 200 people ask for 200 / 400 · 350 m². K's 350 m² are shared by the elders within 150 m:
    // 40 of the west, 20 (C) of the middle.
    EXPECT_NEAR(west_care.required, 175, kNear);
    EXPECT_NEAR(west_care.supplied, 350 * 40.0 / 60, kNear);
    EXPECT_NEAR(middle_care.supplied, 350 * 20.0 / 60, kNear);
    // From M: C 1 step, 30 m; D 4 steps, 60 m; B 11 steps, 130 m: (150 - 130) / 50 = 0.4 of its
    // 100 people; A 16 steps, 180 m: nobody.
    EXPECT_NEAR(city.communities[0].services[kCulture].reached, 40, kNear);
    EXPECT_NEAR(city.communities[1].services[kCulture].reached, 200, kNear);
    EXPECT_EQ(city.communities[2].services[kCulture].reached, 0);
}

TEST_F(DrawnCity, the_index_and_the_ranking_that_follow) {
    const CityIndex found = index();
    const CommunityIndex& west = found.communities[0];
    const CommunityIndex& middle = found.communities[1];
    const CommunityIndex& east = found.communities[2];
    // points = 100·√(C·A)·(0.6 + 0.4·θ): θ is 0.75 for care, 0.9 in all; 0.5 for culture, 0.8.
    // West: care C = 1, A = 1 (233 of 175 m²): 90. Culture C = 40/200: 100·√0.2·0.8 = 35.7771.
    // Index (2·90 + 35.7771) / 3 = 71.9257; as if all were content (2·100 + 44.7214) / 3 = 81.5738.
    EXPECT_EQ(west.index, 71.93);
    EXPECT_EQ(west.standard, 81.57);
    // Middle: care C = 34.6667/40 = 13/15, A = 116.667/175 = 2/3: √(26/45) = 0.760117, 68.4105
    // points. Culture 80. Index (2·68.4105 + 80) / 3 = 72.2737; (2·76.0117 + 100) / 3 = 84.0078.
    EXPECT_EQ(middle.index, 72.27);
    EXPECT_EQ(middle.standard, 84.01);
    // East: nothing is within reach.
    EXPECT_EQ(east.index, 0);
    EXPECT_EQ(east.standard, 0);
    EXPECT_EQ(middle.rank, 1);
    EXPECT_EQ(west.rank, 2);
    EXPECT_EQ(east.rank, 3);
    // Half of three, rounded up, are two: east and west, up to the index of the west.
    EXPECT_EQ(found.ranked, 3);
    EXPECT_EQ(found.bottom, 2);
    EXPECT_EQ(found.cut, 71.93);
    EXPECT_TRUE(east.bottom && west.bottom);
    EXPECT_FALSE(middle.bottom);
}

TEST_F(DrawnCity, whom_the_idle_spaces_would_newly_reach) {
    // S: G 2 steps, 40 m; H 7 steps, 90 m; D 26 steps, 280 m: too far for either kind.
    // T: G 3 steps, 50 m; H 2 steps, 40 m.
    // U: A 2 steps, 40 m; B 3 steps, 50 m. Elders there are reached already, and so is 0.4 of B by
    // culture: 100 + 60 people are new. D, at 200 m, is nearer to K. C, at 150 m, is the middle's,
    // which is not on the plan.
    const std::vector<NewlyReached> found = newly_reached();
    const std::vector<NewlyReached> expected{
        {"S", "ELD01", kEast, 40},  {"S", "CUL02", kEast, 200}, {"T", "ELD01", kEast, 40},
        {"T", "CUL02", kEast, 200}, {"U", "CUL02", kWest, 160},
    };
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].space, expected[i].space);
        EXPECT_EQ(found[i].kind, expected[i].kind);
        EXPECT_EQ(found[i].community, expected[i].community);
        EXPECT_NEAR(found[i].people, expected[i].people, kNear);
    }
}

TEST_F(DrawnCity, the_best_choice_within_each_limit) {
    // S holds day care (350 m²) and culture (250 m²) to the last of its 600 m². At 1500 yuan a m²
    // in community rooms and 2000 in a shop: 525,000, 375,000 and 500,000 yuan. Both kinds are
    // typical of S, culture is of U; T is a bike shed and refused. Gains: 2·40, 200, 160.
    const Matching whole = matched();
    EXPECT_EQ(whole.end, SolveEnd::Optimal);
    EXPECT_EQ(in_words(whole), "CUL02 in S, ELD01 in S, CUL02 in U");
    EXPECT_EQ(whole.outcome.gain, 80 + 200 + 160);
    EXPECT_EQ(whole.outcome.cost_yuan, 525'000 + 375'000 + 500'000);
    EXPECT_EQ(whole.outcome.projects, 2);
    for (const Offer& offer : whole.problem.offers)
        EXPECT_EQ(offer.refused_by.empty(), whole.problem.spaces[offer.space].id != "T");

    // One project: both kinds in S (280) before culture in U (160).
    const Matching single = matched({.most_projects = 1});
    EXPECT_EQ(in_words(single), "CUL02 in S, ELD01 in S");
    EXPECT_EQ(single.outcome.gain, 280);

    // 900,000 yuan would pay for all of S (280), but 875,000 buy culture twice (360).
    const Matching budget = matched({.budget_yuan = 900'000});
    EXPECT_EQ(in_words(budget), "CUL02 in S, CUL02 in U");
    EXPECT_EQ(budget.outcome.gain, 360);
    EXPECT_EQ(budget.outcome.cost_yuan, 875'000);

    // A yuan less than that: culture in S alone (200), before U (160) and day care (80).
    const Matching less = matched({.budget_yuan = 874'999});
    EXPECT_EQ(in_words(less), "CUL02 in S");
    EXPECT_EQ(less.outcome.gain, 200);
}

TEST_F(DrawnCity, once_the_choice_is_built_the_ranking_is_turned_round) {
    build("care in S", kCare, 'S');
    build("culture in S", kCulture, 'S');
    build("culture in U", kCulture, 'U');
    const CityIndex found = index();
    // East: care 1 (350 of 175 m² for its 40 elders), culture 1: (2·90 + 80) / 3 = 86.6667. West:
    // care as before, culture 1: the same. The middle stays and is the lowest.
    EXPECT_EQ(found.communities[0].index, 86.67);
    EXPECT_EQ(found.communities[1].index, 72.27);
    EXPECT_EQ(found.communities[2].index, 86.67);
    EXPECT_EQ(found.communities[0].standard, 100);
    EXPECT_EQ(found.communities[0].rank, 1);
    EXPECT_EQ(found.communities[2].rank, 1);
    EXPECT_EQ(found.communities[1].rank, 3);
    // Two of three go on the plan, and with them whoever has the index of the second.
    EXPECT_EQ(found.bottom, 3);
    EXPECT_EQ(found.cut, 86.67);
}

}  // namespace kongdi::server::tests
