// SPDX-License-Identifier: Apache-2.0
// Which of three thousand idle spaces hold which of twenty services: the hundred and twenty-five
// communities of a bottom tenth, to proven optimum, under a budget and a number of projects.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "core/codec/catalogue_codec.hpp"
#include "core/codec/matching_codec.hpp"
#include "core/matching/explain.hpp"
#include "core/matching/offers.hpp"
#include "server/index/propose.hpp"
#include "tests/load/table.hpp"
#include "tests/support/random.hpp"

namespace kongdi::load {

namespace {

using kongdi::server::Matching;
using kongdi::server::solve_matching;
using kongdi::tests::Random;

constexpr std::size_t kCommunities = 125, kSpaces = 3'000;
constexpr double kAcross = 12;       // communities side by side
constexpr double kCommunityM = 500;  // of side
constexpr std::size_t kHouses = 40;  // of a community
constexpr std::int64_t kYi = 100'000'000;

struct Spot {
    double x_m = 0;
    double y_m = 0;
    double people = 0;
};

struct City {
    std::vector<Spot> houses = {};  // of one community after the other
    std::vector<MatchSpace> spaces = {};
    std::vector<Spot> space_spots = {};
    std::vector<std::vector<double>> lacking = {};  // by community and kind: share of people
};

double share_of(const FacilityKind& kind) {
    if (kind.ages == "C") return 0.12;
    return kind.ages == "E" ? 0.22 : kind.ages == "CE" ? 0.34 : 1;
}

City draw_city(const Catalogue& catalogue, Random& random) {
    City out;
    for (std::size_t c = 0; c < kCommunities; ++c) {
        const double west = std::fmod(static_cast<double>(c), kAcross) * kCommunityM;
        const double south = std::floor(static_cast<double>(c) / kAcross) * kCommunityM;
        for (std::size_t i = 0; i < kHouses; ++i)
            out.houses.push_back({west + random.real(0, kCommunityM),
                                  south + random.real(0, kCommunityM), random.real(30, 160)});
        std::vector<double> lacks;
        for (std::size_t k = 0; k < catalogue.facilities.size(); ++k)
            lacks.push_back(random.once_in(3) ? 0 : random.real(0.2, 1));
        out.lacking.push_back(lacks);
    }
    const std::vector<std::string> facts = {"step_free", "lift", "water",    "sewer",
                                            "power",     "flue", "daylight", "fire_exits"};
    for (std::size_t i = 0; i < kSpaces; ++i) {
        MatchSpace space;
        space.id = "space " + std::to_string(i);
        space.type = random.pick(catalogue.space_types).code;
        // Most are small, some could hold a complex.
        const double m2 = random.once_in(8)   ? random.real(600, 3'000)
                          : random.once_in(3) ? random.real(150, 700)
                                              : random.real(10, 200);
        space.area_low_dm2 = static_cast<std::int64_t>(m2 * 100);
        for (const std::string& fact : facts)
            (random.once_in(2) ? space.has : space.lacks).push_back(fact);
        for (const std::string& fact : facts)
            if (random.once_in(2)) std::erase(space.lacks, fact);
        space.ownership = random.once_in(20) ? Ownership::Disputed : Ownership::Unknown;
        out.spaces.push_back(std::move(space));
        out.space_spots.push_back(
            {random.real(0, kAcross * kCommunityM), random.real(0, 10.5 * kCommunityM), 0});
    }
    return out;
}

std::vector<NewlyReached> reach_of(const City& city, const Catalogue& catalogue) {
    std::vector<NewlyReached> out;
    for (std::size_t s = 0; s < kSpaces; ++s) {
        const Spot& spot = city.space_spots[s];
        for (std::size_t k = 0; k < catalogue.facilities.size(); ++k) {
            const FacilityKind& kind = catalogue.facilities[k];
            const double radius = kind.threshold(Measure::RadiusM)->bounds.low;
            for (std::size_t c = 0; c < kCommunities; ++c) {
                if (city.lacking[c][k] == 0) continue;
                double people = 0;
                for (std::size_t i = c * kHouses; i < (c + 1) * kHouses; ++i) {
                    const Spot& house = city.houses[i];
                    const double dx = house.x_m - spot.x_m, dy = house.y_m - spot.y_m;
                    if (dx * dx + dy * dy <= radius * radius) people += house.people;
                }
                people *= share_of(kind) * city.lacking[c][k];
                if (people > 0)
                    out.push_back({city.spaces[s].id, kind.code,
                                   "330102" + std::to_string(100'000 + c), people});
            }
        }
    }
    return out;
}

double seconds_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

std::string limits_text(const MatchingLimits& limits) {
    const std::string budget =
        limits.budget_yuan
            ? fixed(static_cast<double>(*limits.budget_yuan) / static_cast<double>(kYi), 2) + " 亿"
            : "no budget";
    return budget + ", " +
           (limits.most_projects ? std::to_string(*limits.most_projects) + " projects"
                                 : "any number of projects");
}

}  // namespace

TEST(Load, matching) {
    const Catalogue catalogue = *load_catalogue();
    const MatchingRules rules = *load_matching_rules(catalogue);
    Random random(2024);
    const City city = draw_city(catalogue, random);
    const std::vector<NewlyReached> reached = reach_of(city, catalogue);
    std::vector<KindWeight> weights;
    for (const FacilityKind& kind : catalogue.facilities)
        weights.push_back(
            {kind.code, kind.ages.find_first_of("CE") != std::string::npos ? 2.0 : 1});

    for (const MatchingLimits& limits :
         {MatchingLimits{kYi * 474 / 100, 125}, MatchingLimits{kYi / 2, 125},
          MatchingLimits{kYi * 124 / 100, {}}, MatchingLimits{{}, 300},
          MatchingLimits{kYi * 2, 250}}) {
        const auto began = std::chrono::steady_clock::now();
        const MatchingProblem problem = offers_of(city.spaces, catalogue, catalogue.facilities,
                                                  rules, weights, reached, limits);
        const double offers_s = seconds_since(began);
        const auto matching = solve_matching(problem);
        ASSERT_TRUE(matching);
        const double solved_s = seconds_since(began) - offers_s;
        EXPECT_EQ(matching->end, server::SolveEnd::Optimal);
        EXPECT_EQ(matching->outcome.broken, BrokenLimit::None);
        const std::size_t told = explain(matching->problem, matching->choice).size();
        EXPECT_EQ(told, matching->choice.size());
        const double all_s = seconds_since(began);

        // As the page asks: with an end.
        const auto began_again = std::chrono::steady_clock::now();
        const auto asked = solve_matching(problem, {.most_seconds = server::kMostProposalSeconds});
        ASSERT_TRUE(asked);
        const double asked_s = seconds_since(began_again);
        const bool is_proven = asked->end == server::SolveEnd::Optimal;
        if (is_proven) {
            EXPECT_EQ(asked->outcome.gain, matching->outcome.gain);
        }

        const std::string what = "matching, " + limits_text(limits);
        add_figure(what + ": offers · proven · explained",
                   fixed(offers_s, 1) + " · " + fixed(solved_s, 1) + " · " +
                       fixed(all_s - solved_s - offers_s, 1) + " s",
                   "10 s");
        add_figure(what + ": within the time that the page has",
                   fixed(asked_s, 1) + " s, " +
                       (is_proven ? "proven"
                                  : "not proven, " +
                                        fixed(100.0 * static_cast<double>(asked->outcome.gain) /
                                                  static_cast<double>(matching->outcome.gain),
                                              2) +
                                        " % of the best"),
                   "proven in 10 s");
        add_figure(what + ": offers, of them dropped; model of variables × rows; searched; nodes",
                   std::to_string(problem.offers.size()) + ", " +
                       std::to_string(matching->dropped) + "; " +
                       std::to_string(matching->variables) + " × " +
                       std::to_string(matching->rows) + "; " + std::to_string(matching->searched) +
                       "; " + std::to_string(matching->nodes));
        add_figure(what + ": services chosen, people counted by weight",
                   std::to_string(told) + ", " + std::to_string(matching->outcome.gain));
    }
}

}  // namespace kongdi::load
